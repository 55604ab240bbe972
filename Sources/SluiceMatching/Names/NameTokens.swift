// The tokens around a place of a text, read as far as they are asked for.

/// The tokens around a place where a token begins, read forwards and backwards as far as they are asked for.
///
/// Token 0 begins at the place; those before it have negative numbers. What lies beyond the text's ends, and beyond
/// long words and wide gaps, is shown as the end of a line.
struct NameTokens {
    /// Gaps of more spaces are walls.
    static let gapLimit = 8
    /// The most tokens that are read in one direction: a region, and what decides about its ends.
    static let limit = NameRegion.tokenLimit + 8

    /// Whether more bytes must come before the tokens that were asked for are known.
    private(set) var isShort = false
    private var ahead = NameBuffer<NameToken>(repeating: .lineEnd(0, 0))
    private var aheadCount = 0
    private var aheadEnds = false
    private var behind = NameBuffer<NameToken>(repeating: .lineEnd(0, 0))
    private var behindCount = 0
    private var behindEnds = false
    /// Where token 0 is to begin.
    let place: Int
    private let lexicon: NameLexicon

    /// The tokens around `place`.
    init(at place: Int, lexicon: NameLexicon) {
        self.place = place
        self.lexicon = lexicon
    }

    /// The token with this number.
    @inline(__always)
    mutating func token(_ number: Int, in window: borrowing ByteWindow) -> NameToken {
        if number >= 0 {
            while aheadCount <= number, !aheadEnds { readNext(in: window) }
            return number < aheadCount ? ahead[number] : .lineEnd(place, place)
        }
        while behindCount < -number, !behindEnds { readPrevious(in: window) }
        return -number <= behindCount ? behind[-number - 1] : .lineEnd(place, place)
    }

    /// Whether there is no token with this number: the text or what may be seen of it ends before.
    mutating func isBeyond(_ number: Int, in window: borrowing ByteWindow) -> Bool {
        _ = token(number, in: window)
        return number >= 0 ? number >= aheadCount : -number > behindCount
    }

    private mutating func append(_ token: NameToken) {
        ahead[aheadCount] = token
        aheadCount += 1
        if token.isWall || aheadCount == Self.limit { aheadEnds = true }
    }

    /// Reads the token after the last one.
    private mutating func readNext(in window: borrowing ByteWindow) {
        var offset = aheadCount == 0 ? place : ahead[aheadCount - 1].end
        var gap = 0
        while true {
            guard offset < window.upperBound else { return endAhead(isEnd: window.isComplete) }
            guard let (point, size) = window.codePoint(at: offset) else { return endAhead(isEnd: false) }
            if NameCharacters.isSpace(point) {
                gap += 1
                offset += size
            } else if point == 92 {
                guard let escape = window.byte(at: offset + 1) else {
                    if !window.isComplete { return endAhead(isEnd: false) }
                    return append(mark(point, offset, offset + 1, gap: gap))
                }
                if escape == UInt8(ascii: "t") {
                    gap += 1
                    offset += 2
                } else if gap > Self.gapLimit {
                    return append(.wall(offset))
                } else if escape == UInt8(ascii: "n") || escape == UInt8(ascii: "r") {
                    return append(.lineEnd(offset, offset + 2))
                } else {
                    return append(mark(point, offset, offset + 1, gap: gap))
                }
            } else if gap > Self.gapLimit {
                return append(.wall(offset))
            } else if point == 10 {
                return append(.lineEnd(offset, offset + 1))
            } else if NameCharacters.isWord(point) {
                return readWord(from: offset, gap: gap, in: window)
            } else {
                return append(mark(point, offset, offset + size, gap: gap))
            }
            // Beyond a wide gap nothing is seen, so its length does not matter.
            if gap > Self.gapLimit { return append(.wall(offset)) }
        }
    }

    private mutating func endAhead(isEnd: Bool) {
        aheadEnds = true
        if !isEnd { isShort = true }
    }

    private func mark(_ point: UInt32, _ start: Int, _ end: Int, gap: Int) -> NameToken {
        var token = NameToken(
            start: start,
            end: end,
            kind: .mark,
            shape: NameToken.Shape.mark,
            hash: NameHash.of(point)
        )
        token.value = point
        token.gap = UInt8(min(gap, 255))
        return token
    }

    private mutating func readWord(from start: Int, gap: Int, in window: borrowing ByteWindow) {
        var offset = start
        var previous: UInt32 = 0
        while true {
            if offset - start > NameToken.wordLimit {
                append(.longWord(start, offset))
                return
            }
            guard offset < window.upperBound else {
                if !window.isComplete { return endAhead(isEnd: false) }
                break
            }
            guard let (point, size) = window.codePoint(at: offset) else { return endAhead(isEnd: false) }
            if NameCharacters.isWord(point) {
                previous = point
                offset += size
            } else if NameCharacters.isApostrophe(point), NameCharacters.isLetter(previous) {
                guard let width = Self.joinedWidth(after: offset + size, in: window) else {
                    return endAhead(isEnd: false)
                }
                if width == 0 { break }
                previous = UInt32(UInt8(ascii: "A"))
                offset += size + width
            } else {
                break
            }
        }
        if offset - start > NameToken.wordLimit {
            append(.longWord(start, offset))
            return
        }
        var token = NameToken.word(start..<offset, in: window, lexicon: lexicon)
        token.gap = UInt8(min(gap, 255))
        append(token)
    }

    /// How many bytes the capital at `offset` has that an apostrophe joins to the word before it, zero where it joins
    /// none; nil where more bytes must come. A capital S on its own is no part of a name.
    private static func joinedWidth(after offset: Int, in window: borrowing ByteWindow) -> Int? {
        guard offset < window.upperBound else { return window.isComplete ? 0 : nil }
        guard let (point, size) = window.codePoint(at: offset) else { return nil }
        guard NameCharacters.folded(point) != point else { return 0 }
        guard point == 83 else { return size }
        guard offset + size < window.upperBound else { return window.isComplete ? 0 : nil }
        guard let (next, _) = window.codePoint(at: offset + size) else { return nil }
        return NameCharacters.isLetter(next) ? size : 0
    }

    private mutating func prepend(_ token: NameToken) {
        behind[behindCount] = token
        behindCount += 1
        if token.isWall || behindCount == Self.limit { behindEnds = true }
    }

    /// Reads the token before the first one, and tells that one how wide the gap is.
    private mutating func readPrevious(in window: borrowing ByteWindow) {
        var offset = behindCount == 0 ? place : behind[behindCount - 1].start
        var gap = 0
        while let (point, size) = window.codePoint(before: offset) {
            if NameCharacters.isSpace(point) {
                gap += 1
                offset -= size
            } else if point == 0x74, window.byte(at: offset - 2) == 92 {
                gap += 1
                offset -= 2
            } else {
                break
            }
            if gap > Self.gapLimit {
                setGap(0)
                return prepend(.wall(offset))
            }
        }
        setGap(gap)
        guard let (point, size) = window.codePoint(before: offset) else {
            behindEnds = true
            return
        }
        if point == 10 { return prepend(.lineEnd(offset - 1, offset)) }
        if point == 0x6E || point == 0x72, window.byte(at: offset - 2) == 92 {
            return prepend(.lineEnd(offset - 2, offset))
        }
        guard NameCharacters.isWord(point) else {
            return prepend(mark(point, offset - size, offset, gap: 0))
        }
        let start = Self.wordStart(before: offset, in: window)
        if offset - start > NameToken.wordLimit {
            prepend(.longWord(start, offset))
        } else {
            prepend(.word(start..<offset, in: window, lexicon: lexicon))
        }
    }

    private mutating func setGap(_ gap: Int) {
        if behindCount == 0 {
            if aheadCount > 0 { ahead[0].gap = UInt8(gap) }
            firstGap = UInt8(gap)
        } else {
            behind[behindCount - 1].gap = UInt8(gap)
        }
    }

    /// The gap before token 0, once the token before it was asked for.
    private(set) var firstGap: UInt8 = 0

    /// Where the word begins that ends at `end`, or a place further back than words are long.
    static func wordStart(before end: Int, in window: borrowing ByteWindow) -> Int {
        var start = end
        while end - start <= NameToken.wordLimit + 3 {
            guard let (point, size) = window.codePoint(before: start) else { break }
            if NameCharacters.isWord(point) {
                start -= size
            } else if NameCharacters.isApostrophe(point), start < end,
                let (letter, _) = window.codePoint(before: start - size), NameCharacters.isLetter(letter),
                let width = joinedWidth(after: start, in: window), width > 0
            {
                start -= size
            } else {
                break
            }
        }
        // The first letter of `\n`, `\r` and `\t` is no part of a word.
        if let first = window.byte(at: start), first == 0x6E || first == 0x72 || first == 0x74,
            window.byte(at: start - 1) == 92
        {
            start += 1
            if start < end, let (point, size) = window.codePoint(at: start), NameCharacters.isApostrophe(point) {
                start += size
            }
        }
        return start
    }
}
