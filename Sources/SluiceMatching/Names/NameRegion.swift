// The stretch of tokens around a place that may hold names.

/// The stretch of tokens that may hold names: capitalised and cued words, numbers and street words, with little
/// between.
///
/// A region is a maximal chain of members, each at most three glue tokens from the next, so it is the same from
/// wherever in it one begins to look. What is said about it depends on its bytes and on few tokens beside them.
struct NameRegion {
    /// Longer regions are no names but headings and lists.
    static let tokenLimit = 64
    /// The same in bytes.
    static let byteLimit = 400
    /// How many tokens may stand between two members.
    static let glueLimit = 3

    /// The first member's number.
    var first: Int
    /// The last member's number.
    var last: Int

    /// What came of looking for a region.
    enum Search {
        case region(NameRegion)
        /// There is none: no word that could be a name.
        case none
        /// The chain is too long, and goes on up to this offset at least.
        case tooLong(from: Int, to: Int)
        /// More bytes must come.
        case short
    }

    /// Looks for the region that holds token 0.
    ///
    /// - Parameter refused: a stretch of a chain that is known to be too long.
    static func around(
        _ tokens: inout NameTokens,
        in window: borrowing ByteWindow,
        refused: Range<Int>
    ) -> Search {
        let place = tokens.token(0, in: window)
        if tokens.isShort { return .short }
        // A place inside a gap or an escape is none where a token begins.
        if place.start != tokens.place || isHopeless(place) { return .none }
        guard isMember(0, &tokens, in: window) else { return tokens.isShort ? .short : .none }
        var first = 0
        var isNamed = isName(0, &tokens, in: window)
        while let previous = memberBefore(first, &tokens, in: window) {
            first = previous
            let token = tokens.token(first, in: window)
            if refused.contains(token.start) { return .tooLong(from: refused.lowerBound, to: place.end) }
            if place.end - token.start > byteLimit || -first >= tokenLimit {
                return .tooLong(from: token.start, to: place.end)
            }
            isNamed = isNamed || isName(first, &tokens, in: window)
        }
        let start = tokens.token(first, in: window).start
        var last = 0
        while let next = memberAfter(last, &tokens, in: window) {
            last = next
            let token = tokens.token(last, in: window)
            if token.end - start > byteLimit || last - first >= tokenLimit {
                return .tooLong(from: start, to: token.end)
            }
            isNamed = isNamed || isName(last, &tokens, in: window)
        }
        if tokens.isShort { return .short }
        return isNamed ? .region(NameRegion(first: first, last: last)) : .none
    }

    private static func memberBefore(
        _ number: Int,
        _ tokens: inout NameTokens,
        in window: borrowing ByteWindow
    ) -> Int? {
        for step in 1...(glueLimit + 1) {
            if tokens.isBeyond(number - step, in: window) { return nil }
            if isMember(number - step, &tokens, in: window) { return number - step }
            if !isGlue(number - step, &tokens, in: window) { return nil }
        }
        return nil
    }

    private static func memberAfter(
        _ number: Int,
        _ tokens: inout NameTokens,
        in window: borrowing ByteWindow
    ) -> Int? {
        for step in 1...(glueLimit + 1) {
            if tokens.isBeyond(number + step, in: window) { return nil }
            if isMember(number + step, &tokens, in: window) { return number + step }
            if !isGlue(number + step, &tokens, in: window) { return nil }
        }
        return nil
    }

    private static let pronoun = NameHash.of(105)

    /// Whether a word may be a name by its look.
    static func isCapitalised(_ token: NameToken) -> Bool {
        guard token.kind == .word else { return false }
        switch token.shape {
        case NameToken.Shape.eastAsian:
            return token.length <= NameToken.eastAsianLimit && token.flags.contains(.last)
        case NameToken.Shape.capital:
            return token.hash != pronoun
        case NameToken.Shape.title, NameToken.Shape.capitals, NameToken.Shape.mixedUpper:
            return !token.flags.contains(.stop)
        default:
            return false
        }
    }

    /// Whether a word is one such as the first of `La Paz`, and not that of `The end`.
    private static func isCapitalLink(_ token: NameToken) -> Bool {
        token.flags.contains(.link) && !token.flags.contains(.common)
            && (token.shape == NameToken.Shape.title || token.shape == NameToken.Shape.capitals)
    }

    /// Whether no region can hold a word whose look and flags are these, whatever stands beside it.
    static func isHopeless(_ token: NameToken) -> Bool {
        switch token.kind {
        case .word:
            switch token.shape {
            case NameToken.Shape.lower, NameToken.Shape.eastAsian: false
            default: !isCapitalised(token) && !isCapitalLink(token)
            }
        case .number: token.length > 6
        case .mixed: token.shape == NameToken.Shape.identifier
        case .mark, .lineEnd: true
        }
    }

    private static func isName(_ number: Int, _ tokens: inout NameTokens, in window: borrowing ByteWindow) -> Bool {
        isCapitalised(tokens.token(number, in: window)) || isCued(number, &tokens, in: window)
    }

    /// Whether a token can stand at the edge of a region, and so begin a name.
    static func isMember(_ number: Int, _ tokens: inout NameTokens, in window: borrowing ByteWindow) -> Bool {
        let token = tokens.token(number, in: window)
        switch token.kind {
        case .word:
            if isCapitalised(token) || isCapitalLink(token) { return true }
            if token.shape == NameToken.Shape.eastAsian { return token.length <= NameToken.eastAsianLimit }
            guard token.shape == NameToken.Shape.lower else { return false }
            return token.flags.contains(.street) || isCued(number, &tokens, in: window)
        case .number: return token.length <= 6
        case .mixed:
            return token.shape == NameToken.Shape.code
                || token.shape == NameToken.Shape.alphanumeric && token.length <= 5 && token.beginsWithDigit
        case .mark, .lineEnd: return false
        }
    }

    /// Whether a token may stand between two members.
    private static func isGlue(_ number: Int, _ tokens: inout NameTokens, in window: borrowing ByteWindow) -> Bool {
        let token = tokens.token(number, in: window)
        if token.kind == .word { return token.flags.contains(.link) }
        guard token.kind == .mark else { return false }
        switch token.value {
        case 0x2C, 0x2D, 0x27, 0x2019, 0x26, 0x2F, 0x23, 0xBA, 0xAA, 0xB0, 0x2013, 0x2010: return true
        case 0x2E:
            let previous = tokens.token(number - 1, in: window)
            return gap(number, &tokens, in: window) == 0 && previous.kind == .word && previous.length <= 4
        default: return false
        }
    }

    /// The gap before a token, which is known when the token before it is.
    static func gap(_ number: Int, _ tokens: inout NameTokens, in window: borrowing ByteWindow) -> UInt8 {
        if number <= 0 { _ = tokens.token(number - 1, in: window) }
        return number == 0 ? tokens.firstGap : tokens.token(number, in: window).gap
    }

    /// Whether a small word follows a cue such as `name is`, so that it may be a name all the same.
    private static func isCued(_ number: Int, _ tokens: inout NameTokens, in window: borrowing ByteWindow) -> Bool {
        let token = tokens.token(number, in: window)
        guard token.kind == .word, token.shape == NameToken.Shape.lower, token.length > 1,
            token.flags.isDisjoint(with: [.stop, .link, .cue, .title])
        else { return false }
        for step in 1...2 {
            let back = tokens.token(number - step, in: window)
            if back.kind == .lineEnd { return false }
            if step == 1, back.kind == .mark, back.value == 0x2E || back.value == 0x3A { continue }
            if isCueWord(back) { return namesItself(token) }
            guard step == 1, back.kind == .word, back.shape == NameToken.Shape.lower,
                gap(number, &tokens, in: window) == 1, namesItself(token), namesItself(back)
            else { return false }
            // The second small word of a name.
            let cue = tokens.token(number - 2, in: window)
            if isCueWord(cue) { return true }
            return cue.kind == .mark && (cue.value == 0x2E || cue.value == 0x3A)
                && isCueWord(tokens.token(number - 3, in: window))
        }
        return false
    }

    private static func namesItself(_ token: NameToken) -> Bool {
        token.flags.isEmpty
            || !token.flags.isDisjoint(with: [.first, .last]) && token.flags.isDisjoint(with: [.stop, .link])
    }

    private static func isCueWord(_ token: NameToken) -> Bool {
        token.kind == .word && !token.flags.isDisjoint(with: [.cue, .title])
    }

    /// Whether what begins at a token is the later part of something longer, such as a path, a domain or a dump. A mark
    /// between two words joins nothing.
    static func isJoinedLeft(_ number: Int, _ tokens: inout NameTokens, in window: borrowing ByteWindow) -> Bool {
        let previous = tokens.token(number - 1, in: window)
        guard previous.kind == .mark, gap(number, &tokens, in: window) == 0,
            isASCII(previous.value, in: ByteSet(ascii: "./+\\$%~^&@#"))
        else { return false }
        return gap(number - 1, &tokens, in: window) > 0 || tokens.token(number - 2, in: window).kind != .word
    }

    /// Whether what ends the region is the earlier part of something longer: a call, a key, a path.
    func isJoinedRight(_ tokens: inout NameTokens, in window: borrowing ByteWindow) -> Bool {
        let next = tokens.token(last + 1, in: window)
        return next.kind == .mark && next.gap == 0 && Self.isASCII(next.value, in: ByteSet(ascii: "([{=\\+@$/_"))
    }

    private static func isASCII(_ point: UInt32, in set: ByteSet) -> Bool {
        point < 0x80 && set.contains(UInt8(point))
    }
}
