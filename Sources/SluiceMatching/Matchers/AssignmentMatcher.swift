// Values that are assigned to names such as `password` and `api_key`.

import SluiceModel

/// Finds values that are assigned to a name that says that they are secret: in environment files, JSON, YAML, TOML,
/// properties, source code, URL queries, XML elements, and JSON inside of JSON.
///
/// The value alone is masked, without its quotation marks, and nothing before it is held. What a value must be like
/// depends on the name (`AssignedValue`): passwords are chosen by people, keys and tokens are random.
package struct AssignmentMatcher: NamedMatcher {
    package static let name = "assignment"
    package static let summary = "Values assigned to names such as password, secret, token and api_key."
    package static let optionNames = ["names", "min_length", "max_length", "min_entropy"]

    package let anchors: [Anchor]
    package let reachBefore = maximumPrefix + 16
    package let reachAfter: Int

    private let words: WordsByStart
    private let rules: AssignedValue.Rules
    private let wordClass: RunClass
    private let bareClass: RunClass
    private let environmentClass: RunClass
    private let elementClass: RunClass
    private let quotedText: QuotedText

    /// A word that names a secret.
    private struct Word: Sendable {
        var text: [UInt8]
        var isPassword: Bool
        /// Short words (`auth`, `pass`) must be a word of their own in the name, as `author` and `passed` show.
        var isStrict: Bool
    }

    /// The words by their first two letters, in flat arrays.
    private struct WordsByStart: Sendable {
        struct Entry: Sendable {
            /// Where its text starts.
            var text: Int
            var count: Int
            var isPassword: Bool
            var isStrict: Bool
        }

        private var texts: [UInt8] = []
        /// Longest first among those of one start.
        private var entries: [Entry] = []
        private var bounds: [Int] = []

        init(_ words: [Word]) {
            let starts = words.map { Set(Self.starts(of: $0.text)) }
            for key in 0..<1_024 {
                bounds.append(entries.count)
                for (word, starts) in zip(words, starts) where starts.contains(key) {
                    entries.append(
                        Entry(
                            text: texts.count,
                            count: word.text.count,
                            isPassword: word.isPassword,
                            isStrict: word.isStrict
                        )
                    )
                    texts.append(contentsOf: word.text)
                }
            }
            bounds.append(entries.count)
        }

        /// The keys under which a word is found; a joint stands for several bytes.
        private static func starts(of word: [UInt8]) -> [Int] {
            let spelled = word.prefix(2).map { byte in
                byte == UInt8(ascii: "_") ? AssignmentMatcher.joints.members : [byte]
            }
            return spelled[0].flatMap { first in spelled[1].map { key(first, $0) } }
        }

        /// The same for both cases of a letter.
        private static func key(_ first: UInt8, _ second: UInt8) -> Int { Int(first & 31) << 5 | Int(second & 31) }

        /// The longest word at `position`.
        func word(at position: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Entry? {
            guard let first = try window.peek(position), let second = try window.peek(position + 1) else { return nil }
            let key = Self.key(first, second)
            for index in bounds[key]..<bounds[key + 1] where try stands(entries[index], at: position, in: window) {
                return entries[index]
            }
            return nil
        }

        private func stands(
            _ word: Entry,
            at position: Int,
            in window: borrowing ByteWindow
        ) throws(AwaitsBytes) -> Bool {
            for index in 0..<word.count {
                guard let byte = try window.peek(position + index) else { return false }
                let wanted = texts[word.text + index]
                let matches =
                    wanted == UInt8(ascii: "_")
                    ? AssignmentMatcher.joints.contains(byte) : byte.asciiLowercased == wanted
                guard matches else { return false }
            }
            return true
        }
    }

    /// Hyphen, underscore or nothing stand between the words of a name, for which `_` is written here.
    private static let defaultNames = [
        "password", "passwd", "passphrase", "passwort", "pwd", "pass", "secret", "token", "api_key", "apikey",
        "access_key", "accesskey", "private_key", "privatekey", "account_key", "accountkey", "auth_key", "authkey",
        "encryption_key", "signing_key", "master_key", "auth", "credential", "credentials",
    ]

    private static let maximumPrefix = 64
    private static let maximumSuffix = 48
    private static let maximumBlanks = 32
    private static let maximumAnnotation = 48

    package init(options: [String: [String]], runClasses: inout RunClassTable) throws(MatcherOptionError) {
        let names = options["names"] ?? Self.defaultNames
        let allowed = ByteSet.wordCharacters.union(ByteSet("-"))
        let wrong = names.first { !(3...24).contains($0.utf8.count) || !$0.utf8.allSatisfy(allowed.contains) }
        if let wrong {
            throw MatcherOptionError(
                option: "names",
                reason: "'\(wrong)' is not a name: write 3 to 24 letters, digits, '_' and '-'"
            )
        }
        let words = names.map { name in
            let text = name.utf8.map { $0 == UInt8(ascii: "-") ? UInt8(ascii: "_") : $0.asciiLowercased }
            return Word(
                text: text,
                isPassword: text.starts(with: Array("pass".utf8)) || text == Array("pwd".utf8),
                isStrict: text.count <= 4 && text != Array("pwd".utf8)
            )
        }.sorted { $0.text.count > $1.text.count }
        self.words = WordsByStart(words)
        rules = try AssignedValue.Rules(options: options)
        anchors = words.map { word in
            Anchor(
                elements: word.text.map { byte in
                    byte == UInt8(ascii: "_") ? Self.joints : ByteSet(byte...byte).caseFolded
                },
                maskOffset: word.text.count + 1
            )
        }
        wordClass = runClasses.runClass(for: Self.nameCharacters)
        bareClass = runClasses.runClass(for: Self.bareCharacters)
        environmentClass = runClasses.runClass(for: Self.environmentCharacters)
        elementClass = runClasses.runClass(for: Self.elementText)
        quotedText = QuotedText(&runClasses)
        let longest = words.first?.text.count ?? 0
        reachAfter =
            longest + Self.maximumSuffix + 3 * Self.maximumBlanks + Self.maximumAnnotation
            + rules.maximumLength + 64
    }

    package func match(at position: Int, in window: borrowing ByteWindow, runs: inout RunCache) -> MatchOutcome {
        var hold = Int.max
        do {
            return try decide(at: position, in: window, hold: &hold, runs: &runs)
        } catch {
            return .needsMore(holdFrom: min(hold, window.upperBound))
        }
    }

    private func decide(
        at position: Int,
        in window: borrowing ByteWindow,
        hold: inout Int,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
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
        }
        guard try AssignedName.isWhole(position..<wordEnd, isStrict: word.isStrict, in: window) else {
            return .noMatch(.rightBoundary)
        }
        let suffixLimit = wordEnd + Self.maximumSuffix
        let nameEnd = try runs.peekEnd(of: wordClass, from: wordEnd, limit: suffixLimit, in: window)
        guard nameEnd < suffixLimit else { return .noMatch(.rightBoundary) }
        if try window.peek(nameEnd) == UInt8(ascii: ">") {
            return try element(word, from: position, to: nameEnd, in: window, hold: &hold, runs: &runs)
        }
        let value = try FieldGrammar.value(
            after: nameEnd,
            style: .assignment,
            maximumBlanks: Self.maximumBlanks,
            in: window,
            hold: &hold
        )
        guard let value else { return .noMatch(.shape) }
        hold = value.start
        let nameStart = window.runStart(of: Self.nameCharacters, before: position, limit: position - Self.maximumPrefix)
        // The name is judged last: that takes longest, and most values are none.
        let outcome: MatchOutcome
        do {
            outcome = try self.outcome(of: value, after: word, name: nameStart..<nameEnd, in: window, runs: &runs)
        } catch {
            guard AssignedName.isSecret(nameStart..<nameEnd, word: position..<wordEnd, in: window) else {
                return .noMatch(.leftBoundary)
            }
            throw error
        }
        if case .match = outcome, !AssignedName.isSecret(nameStart..<nameEnd, word: position..<wordEnd, in: window) {
            return .noMatch(.leftBoundary)
        }
        return outcome
    }

    private func outcome(
        of value: FieldGrammar.Value,
        after word: WordsByStart.Entry,
        name: Range<Int>,
        in window: borrowing ByteWindow,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        let kind: AssignedValue.Kind = word.isPassword ? .password : .token
        if let quote = value.quote {
            let nameStart = name.lowerBound
            return try quoted(
                quote,
                from: value.start,
                as: kind,
                isArgument: value.isArgument,
                nameStart,
                in: window,
                runs: &runs
            )
        }
        return try bare(value, as: kind, name: name, in: window, runs: &runs)
    }

    private func quoted(
        _ quote: Quote,
        from start: Int,
        as kind: AssignedValue.Kind,
        isArgument: Bool,
        _ nameStart: Int,
        in window: borrowing ByteWindow,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        let limit = start + rules.maximumLength + 1
        let end = try quote.valueEnd(from: start, limit: limit, in: window, runs: &runs, classes: quotedText)
        guard let end else { return .noMatch(.shape) }
        let form: AssignedValue.Form = isArgument ? .argument : .quoted
        return outcome(nameStart, secret: start..<end, as: kind, form: form, in: window)
    }

    /// `<password>…</password>`
    private func element(
        _ word: WordsByStart.Entry,
        from position: Int,
        to nameEnd: Int,
        in window: borrowing ByteWindow,
        hold: inout Int,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        let nameStart = window.runStart(of: Self.elementName, before: position, limit: position - Self.maximumPrefix)
        guard window.byte(before: nameStart) == UInt8(ascii: "<") else { return .noMatch(.shape) }
        let start = nameEnd + 1
        hold = start
        let limit = start + rules.maximumLength + 1
        let end = try runs.peekEnd(of: elementClass, from: start, limit: limit, in: window)
        guard end < limit, try window.peek(end) == UInt8(ascii: "<"), try window.peek(end + 1) == UInt8(ascii: "/")
        else {
            return .noMatch(.shape)
        }
        return outcome(
            nameStart,
            secret: start..<end,
            as: word.isPassword ? .password : .token,
            form: .quoted,
            in: window
        )
    }

    private func bare(
        _ value: FieldGrammar.Value,
        as kind: AssignedValue.Kind,
        name: Range<Int>,
        in window: borrowing ByteWindow,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        let start = value.start
        if try window.peeks(Self.referenceStart, at: start) { return .noMatch(.placeholder) }
        if value.isColon, let typed = try annotated(from: start, in: window) {
            return try quoted(
                typed.quote,
                from: typed.end,
                as: kind,
                isArgument: false,
                name.lowerBound,
                in: window,
                runs: &runs
            )
        }
        let limit = start + rules.maximumLength + 1
        var end = try runs.peekEnd(of: bareClass, from: start, limit: limit, in: window)
        guard end < limit else { return .noMatch(.length(found: end - start)) }
        guard end > start else { return .noMatch(.length(found: 0)) }
        let next = try window.peek(end)
        if next == UInt8(ascii: "("), SecretShape.isIdentifier(window.span(start..<end)) { return .noMatch(.shape) }
        if next == UInt8(ascii: "[") { return .noMatch(.shape) }
        let before = window.byte(before: name.lowerBound)
        if before == UInt8(ascii: "?") || before == UInt8(ascii: "&") {
            end = window.runEnd(of: Self.queryCharacters, from: start, limit: end)
        } else if next != nil, isEnvironment(value, name: name, before: before, in: window) {
            end = try runs.peekEnd(of: environmentClass, from: end, limit: limit, in: window)
            guard end < limit else { return .noMatch(.length(found: end - start)) }
            while end > start, Self.trailing.contains(window[end - 1]) { end -= 1 }
        }
        let endsLine = try window.peek(end).map { Self.lineEnds.contains($0) } ?? true
        let form: AssignedValue.Form = endsLine && (value.isTight || value.isColon) ? .line : .bare
        return outcome(name.lowerBound, secret: start..<end, as: kind, form: form, in: window)
    }

    /// Whether this is `NAME=value` at the beginning of a line, where the value goes on to the next blank.
    private func isEnvironment(
        _ value: FieldGrammar.Value,
        name: Range<Int>,
        before: UInt8?,
        in window: borrowing ByteWindow
    ) -> Bool {
        guard value.isTight, !value.isColon else { return false }
        return before.map { $0 == UInt8(ascii: "\n") } ?? (name.lowerBound == 0)
    }

    /// The text that follows a type: the `"x"` of `password: String = "x"`.
    private func annotated(
        from start: Int,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> (quote: Quote, end: Int)? {
        let limit = start + Self.maximumAnnotation
        let end = try window.peekRunEnd(of: Self.typeCharacters, from: start, limit: limit)
        guard end > start, end < limit, try window.peek(end) == UInt8(ascii: "=") else { return nil }
        let valueStart = try window.peekRunEnd(of: Self.blanks, from: end + 1, limit: end + 5)
        return try FieldGrammar.openingQuote(at: valueStart, in: window)
    }

    private func outcome(
        _ nameStart: Int,
        secret: Range<Int>,
        as kind: AssignedValue.Kind,
        form: AssignedValue.Form,
        in window: borrowing ByteWindow
    ) -> MatchOutcome {
        guard secret.count >= rules.minimumLength, secret.count <= rules.maximumLength else {
            return .noMatch(.length(found: secret.count))
        }
        switch rules.judge(window.span(secret), as: kind, form: form) {
        case .value: return .match(RawMatch(match: nameStart..<secret.upperBound, secret: secret))
        case .sample: return .match(RawMatch(match: nameStart..<secret.upperBound, secret: secret, isSample: true))
        case .placeholder: return .noMatch(.placeholder)
        case nil: return .noMatch(.shape)
        }
    }

    fileprivate static var joints: ByteSet { ByteSet(ascii: "_-. ") }
    /// What may follow a word: more of the name, an element's end, or what leads to a value.
    private static var followers: ByteSet { nameCharacters.union(FieldGrammar.followers).union(ByteSet(ascii: ">")) }
    private static var nameCharacters: ByteSet { ByteSet.wordCharacters.union(ByteSet(ascii: "-")) }
    private static var elementName: ByteSet { nameCharacters.union(ByteSet(ascii: ".:")) }
    private static var elementText: ByteSet { ByteSet(0x21...0xFF).intersection(ByteSet(ascii: "<>").inverted) }
    private static var blanks: ByteSet { ByteSet(ascii: " \t") }
    private static var lineEnds: ByteSet { ByteSet(ascii: "\r\n\\#") }
    private static var trailing: ByteSet { ByteSet(ascii: ";,") }
    private static var referenceStart: ByteSet { ByteSet(ascii: "{[(<*&") }
    private static var bareCharacters: ByteSet {
        ByteSet(0x21...0xFF).intersection(ByteSet(ascii: "\"'`,;<>()[]{}\\").inverted)
    }
    private static var environmentCharacters: ByteSet {
        ByteSet(0x21...0xFF).intersection(ByteSet(ascii: "\"'`\\").inverted)
    }
    private static var queryCharacters: ByteSet { bareCharacters.intersection(ByteSet(ascii: "&#").inverted) }
    private static var typeCharacters: ByteSet { ByteSet.letters.union(ByteSet(ascii: "_&*?[]<>| :")) }
}
