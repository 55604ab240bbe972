// Whether an assigned value is a secret.

/// Judges a value by what its name promises and by how it was written.
package enum AssignedValue {
    /// What the name promises.
    package enum Kind: Hashable, Sendable {
        /// Chosen by people.
        case password
        /// Random, or chosen by people who call it a secret.
        case secret
        /// Random.
        case token
        /// Random, given to a name that says little, such as `acme_key`.
        case key
        /// Random, given to the name `key`.
        case bareKey
        /// Random, given to the name `key` in the middle of a line, where logs name what they look up.
        case loggedKey
    }

    /// How the value was written.
    package enum Form: Hashable, Sendable {
        /// In quotation marks or in an XML element.
        case quoted
        /// In quotation marks, after a comma or a comparison.
        case argument
        /// Bare, and the line ends after it, as in environment files and YAML.
        case line
        /// The whole rest of a line that begins with the name and `=`, as in environment files.
        case environment
        /// Bare, in the middle of a line, where source code has variables.
        case bare
        /// After the flag of a command.
        case flag
        /// In a sentence, after a verb.
        case said
        /// After a blank alone.
        case apart
    }

    /// What a value is, and how sure that is.
    package struct Judgement: Hashable, Sendable {
        /// Whether it is live, a sample or stands for a value.
        package var verdict: PlaceholderText.Verdict
        /// How many hundredths of confidence are missing.
        package var doubt: UInt8

        fileprivate static let placeholder = Judgement(verdict: .placeholder, doubt: 0)
    }

    /// The limits of a rule.
    package struct Rules: Sendable {
        /// The fewest bytes of a value.
        package let minimumLength: Int
        /// The most bytes of a value.
        package let maximumLength: Int
        /// The least Shannon entropy of a token, in bits per byte.
        package let minimumEntropy: Double

        /// The options that are read.
        package static let optionNames = ["min_length", "max_length", "min_entropy"]

        /// Reads `min_length` (1…200, default 6), `max_length` (up to 1,024, default 200) and `min_entropy` (0…8,
        /// default 2.8).
        package init(options: [String: [String]]) throws(MatcherOptionError) {
            minimumLength = try Self.number("min_length", options, in: 1...200, otherwise: 6)
            maximumLength = try Self.number("max_length", options, in: minimumLength...1_024, otherwise: 200)
            minimumEntropy = try Self.number("min_entropy", options, in: 0...8, otherwise: 2.8)
        }

        private static func number<Number: LosslessStringConvertible & Comparable>(
            _ name: String,
            _ options: [String: [String]],
            in range: ClosedRange<Number>,
            otherwise fallback: Number
        ) throws(MatcherOptionError) -> Number {
            guard let texts = options[name] else { return max(fallback, range.lowerBound) }
            guard texts.count == 1, let number = Number(texts[0]), range.contains(number) else {
                throw MatcherOptionError(
                    option: name,
                    reason: "write one number from \(range.lowerBound) to \(range.upperBound)"
                )
            }
            return number
        }
    }
}

extension AssignedValue.Rules {
    /// What `value` is, or nil where it does not look like a secret at all.
    package func judge(
        _ value: Span<UInt8>,
        as kind: AssignedValue.Kind,
        form: AssignedValue.Form
    ) -> AssignedValue.Judgement? {
        let classes = ValueClasses(of: value)
        // What is soon seen refuses most values at little cost.
        guard !classes.hasControls, classes.mayBeSecret(kind, form, count: value.count) else { return nil }
        let (verdict, isSequence) = PlaceholderText.judge(value)
        if verdict == .placeholder || AssignedValue.isHeaderOfJWT(value) || AssignedValue.isCutBcrypt(value) {
            return .placeholder
        }
        if AssignedValue.isBetweenTexts(value) { return nil }
        if AssignedValue.isAddress(value) || AssignedValue.isNumberOrDate(value) { return nil }
        if kind != .password, AssignedValue.isPublicKey(value) { return nil }
        let surprise = BigramSurprise.bitsPerPair(of: value)
        if kind != .password, !classes.isHexWithHyphens, !isSequence, surprise < AssignedValue.leastSurprise,
            kind != .secret || !mayBeChosen(value, classes)
        {
            return nil
        }
        switch form {
        case .quoted, .argument: break
        case .line, .environment, .bare, .flag, .said, .apart:
            // What looks random may hold the operators of an expression.
            let isRandom = value.count >= AssignedValue.fewestRandom && surprise >= AssignedValue.sureSurprise
            if !isRandom, AssignedValue.isExpression(value) { return nil }
        }
        let doubt: UInt8?
        switch kind {
        case .password: doubt = password(value, classes, surprise, form: form)
        case .secret:
            doubt =
                token(value, classes, surprise, form: form) ?? chosenSecret(value, classes, surprise, form: form)
                ?? torn(value, classes, surprise, form: form)
        case .token: doubt = token(value, classes, surprise, form: form) ?? torn(value, classes, surprise, form: form)
        case .key: doubt = value.count < 16 ? nil : token(value, classes, surprise, form: form).map { max($0, 15) }
        case .bareKey, .loggedKey:
            guard value.count >= 20, classes.hasUpperCase, classes.hasLowerCase, classes.hasDigit else { return nil }
            doubt = token(value, classes, surprise, form: form).map { max($0, kind == .loggedKey ? 30 : 20) }
        }
        guard var doubt else { return nil }
        if kind != .password, kind != .secret, classes.isMarred(count: value.count) { doubt = max(doubt, 30) }
        // Rows of digits or letters are made up, but by people who show what their real ones look like.
        if verdict == .sample, isSequence, kind != .password { return .init(verdict: .value, doubt: max(doubt, 25)) }
        return .init(verdict: verdict, doubt: doubt)
    }

    /// Keys and tokens are random: letters and digits, no blanks, not words. Nil for what is none.
    private func token(_ value: Span<UInt8>, _ classes: ValueClasses, _ surprise: Double, form: AssignedValue.Form)
        -> UInt8?
    {
        guard !classes.hasBrackets, !classes.hasBlanks, value.count >= 8 else { return nil }
        if !classes.hasLetter {
            // Some services count with numbers.
            return value.count >= 16 && form == .quoted && classes.isAlphanumeric && SecretShape.entropy(value) > 2
                ? 25 : nil
        }
        guard SecretShape.entropy(value) >= minimumEntropy,
            surprise >= AssignedValue.noWords || !SecretShape.isWordy(value)
        else { return nil }
        if !classes.hasDigit {
            // Long random texts may lack digits.
            return value.count >= 24 && classes.isAlphanumeric ? 10 : nil
        }
        switch form {
        case .apart where value.count < 16 || !isSurelyRandom(value, classes, surprise): return nil
        case .said where value.count < 10: return nil
        default: break
        }
        switch value.count {
        case 20...: return 0
        case 16...: return 5
        case 12...: return classes.isHex || surprise < RandomLooking.threshold ? 20 : 15
        default: return classes.hasUpperCase && classes.hasLowerCase && surprise >= RandomLooking.threshold ? 25 : 40
        }
    }

    /// Brackets that do not nest are of no expression, nor are those of a random line: somebody's generator of passwords
    /// made the value.
    private func torn(_ value: Span<UInt8>, _ classes: ValueClasses, _ surprise: Double, form: AssignedValue.Form)
        -> UInt8?
    {
        guard classes.hasBrackets, value.count >= 12 else { return nil }
        let isRandomLine =
            form == .environment && value.count >= AssignedValue.fewestRandom && surprise >= AssignedValue.sureSurprise
            && classes.hasDigit
        guard isRandomLine || BracketNesting.isTorn(value) else { return nil }
        return password(value, classes, surprise, form: form)
    }

    /// Whether somebody may have thought of a secret: words with signs and digits among or behind them.
    private func mayBeChosen(_ value: Span<UInt8>, _ classes: ValueClasses) -> Bool {
        classes.hasSymbol && classes.hasDigit || SecretShape.isChosen(value) || SecretShape.isWordWithNumber(value)
    }

    /// A short secret that somebody thought of.
    private func chosenSecret(
        _ value: Span<UInt8>,
        _ classes: ValueClasses,
        _ surprise: Double,
        form: AssignedValue.Form
    ) -> UInt8? {
        switch form {
        case .apart, .bare: return nil
        case .quoted, .environment: if SecretShape.isWordWithNumber(value) { return 25 }
        default: break
        }
        guard classes.hasSymbol, classes.hasLetter, classes.hasDigit else { return nil }
        return password(value, classes, surprise, form: form)
    }

    /// People choose words with something added. Nil for what is none.
    private func password(_ value: Span<UInt8>, _ classes: ValueClasses, _ surprise: Double, form: AssignedValue.Form)
        -> UInt8?
    {
        if classes.hasBlanks { return AssignedValue.isAppPassword(value) ? 5 : nil }
        if AssignedValue.isList(value) { return nil }
        let isWordy = SecretShape.isWordy(value)
        let isMixed = classes.hasLetter && (classes.hasDigit || classes.hasSymbol)
        if isMixed {
            switch form {
            case .quoted, .environment: break
            case .line, .flag: if !classes.hasSymbol, SecretShape.namesItself(value) { return nil }
            case .argument, .bare:
                guard classes.hasDigit, classes.hasSymbol || !isWordy || SecretShape.isChosen(value) else { return nil }
            case .said: guard classes.hasDigit, !SecretShape.namesItself(value) else { return nil }
            case .apart:
                guard value.count >= 8, classes.hasDigit, !isWordy, surprise >= RandomLooking.threshold else {
                    return nil
                }
            }
            if isWordy || value.count < 8 {
                return classes.hasDigit && classes.hasSymbol && value.count >= 8 ? 15 : 25
            }
            return classes.hasDigit && value.count >= 12 ? 5 : 15
        }
        if classes.hasLetter {
            let isPlain = classes.isAlphanumeric
            switch form {
            case .quoted:
                return value.count >= 8 && (!isWordy || AssignedValue.isJoinedAppPassword(value)) ? 25 : nil
            case .line: return value.count >= 12 && isPlain && surprise >= AssignedValue.sureSurprise ? 25 : nil
            case .argument: return value.count >= 16 && surprise >= AssignedValue.sureSurprise ? 25 : nil
            case .environment: return isPlain && !SecretShape.namesItself(value) ? 25 : nil
            case .flag: return value.count >= 8 && isPlain && !isWordy ? 25 : nil
            default: return nil
            }
        }
        return form == .quoted && classes.hasDigit && (classes.hasSymbol || value.count >= 8) ? 25 : nil
    }

    /// Whether the value cannot be an identifier, which stands beside a word as often as a secret.
    private func isSurelyRandom(_ value: Span<UInt8>, _ classes: ValueClasses, _ surprise: Double) -> Bool {
        classes.isHexWithHyphens ? value.count >= 32 : surprise >= AssignedValue.sureSurprise
    }
}

/// Which kinds of characters a value has, seen in one pass.
struct ValueClasses {
    private(set) var hasLowerCase = false
    private(set) var hasUpperCase = false
    private(set) var hasDigit = false
    /// Symbols that passwords have and names, paths and lists of words have not.
    private(set) var hasSymbol = false
    /// How many signs there are that no service makes its keys of, base64, URLs and percent-encoding included.
    private var strange = 0
    private(set) var hasBrackets = false
    private(set) var hasBlanks = false
    private(set) var hasControls = false
    private(set) var isAlphanumeric = true
    private(set) var isHex = true
    /// As UUIDs are.
    private(set) var isHexWithHyphens = true

    var hasLetter: Bool { hasLowerCase || hasUpperCase }

    init(of value: Span<UInt8>) {
        // Base64 has it at the end alone.
        if !value.isEmpty, value[0] == UInt8(ascii: "=") { strange = 1 }
        for index in value.indices {
            let byte = value[index]
            if ByteSet.lowerCase.contains(byte) {
                hasLowerCase = true
            } else if ByteSet.upperCase.contains(byte) {
                hasUpperCase = true
            } else if ByteSet.digits.contains(byte) {
                hasDigit = true
            } else {
                isAlphanumeric = false
                if AssignedValue.unusualSymbols.contains(byte) { hasSymbol = true }
                if Self.strangers.contains(byte) { strange += 1 }
                if Self.brackets.contains(byte) { hasBrackets = true }
                if byte == 0x20 || byte == 0x09 {
                    hasBlanks = true
                } else if byte < 0x20 || byte == 0x7F {
                    hasControls = true
                }
            }
            if !ByteSet.hex.contains(byte) {
                isHex = false
                if byte != UInt8(ascii: "-") { isHexWithHyphens = false }
            }
        }
    }

    /// Whether the value is a long one of letters and digits with a strange sign or two among them, as keys are that
    /// somebody cut, joined or marked. Generated passwords have more of them.
    func isMarred(count: Int) -> Bool { count >= 20 && !hasBrackets && strange > 0 && strange * 8 <= count }

    /// What a kind of value needs at the least.
    func mayBeSecret(_ kind: AssignedValue.Kind, _ form: AssignedValue.Form, count: Int) -> Bool {
        switch kind {
        case .password:
            if hasBlanks { return count == AssignedValue.appPasswordLength }
            return hasDigit || hasSymbol || hasLetter && form != .bare && (form != .line || count >= 12)
        case .secret, .token, .key, .bareKey, .loggedKey:
            guard count >= 8, !hasBlanks else { return false }
            return hasDigit && (hasLetter || count >= 16) || hasLetter && count >= 24
        }
    }

    private static var brackets: ByteSet { ByteSet(ascii: "()[]{}<>\\\"'`") }
    private static var strangers: ByteSet { ByteSet(ascii: "@#$^&*?") }
}

extension AssignedValue {
    /// The least surprise of a token, in bits per pair. Of random lower-case letters with digits one in a thousand has
    /// less at 16 characters, of base 62 none in three thousand.
    fileprivate static let leastSurprise = 5.75
    /// The least surprise of a token that reads like words.
    fileprivate static let noWords = 7.0
    /// So many bytes must a value have to be random whatever signs it has.
    static let fewestRandom = 20
    /// The least surprise of a value that no identifier in ordinary source code reaches.
    static let sureSurprise = 7.5

    /// Symbols that passwords have and names, paths and lists of words have not.
    package static var unusualSymbols: ByteSet { ByteSet(ascii: "!@#$%^&*+=?~") }
    private static var symbolsOutsideLists: ByteSet { ByteSet(ascii: "!@$%^&*+=?~") }

    /// A path or a URL.
    static func isAddress(_ value: Span<UInt8>) -> Bool {
        if ByteText.contains(schemeEnd, in: value) || addressStarts.begins(value) { return true }
        return !value.isEmpty && value[0] == UInt8(ascii: "/") && SecretShape.isWordy(value)
    }

    /// A version, a date, a time, or a number as source code writes it: `1.302.103`, `2016-09-08T21:47:36Z`,
    /// `0x0800`.
    static func isNumberOrDate(_ value: Span<UInt8>) -> Bool {
        guard !value.isEmpty, ByteSet.digits.contains(value[0]) else { return false }
        if value.count > 2, value.count <= 18, value[0] == UInt8(ascii: "0"), value[1] | 0x20 == UInt8(ascii: "x") {
            return value.extracting(2..<value.count).isMade(of: hexLiteral)
        }
        var groups = 1
        for index in value.indices where !ByteSet.digits.contains(value[index]) {
            guard numberMarks.contains(value[index]) else { return false }
            if index > 0, ByteSet.digits.contains(value[index - 1]) { groups += 1 }
        }
        return groups > 2
    }

    /// The base64 of a public key or a certificate in DER: their first element is a sequence, that of a private key a
    /// number (RFC 5280 §4.1, RFC 5208 §5).
    static func isPublicKey(_ value: Span<UInt8>) -> Bool {
        guard value.count >= 56, value[0] == UInt8(ascii: "M"), let start = Base64.decode(value.extracting(0..<8)),
            start.count == 6, start[0] == 0x30
        else { return false }
        let inner = start[1] < 0x80 ? 2 : 2 + Int(start[1] & 0x7F)
        return inner < start.count && start[inner] == 0x30
    }

    /// 8-4-4-4-12 hexadecimal digits.
    static func isUUID(_ value: Span<UInt8>) -> Bool {
        guard value.count == 36 else { return false }
        for index in value.indices {
            let isJoint = index == 8 || index == 13 || index == 18 || index == 23
            guard isJoint ? value[index] == UInt8(ascii: "-") : ByteSet.hex.contains(value[index]) else { return false }
        }
        return true
    }

    private static var hexLiteral: ByteSet { ByteSet.hex.union(ByteSet(ascii: "uUlL_")) }
    private static var numberMarks: ByteSet { ByteSet(ascii: ".:-TZ+/ _") }

    /// Words joined by bars, colons or dots, such as a validation rule (`required|min:8`) or a key of a message.
    static func isList(_ value: Span<UInt8>) -> Bool {
        value.touches(listJoints) && !value.touches(symbolsOutsideLists) && SecretShape.isWordy(value)
            && !SecretShape.isChosen(value) && !SecretShape.endsWithNumber(value)
    }

    private static var listJoints: ByteSet { ByteSet(ascii: "|.:/,_-") }

    /// A variable, a member, a call or a comparison rather than a literal.
    static func isExpression(_ value: Span<UInt8>) -> Bool {
        if value.count > 1, value[0] == UInt8(ascii: "$"), ByteSet.wordCharacters.contains(value[1]),
            !ByteSet.digits.contains(value[1])
        {
            return true
        }
        // The padding of base64 is no comparison.
        var end = value.count
        while end > 0, value[end - 1] == UInt8(ascii: "=") { end -= 1 }
        if expressionMarks.occurs(in: value.extracting(0..<end)) { return true }
        return value.has(UInt8(ascii: ".")) && SecretShape.isReference(value)
            && !SecretShape.endsWithDottedNumber(value)
    }

    private static let schemeEnd = Array("://".utf8)
    private static let addressStarts = WordTable(
        ByteText.words(
            #"""
            ./ ../ ~/ C:\ c:\ arn: projects/ secret/ /run/ /etc/ /home/ /var/ /usr/ /tmp/ /opt/ /mnt/ /app/
            """#
        )
    )
    private static let expressionMarks = WordTable(
        ByteText.words(
            """
            process.env os.environ environ getenv import.meta self. this. config. settings. secrets. -> :: && || == != =>
            """
        )
    )
}
