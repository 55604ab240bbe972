// Values that are assigned to names such as `password` and `api_key`.

import SluiceModel

/// Finds values that are assigned to a name that says that they are secret: in environment files, JSON, YAML, TOML,
/// properties, source code, URL queries, XML elements, and JSON inside of JSON.
///
/// The value alone is masked, without its quotation marks, and nothing before it is held. What a value must be like
/// depends on the name (`AssignedValue`): passwords are chosen by people, keys and tokens are random. So are all values
/// of lists and maps, which the matcher follows from one to the next.
package struct AssignmentMatcher: NamedMatcher, ReadingMatcher {
    package static let name = "assignment"
    package static let summary =
        "Values assigned to names such as password, secret and api_key, alone or in lists and maps."
    package static let optionNames = ["names"] + AssignedValue.Rules.optionNames

    package let anchors: [Anchor]
    package let reachBefore = maximumPrefix + 80
    package let reachAfter: Int

    private let words: SecretWords
    let rules: AssignedValue.Rules
    private let wordClass: RunClass
    let bareClass: RunClass
    let environmentClass: RunClass
    let darkClass: RunClass
    let elementClass: RunClass
    let quotedText: QuotedText

    static let maximumPrefix = 64
    private static let maximumSuffix = 48
    static let maximumBlanks = 32
    static let maximumAnnotation = 48
    /// What may stand between a name and its value in markup, or as the name of a variable before a default.
    private static let maximumDetour = 192

    package init(options: [String: [String]], runClasses: inout RunClassTable) throws(MatcherOptionError) {
        let allowed = ByteSet.wordCharacters.union(ByteSet("-"))
        let wrong = options["names"]?.first {
            !(3...24).contains($0.utf8.count) || !$0.utf8.allSatisfy(allowed.contains)
        }
        if let wrong {
            throw MatcherOptionError(
                option: "names",
                reason: "'\(wrong)' is not a name: write 3 to 24 letters, digits, '_' and '-'"
            )
        }
        let words = options["names"]?.map { SecretWord($0.utf8) } ?? SecretWord.usual
        self.words = SecretWords(words)
        rules = try AssignedValue.Rules(options: options)
        anchors = words.flatMap(\.anchors)
        wordClass = runClasses.runClass(for: Self.nameCharacters)
        bareClass = runClasses.runClass(for: Self.bareCharacters)
        environmentClass = runClasses.runClass(for: Self.environmentCharacters)
        darkClass = runClasses.runClass(for: Self.darkCharacters)
        elementClass = runClasses.runClass(for: Self.elementText)
        quotedText = QuotedText(&runClasses)
        let longest = words.map(\.text.count).max() ?? 0
        reachAfter =
            longest + Self.maximumSuffix + 3 * Self.maximumBlanks + Self.maximumAnnotation + Self.maximumDetour
            + rules.maximumLength + 64 + 2 * Self.maximumSeparators
    }

    /// A name and the word in it.
    struct Name {
        var range: Range<Int>
        var word: Range<Int>
        var kind: AssignedValue.Kind
        /// Whether it is a flag of a command.
        var isFlag: Bool
        /// Whether a sentence can name the secret so: `pass` is a verb.
        var isNoun: Bool
    }

    package func decide(
        at position: Int,
        in window: borrowing ByteWindow,
        hold: inout Int,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        if let place = runs.place { return try follow(place, in: window, hold: &hold, runs: &runs) }
        guard let word = try words.word(at: position, in: window) else { return .noMatch(.shape) }
        let wordEnd = position + word.count
        guard let follower = try window.peek(wordEnd), Self.followers.contains(follower) else {
            return .noMatch(.rightBoundary)
        }
        if follower == UInt8(ascii: "=") {
            // In a chain of assignments without a gap each value is the rest of the chain.
            let limit = wordEnd + 1 + rules.maximumLength + 1
            let end = runs.end(of: bareClass, from: wordEnd + 1, in: window)
            if end >= limit { return .noMatch(.length(found: end - wordEnd - 1)) }
            // A short one of many parts is no value, and the next part does not belong to it.
            let length = end - wordEnd - 1
            if length > 0, length < rules.minimumLength, window.holds(Self.partStarts, at: position - 1),
                window.holds(Self.partEnds, at: end)
            {
                return .noMatch(.length(found: length))
            }
        }
        guard try AssignedName.isWhole(position..<wordEnd, isStrict: word.isStrict, in: window) else {
            return .noMatch(.rightBoundary)
        }
        var nameEnd = wordEnd
        if word.endsName {
            if Self.nameCharacters.contains(follower) { return .noMatch(.rightBoundary) }
        } else {
            let suffixLimit = wordEnd + Self.maximumSuffix
            nameEnd = try runs.peekEnd(of: wordClass, from: wordEnd, limit: suffixLimit, in: window)
            guard nameEnd < suffixLimit else { return .noMatch(.rightBoundary) }
        }
        // What looks like attributes may be a value behind a blank.
        hold = nameEnd + 1
        let markup = try markupValue(after: nameEnd, word: position, in: window)
        hold = .max
        if let start = markup {
            hold = start
            guard let name = name(word, position..<wordEnd, to: nameEnd, in: window) else {
                return .noMatch(.leftBoundary)
            }
            return try confirmed(name, element(name, from: start, in: window, runs: &runs), in: window)
        }
        let value = try FieldGrammar.value(
            after: nameEnd,
            style: .assignment,
            maximumBlanks: Self.maximumBlanks,
            in: window,
            hold: &hold
        )
        guard let value else {
            if try window.peeks(Self.apartFollowers, at: nameEnd),
                let name = name(word, position..<wordEnd, to: nameEnd, in: window)
            {
                runs.next = try placeApart(from: name, in: window)
            }
            return .noMatch(.shape)
        }
        hold = value.start
        guard let name = name(word, position..<wordEnd, to: nameEnd, in: window),
            !isScoped(name, value, in: window)
        else { return .noMatch(.leftBoundary) }
        if value.quote == nil {
            runs.next = try container(at: value.start, after: name, link: value.link, in: window, hold: &hold)
            if runs.next == nil { runs.next = try lineBelow(value, name, in: window) }
        }
        let outcome: MatchOutcome
        do {
            outcome = try self.outcome(of: value, after: name, in: window, runs: &runs, hold: &hold)
        } catch {
            guard AssignedName.standing(name.range, word: name.word, in: window) != .harmless else {
                return .noMatch(.leftBoundary)
            }
            throw error
        }
        return confirmed(name, outcome, in: window)
    }

    /// The name around a word, or nil where it promises no secret.
    private func name(
        _ word: SecretWords.Entry,
        _ range: Range<Int>,
        to nameEnd: Int,
        in window: borrowing ByteWindow
    ) -> Name? {
        let limit = range.lowerBound - Self.maximumPrefix
        var start = window.runStart(of: Self.nameCharacters, before: range.lowerBound, limit: limit)
        // The letter of `\n` before a name is none of the name.
        if start < range.lowerBound, window.byte(before: start) == UInt8(ascii: "\\"),
            ByteWindow.escapeLetters.contains(window[start])
        {
            start += 1
        }
        var kind = word.kind
        if word.count == 2, start < range.lowerBound {
            // Two letters are soon found in what is no text.
            let prefix = window.span(start..<range.lowerBound)
            guard prefix.touches(.letters) || prefix.isMade(of: Self.hyphen) else { return nil }
        }
        if kind == .key {
            switch AssignedName.keyStanding(start..<nameEnd, word: range, in: window) {
            case .strong: kind = .token
            case .weak: kind = .key
            case .bare: kind = .bareKey
            case .harmless: return nil
            }
        }
        return Name(
            range: start..<nameEnd,
            word: range,
            kind: kind,
            isFlag: window[start] == UInt8(ascii: "-"),
            isNoun: range.count > 4 && kind != .key && kind != .bareKey
        )
    }

    /// The name is judged last: that takes longest, and most values are none.
    private func confirmed(_ name: Name, _ outcome: MatchOutcome, in window: borrowing ByteWindow) -> MatchOutcome {
        guard case .match(let match) = outcome else { return outcome }
        switch AssignedName.standing(name.range, word: name.word, in: window) {
        case .secret: return outcome
        case .passing: return AssignedValue.isUUID(window.span(match.secret)) ? .noMatch(.leftBoundary) : outcome
        case .harmless: return .noMatch(.leftBoundary)
        }
    }

    /// Whether the name is a part of a longer one: `arn:aws:secretsmanager:…:secret:name`, `AWS::IAM::AccessKey`.
    private func isScoped(_ name: Name, _ value: FieldGrammar.Value, in window: borrowing ByteWindow) -> Bool {
        let start = name.range.lowerBound
        guard window.byte(before: start) == UInt8(ascii: ":") else { return false }
        if window.byte(before: start - 1) == UInt8(ascii: ":") { return true }
        return value.link == .argument || value.link == .colon && value.isTight
    }

    /// What a value is that stands in a range, by what its name and its form demand.
    func outcome(
        _ name: Name,
        secret: Range<Int>,
        form: AssignedValue.Form,
        in window: borrowing ByteWindow,
        runs: inout RunCache
    ) -> MatchOutcome {
        guard secret.count >= rules.minimumLength, secret.count <= rules.maximumLength else {
            return .noMatch(.length(found: secret.count))
        }
        let question = JudgedValue.Question(
            value: secret,
            kind: name.kind,
            form: form,
            minimumEntropy: rules.minimumEntropy
        )
        let judgement: AssignedValue.Judgement?
        if let known = runs.judged, known.question == question {
            judgement = known.judgement
        } else {
            judgement = rules.judge(window.span(secret), as: name.kind, form: form)
            runs.judged = JudgedValue(question: question, judgement: judgement)
        }
        guard let judgement else { return .noMatch(.shape) }
        if judgement.verdict == .placeholder { return .noMatch(.placeholder) }
        return .match(
            RawMatch(
                match: name.range.lowerBound..<secret.upperBound,
                secret: secret,
                isSample: judgement.verdict == .sample,
                doubt: judgement.doubt
            )
        )
    }

    /// What may follow a word: more of the name, markup, or what leads to a value.
    private static var followers: ByteSet { nameCharacters.union(FieldGrammar.followers).union(ByteSet(ascii: "<>")) }
    private static var partStarts: ByteSet { ByteSet(ascii: ";,|") }
    private static var partEnds: ByteSet { ByteSet(ascii: ";,") }
    private static var hyphen: ByteSet { ByteSet(ascii: "-") }
    private static var nameCharacters: ByteSet { ByteSet.wordCharacters.union(ByteSet(ascii: "-")) }
    static var elementName: ByteSet { nameCharacters.union(ByteSet(ascii: ".:")) }
    private static var elementText: ByteSet { ByteSet(0x21...0xFF).intersection(ByteSet(ascii: "<>").inverted) }
    static var blanks: ByteSet { ByteSet(ascii: " \t") }
    static var bareCharacters: ByteSet {
        ByteSet(0x21...0xFF).intersection(ByteSet(ascii: "\"'`,;<>()[]{}\\").inverted)
    }

    /// All but blanks and line ends.
    private static var darkCharacters: ByteSet { ByteSet(0x21...0xFF) }
    private static var environmentCharacters: ByteSet {
        ByteSet(0x21...0xFF).intersection(ByteSet(ascii: "\"'`\\").inverted)
    }
}
