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
        var kind: AssignedValue.Kind
        /// Short words (`auth`, `pass`) must be a word of their own in the name, as `author` and `passed` show.
        var isStrict: Bool
        /// Words that are found in many others end their name: a value must follow.
        var endsName = false
    }

    /// The words by their first two letters, in flat arrays.
    private struct WordsByStart: Sendable {
        struct Entry: Sendable {
            /// Where its text starts.
            var text: Int
            var count: Int
            var kind: AssignedValue.Kind
            var isStrict: Bool
            var endsName: Bool
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
                            kind: word.kind,
                            isStrict: word.isStrict,
                            endsName: word.endsName
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
            let available = min(word.count, max(0, window.upperBound - position))
            let text = window.span(position..<(position + available))
            for index in text.indices {
                let wanted = texts[word.text + index]
                let matches =
                    text[index].asciiLowercased == wanted
                    || wanted == UInt8(ascii: "_") && AssignmentMatcher.joints.contains(text[index])
                guard matches else { return false }
            }
            guard available == word.count || window.isComplete else { throw AwaitsBytes() }
            guard available == word.count else { return false }
            return true
        }
    }

    /// Hyphen, underscore or nothing stand between the words of a name, for which `_` is written here.
    private static let defaultNames = [
        "password", "passwd", "passphrase", "passcode", "passwort", "kennwort", "senha", "contrasena", "contraseña",
        "mot_de_passe", "wachtwoord", "пароль", "密码", "パスワード", "비밀번호", "pswd", "pwd", "pass", "secret", "token",
        "api_key", "apikey", "access_key", "accesskey", "private_key", "privatekey", "account_key", "accountkey",
        "auth_key", "authkey", "encryption_key", "signing_key", "master_key", "auth", "credential", "credentials",
        "bearer",
    ]
    private static let passwordNames = Set(
        defaultNames.prefix { $0 != "secret" }.map { Array($0.utf8) }
    )

    private static let maximumPrefix = 64
    private static let maximumSuffix = 48
    private static let maximumBlanks = 32
    private static let maximumIndentation = 12
    private static let maximumTorn = 72
    private static let maximumAnnotation = 48
    /// What may stand between a name and its value in markup, or as the name of a variable before a default.
    private static let maximumDetour = 192

    package init(options: [String: [String]], runClasses: inout RunClassTable) throws(MatcherOptionError) {
        let names = options["names"] ?? Self.defaultNames
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
        var words = names.map { Self.word(Array($0.utf8)) }
        if options["names"] == nil {
            words.append(Word(text: Self.key, kind: .key, isStrict: false, endsName: true))
            words.append(Word(text: Array("pw".utf8), kind: .password, isStrict: true, endsName: true))
        }
        words.sort { $0.text.count > $1.text.count }
        self.words = WordsByStart(words)
        rules = try AssignedValue.Rules(options: options)
        anchors = words.flatMap(Self.anchors)
        wordClass = runClasses.runClass(for: Self.nameCharacters)
        bareClass = runClasses.runClass(for: Self.bareCharacters)
        environmentClass = runClasses.runClass(for: Self.environmentCharacters)
        elementClass = runClasses.runClass(for: Self.elementText)
        quotedText = QuotedText(&runClasses)
        let longest = words.first?.text.count ?? 0
        reachAfter =
            longest + Self.maximumSuffix + 3 * Self.maximumBlanks + Self.maximumAnnotation + Self.maximumDetour
            + rules.maximumLength + 64
    }

    private static func word(_ name: [UInt8]) -> Word {
        let text = name.map { $0 == UInt8(ascii: "-") ? UInt8(ascii: "_") : $0.asciiLowercased }
        let kind: AssignedValue.Kind =
            text.starts(with: pass) || passwordNames.contains(text)
            ? .password : text == secret ? .secret : .token
        return Word(text: text, kind: kind, isStrict: text.count <= 4 && text != Array("pwd".utf8))
    }

    /// Where to look for a word. One that ends its name is found together with what leads to a value.
    private static func anchors(of word: Word) -> [Anchor] {
        let elements = word.text.map { byte in
            byte == UInt8(ascii: "_") ? joints : ByteSet(byte...byte).caseFolded
        }
        guard word.endsName else { return [Anchor(elements: elements, maskOffset: elements.count + 1)] }
        let tight = ByteSet(ascii: "\"'`\\])\t:=?,<>")
        let apart = ByteSet(ascii: "\"'`=:?.+|<")
        return [
            Anchor(elements: elements + [tight], maskOffset: elements.count + 1),
            Anchor(elements: elements + [ByteSet(ascii: " \t"), apart], maskOffset: elements.count + 2),
        ]
    }

    package func match(at position: Int, in window: borrowing ByteWindow, runs: inout RunCache) -> MatchOutcome {
        var hold = Int.max
        do {
            return try decide(at: position, in: window, hold: &hold, runs: &runs)
        } catch {
            return .needsMore(holdFrom: min(hold, window.upperBound))
        }
    }

    /// A name and the word in it.
    private struct Name {
        var range: Range<Int>
        var word: Range<Int>
        var kind: AssignedValue.Kind
        /// Whether it is a flag of a command.
        var isFlag: Bool
        /// Whether a sentence can name the secret so: `pass` is a verb.
        var isNoun: Bool
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
        guard let value else { return .noMatch(.shape) }
        hold = value.start
        guard let name = name(word, position..<wordEnd, to: nameEnd, in: window),
            !isScoped(name, value, in: window)
        else { return .noMatch(.leftBoundary) }
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
        _ word: WordsByStart.Entry,
        _ range: Range<Int>,
        to nameEnd: Int,
        in window: borrowing ByteWindow
    ) -> Name? {
        let limit = range.lowerBound - Self.maximumPrefix
        let start = window.runStart(of: Self.nameCharacters, before: range.lowerBound, limit: limit)
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

    private func outcome(
        of value: FieldGrammar.Value,
        after name: Name,
        in window: borrowing ByteWindow,
        runs: inout RunCache,
        hold: inout Int
    ) throws(AwaitsBytes) -> MatchOutcome {
        if value.link == .blank || value.link == .said, !name.isNoun, !name.isFlag { return .noMatch(.shape) }
        if let quote = value.quote {
            let form: AssignedValue.Form =
                switch value.link {
                case .argument, .comparison, .said: .argument
                case .blank: name.isFlag ? .quoted : .argument
                default: .quoted
                }
            return try quoted(quote, from: value.start, name, form: form, in: window, runs: &runs)
        }
        return try bare(value, name, in: window, runs: &runs, hold: &hold)
    }

    private func quoted(
        _ quote: Quote,
        from start: Int,
        _ name: Name,
        form: AssignedValue.Form,
        in window: borrowing ByteWindow,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        let limit = start + rules.maximumLength + 1
        let end = try quote.valueEnd(from: start, limit: limit, in: window, runs: &runs, classes: quotedText)
        guard let end else { return .noMatch(.shape) }
        return outcome(name, secret: start..<end, form: form, in: window, runs: &runs)
    }

    /// Where a value begins in markup: `<password>…</password>`, `<Pass encoding="base64">…`,
    /// `<string name="api_key">…`, `<key>password</key><string>…`, `<Password><Value>…`. Nil where none does.
    private func markupValue(
        after nameEnd: Int,
        word: Int,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> Int? {
        guard let follower = try window.peek(nameEnd), Self.markupFollowers.contains(follower) else { return nil }
        var offset = nameEnd
        switch follower {
        case UInt8(ascii: "<"):
            guard try window.peek(nameEnd + 1) == UInt8(ascii: "/"),
                let tag = try tagEnd(from: nameEnd + 2, limit: nameEnd + 26, in: window)
            else { return nil }
            let next = try window.peekRunEnd(of: .whitespace, from: tag, limit: tag + Self.maximumBlanks)
            guard try window.peek(next) == UInt8(ascii: "<"),
                let opening = try tagEnd(from: next + 1, limit: next + 26, in: window)
            else { return nil }
            offset = opening
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            guard try window.peek(nameEnd + 1) == UInt8(ascii: ">") else { return nil }
            offset = nameEnd + 2
        default:
            let limit = word - Self.maximumPrefix
            let nameStart = window.runStart(of: Self.elementName, before: word, limit: limit)
            guard window.byte(before: nameStart) == UInt8(ascii: "<") else { return nil }
            let tag = try window.peekRunEnd(of: Self.attributes, from: nameEnd, limit: nameEnd + 80)
            guard try window.peek(tag) == UInt8(ascii: ">") else { return nil }
            offset = tag + 1
        }
        offset = try window.peekRunEnd(of: .whitespace, from: offset, limit: offset + Self.maximumBlanks)
        if try window.peek(offset) == UInt8(ascii: "<"), follower == UInt8(ascii: ">"),
            let inner = try tagEnd(from: offset + 1, limit: offset + 18, in: window)
        {
            offset = inner
        }
        return offset
    }

    /// The end of a tag without attributes whose name begins at `offset`.
    private func tagEnd(from offset: Int, limit: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Int? {
        let end = try window.peekRunEnd(of: .letters, from: offset, limit: limit)
        guard end > offset, try window.peek(end) == UInt8(ascii: ">") else { return nil }
        return end + 1
    }

    /// The text of an element, without the blanks around it.
    private func element(
        _ name: Name,
        from start: Int,
        in window: borrowing ByteWindow,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        let limit = start + rules.maximumLength + 1
        let end = try runs.peekEnd(of: elementClass, from: start, limit: limit, in: window)
        guard end < limit, end > start else { return .noMatch(.shape) }
        let tag = try window.peekRunEnd(of: .whitespace, from: end, limit: end + Self.maximumBlanks)
        guard try window.peek(tag) == UInt8(ascii: "<"), try window.peek(tag + 1) == UInt8(ascii: "/") else {
            return .noMatch(.shape)
        }
        return outcome(name, secret: start..<end, form: .quoted, in: window, runs: &runs)
    }

    private func bare(
        _ value: FieldGrammar.Value,
        _ name: Name,
        in window: borrowing ByteWindow,
        runs: inout RunCache,
        hold: inout Int
    ) throws(AwaitsBytes) -> MatchOutcome {
        var start = value.start
        if try window.peeks(Self.referenceStart, at: start) {
            guard value.link == .equals || value.link == .colon, let inner = try wrapped(at: start, in: window) else {
                return .noMatch(.placeholder)
            }
            hold = inner.start
            if let quote = inner.quote {
                return try quoted(quote, from: inner.start, name, form: .quoted, in: window, runs: &runs)
            }
            start = inner.start
            let end = try window.peekRunEnd(of: Self.entityText, from: start, limit: start + rules.maximumLength)
            return outcome(name, secret: start..<end, form: .quoted, in: window, runs: &runs)
        }
        if value.link == .colon, let typed = try annotated(from: start, in: window) {
            return try quoted(typed.quote, from: typed.end, name, form: .quoted, in: window, runs: &runs)
        }
        let limit = start + rules.maximumLength + 1
        var end = try runs.peekEnd(of: bareClass, from: start, limit: limit, in: window)
        guard end < limit else { return .noMatch(.length(found: end - start)) }
        guard end > start else { return .noMatch(.length(found: 0)) }
        let next = try window.peek(end)
        if value.link == .said || value.link == .blank {
            return try spoken(value, name, to: end, next: next, in: window, runs: &runs)
        }
        if value.link == .equals || value.link == .colon, let next, Self.brackets.contains(next),
            let tornEnd = try tornEnd(of: start..<end, in: window, runs: &runs)
        {
            return outcome(name, secret: start..<tornEnd, form: .environment, in: window, runs: &runs)
        }
        if next == UInt8(ascii: "[")
            || next == UInt8(ascii: "(") && SecretShape.isIdentifier(window.span(start..<end))
        {
            return try fallback(after: end, of: start, name, in: window, runs: &runs, hold: &hold)
        }
        var form = AssignedValue.Form.bare
        var name = name
        let before = window.byte(before: name.range.lowerBound)
        if before == UInt8(ascii: "?") || before == UInt8(ascii: "&") {
            end = window.runEnd(of: Self.queryCharacters, from: start, limit: end)
        } else if isEnvironment(value, name: name.range, before: before, in: window) {
            if next != nil {
                end = try runs.peekEnd(of: environmentClass, from: end, limit: limit, in: window)
                guard end < limit else { return .noMatch(.length(found: end - start)) }
                while end > start, Self.trailing.contains(window[end - 1]) { end -= 1 }
            }
            form = .environment
        }
        if name.kind == .bareKey, value.link == .equals, isInLine(name, before: before, in: window) {
            name.kind = .loggedKey
        }
        let after = try window.peekRunEnd(of: Self.blanks, from: end, limit: end + 8)
        let endsLine = try window.peek(after).map { Self.lineEnds.contains($0) } ?? true
        if form == .environment {
            if !endsLine { form = .bare }
        } else if endsLine, value.isTight || value.link == .colon || value.link == .pair {
            form = .line
        }
        let result = outcome(name, secret: start..<end, form: form, in: window, runs: &runs)
        if case .match = result { return result }
        // `process.env.KEY || "default"`
        guard try window.peeks(.whitespace, at: end), SecretShape.isIdentifier(window.span(start..<end)) else {
            return result
        }
        return try fallback(after: end, of: start, name, in: window, runs: &runs, hold: &hold)
    }

    /// The value of a sentence or of a flag, without the marks that end a sentence.
    private func spoken(
        _ value: FieldGrammar.Value,
        _ name: Name,
        to valueEnd: Int,
        next: UInt8?,
        in window: borrowing ByteWindow,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        // A comma that follows one word after another is that of source code.
        if let next, !Self.wordEnds.contains(next) || next == UInt8(ascii: ",") && value.link == .blank {
            return .noMatch(.shape)
        }
        var end = valueEnd
        if !name.isFlag {
            while end > value.start, Self.sentenceMarks.contains(window[end - 1]) { end -= 1 }
        }
        let form: AssignedValue.Form = name.isFlag ? .flag : value.link == .said ? .said : .apart
        return outcome(name, secret: value.start..<end, form: form, in: window, runs: &runs)
    }

    /// A text in parentheses, or between the entities of quotation marks.
    private func wrapped(
        at start: Int,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> (start: Int, quote: Quote?)? {
        if try window.peek(start) == UInt8(ascii: "&") {
            for entity in Self.quoteEntities where try window.peeks(entity, at: start) {
                return (start + entity.count, nil)
            }
            return nil
        }
        guard try window.peek(start) == UInt8(ascii: "("),
            let opening = try FieldGrammar.openingQuote(at: start + 1, in: window)
        else { return nil }
        return (opening.end, opening.quote)
    }

    /// The text that stands in for a variable that is not set: `getenv("KEY", "…")`, `process.env.KEY || "…"`.
    private func fallback(
        after end: Int,
        of start: Int,
        _ name: Name,
        in window: borrowing ByteWindow,
        runs: inout RunCache,
        hold: inout Int
    ) throws(AwaitsBytes) -> MatchOutcome {
        var offset = end
        if try window.peeks(Self.callStarts, at: offset) {
            guard try window.peeks(Quote.marks, at: offset + 1), namesEnvironment(start..<end, in: window) else {
                return .noMatch(.shape)
            }
            let key = try window.peekRunEnd(of: Self.elementName, from: offset + 2, limit: offset + 66)
            guard try window.peeks(Quote.marks, at: key) else { return .noMatch(.shape) }
            offset = key + 1
            if try window.peek(offset) == UInt8(ascii: ",") {
                return try text(after: offset + 1, name, in: window, runs: &runs, hold: &hold)
            }
            guard try window.peeks(Self.callEnds, at: offset) else { return .noMatch(.shape) }
            offset += 1
        }
        offset = try window.peekRunEnd(of: .whitespace, from: offset, limit: offset + Self.maximumBlanks)
        for alternative in Self.alternatives where try window.peeks(alternative, at: offset) {
            return try text(after: offset + alternative.count, name, in: window, runs: &runs, hold: &hold)
        }
        return .noMatch(.shape)
    }

    private func text(
        after offset: Int,
        _ name: Name,
        in window: borrowing ByteWindow,
        runs: inout RunCache,
        hold: inout Int
    ) throws(AwaitsBytes) -> MatchOutcome {
        let start = try window.peekRunEnd(of: .whitespace, from: offset, limit: offset + Self.maximumBlanks)
        guard let opening = try FieldGrammar.openingQuote(at: start, in: window) else { return .noMatch(.shape) }
        hold = opening.end
        return try quoted(opening.quote, from: opening.end, name, form: .quoted, in: window, runs: &runs)
    }

    /// Whether a call reads a variable of the environment.
    private func namesEnvironment(_ call: Range<Int>, in window: borrowing ByteWindow) -> Bool {
        Self.environmentWords.found(in: window.span(call), decisive: .environment).contains(.environment)
    }

    /// Whether this is `NAME=value` at the beginning of a line, where the value goes on to the next blank.
    private func isEnvironment(
        _ value: FieldGrammar.Value,
        name: Range<Int>,
        before: UInt8?,
        in window: borrowing ByteWindow
    ) -> Bool {
        guard value.isTight, value.link == .equals else { return false }
        guard let before else { return name.lowerBound == 0 }
        if before == UInt8(ascii: "\n") { return true }
        return Self.blanks.contains(before)
            && (isExported(name.lowerBound, in: window) || isIndented(name, in: window))
    }

    /// Whether a name without small letters, as variables of the environment have, stands first in an indented line.
    private func isIndented(_ name: Range<Int>, in window: borrowing ByteWindow) -> Bool {
        startsLine(name.lowerBound, in: window) && !window.span(name).touches(.lowerCase)
    }

    /// Whether nothing but an indentation stands before `start` in its line.
    private func startsLine(_ start: Int, in window: borrowing ByteWindow) -> Bool {
        let limit = start - Self.maximumIndentation
        let indentation = window.runStart(of: Self.blanks, before: start, limit: limit)
        return indentation == 0 || window.byte(before: indentation) == UInt8(ascii: "\n")
    }

    /// Whether a name stands behind a blank in the middle of a line, where no command sets a variable.
    private func isInLine(_ name: Name, before: UInt8?, in window: borrowing ByteWindow) -> Bool {
        guard let before, Self.blanks.contains(before), !name.isFlag else { return false }
        return !startsLine(name.range.lowerBound, in: window) && !isExported(name.range.lowerBound, in: window)
    }

    /// The end of a value that goes on with brackets up to the end of its line, where these do not nest: no expression
    /// has such. The signs that end a list's line or close a text are no part of it.
    private func tornEnd(
        of value: Range<Int>,
        in window: borrowing ByteWindow,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> Int? {
        let limit = value.lowerBound + Self.maximumTorn
        var end = try runs.peekEnd(of: environmentClass, from: value.upperBound, limit: limit, in: window)
        guard end < limit else { return nil }
        let after = try window.peekRunEnd(of: Self.tornEnds, from: end, limit: end + 4)
        guard try window.peek(after).map({ Self.lineEnds.contains($0) }) ?? true else { return nil }
        while end > value.upperBound, Self.trailing.contains(window[end - 1]) { end -= 1 }
        return BracketNesting.isTorn(window.span(value.lowerBound..<end)) ? end : nil
    }

    private func isExported(_ start: Int, in window: borrowing ByteWindow) -> Bool {
        for command in Self.exports where window.hasPrefix(command, at: start - command.count) { return true }
        return false
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

    private static let key = Array("key".utf8)
    private static let pass = Array("pass".utf8)
    private static let secret = Array("secret".utf8)
    private static let quoteEntities = ByteText.list("&quot;", "&#34;", "&#39;", "&apos;")
    private static let alternatives = ByteText.list("||", "??", "?:", "or ", "//")
    private static let exports = ByteText.list("export ", "ENV ", "ARG ", "set ", "env ")
    private static let environmentWords = WordTable(
        meanings: ByteText.words("env config propert option secret").map { ($0, .environment) }
    )
    fileprivate static var joints: ByteSet { ByteSet(ascii: "_-. ") }
    /// What may follow a word: more of the name, markup, or what leads to a value.
    private static var followers: ByteSet { nameCharacters.union(FieldGrammar.followers).union(ByteSet(ascii: "<>")) }
    private static var partStarts: ByteSet { ByteSet(ascii: ";,|") }
    private static var partEnds: ByteSet { ByteSet(ascii: ";,") }
    private static var hyphen: ByteSet { ByteSet(ascii: "-") }
    private static var markupFollowers: ByteSet { ByteSet(ascii: "<>\"' ") }
    private static var nameCharacters: ByteSet { ByteSet.wordCharacters.union(ByteSet(ascii: "-")) }
    private static var elementName: ByteSet { nameCharacters.union(ByteSet(ascii: ".:")) }
    private static var elementText: ByteSet { ByteSet(0x21...0xFF).intersection(ByteSet(ascii: "<>").inverted) }
    private static var attributes: ByteSet { ByteSet.alphanumerics.union(ByteSet(ascii: " \t=\"'-_:./")) }
    private static var blanks: ByteSet { ByteSet(ascii: " \t") }
    private static var lineEnds: ByteSet { ByteSet(ascii: "\r\n\\#") }
    private static var wordEnds: ByteSet { ByteSet(ascii: " \t\r\n\"'`\\;,)<|&") }
    private static var sentenceMarks: ByteSet { ByteSet(ascii: ".!?:") }
    private static var trailing: ByteSet { ByteSet(ascii: ";,") }
    private static var tornEnds: ByteSet { ByteSet(ascii: "\"'`,; \t") }
    private static var brackets: ByteSet { ByteSet(ascii: "()[]{}<>") }
    private static var callStarts: ByteSet { ByteSet(ascii: "([") }
    private static var callEnds: ByteSet { ByteSet(ascii: ")]") }
    private static var referenceStart: ByteSet { ByteSet(ascii: "{[(<*&") }
    private static var entityText: ByteSet { ByteSet(0x21...0x7E).intersection(ByteSet(ascii: "&<>\"'").inverted) }
    private static var bareCharacters: ByteSet {
        ByteSet(0x21...0xFF).intersection(ByteSet(ascii: "\"'`,;<>()[]{}\\").inverted)
    }
    private static var environmentCharacters: ByteSet {
        ByteSet(0x21...0xFF).intersection(ByteSet(ascii: "\"'`\\").inverted)
    }
    private static var queryCharacters: ByteSet { bareCharacters.intersection(ByteSet(ascii: "&#").inverted) }
    private static var typeCharacters: ByteSet { ByteSet.letters.union(ByteSet(ascii: "_&*?[]<>| :")) }
}

extension WordTable.Meaning {
    fileprivate static let environment = WordTable.Meaning(rawValue: 1)
}
