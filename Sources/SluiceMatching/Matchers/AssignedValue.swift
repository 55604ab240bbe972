// Whether an assigned value is a secret.

/// Judges a value by what its name promises and by how it was written.
package enum AssignedValue {
    /// What the name promises.
    package enum Kind: Hashable, Sendable {
        /// Chosen by people.
        case password
        /// Random.
        case token
    }

    /// How the value was written.
    package enum Form: Hashable, Sendable {
        /// In quotation marks or in an XML element.
        case quoted
        /// In quotation marks, after a comma.
        case argument
        /// Bare, and the line ends after it, as in environment files and YAML.
        case line
        /// Bare, in the middle of a line, where source code has variables.
        case bare
    }

    /// The limits of a rule.
    package struct Rules: Sendable {
        /// The fewest bytes of a value.
        package let minimumLength: Int
        /// The most bytes of a value.
        package let maximumLength: Int
        /// The least Shannon entropy of a token, in bits per byte.
        package let minimumEntropy: Double

        /// Reads `min_length` (1…200, default 6), `max_length` (up to 1,024, default 200) and `min_entropy` (0…8,
        /// default 3).
        package init(options: [String: [String]]) throws(MatcherOptionError) {
            minimumLength = try Self.number("min_length", options, in: 1...200, otherwise: 6)
            maximumLength = try Self.number("max_length", options, in: minimumLength...1_024, otherwise: 200)
            minimumEntropy = try Self.number("min_entropy", options, in: 0...8, otherwise: 3)
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
    ) -> PlaceholderText.Verdict? {
        if kind == .token, !mayBeToken(value) { return nil }
        let verdict = PlaceholderText.verdict(of: value)
        if verdict == .placeholder { return .placeholder }
        if AssignedValue.isAddress(value) { return nil }
        if form == .bare || form == .line, AssignedValue.isExpression(value) { return nil }
        let isSecret =
            switch kind {
            case .password: isPassword(value, form: form)
            case .token: isToken(value)
            }
        return isSecret ? verdict : nil
    }

    /// What `isToken` asks for that is soon seen, so that most values of tokens are refused at little cost.
    private func mayBeToken(_ value: Span<UInt8>) -> Bool {
        guard value.count >= 8 else { return false }
        for index in value.indices where value[index] <= 0x20 || value[index] >= 0x7F { return false }
        return value.count >= 24 || SecretShape.mixesLettersAndDigits(value)
    }

    /// Keys and tokens are random: letters and digits, no blanks, not words.
    private func isToken(_ value: Span<UInt8>) -> Bool {
        guard SecretShape.entropy(value) >= minimumEntropy else { return false }
        if SecretShape.mixesLettersAndDigits(value) { return !SecretShape.isWordy(value) }
        // Long random texts may lack digits.
        return value.count >= 24 && value.isMade(of: .alphanumerics) && !SecretShape.isWordy(value)
            && value.touches(.letters)
    }

    /// People choose words with something added.
    private func isPassword(_ value: Span<UInt8>, form: AssignedValue.Form) -> Bool {
        var hasLetter = false
        var hasDigit = false
        var hasSymbol = false
        let symbols = AssignedValue.unusualSymbols
        for index in value.indices {
            let byte = value[index]
            guard byte > 0x20, byte != 0x7F else { return false }
            if ByteSet.letters.contains(byte) {
                hasLetter = true
            } else if ByteSet.digits.contains(byte) {
                hasDigit = true
            } else if symbols.contains(byte) {
                hasSymbol = true
            }
        }
        if AssignedValue.isList(value) { return false }
        switch form {
        case .quoted:
            if hasLetter, hasDigit || hasSymbol { return true }
            if hasLetter { return value.count >= 8 && !SecretShape.isWordy(value) }
            return hasDigit && (hasSymbol || value.count >= 8)
        case .argument:
            return hasLetter && hasDigit && (hasSymbol || !SecretShape.isWordy(value))
        case .line:
            guard hasLetter, hasDigit || hasSymbol else { return false }
            return hasSymbol || !SecretShape.namesItself(value)
        case .bare:
            return hasLetter && hasDigit && (hasSymbol || !SecretShape.isWordy(value))
        }
    }
}

extension AssignedValue {
    /// Symbols that passwords have and names, paths and lists of words have not.
    package static var unusualSymbols: ByteSet { ByteSet(ascii: "!@#$%^&*+=?~") }
    private static var symbolsOutsideLists: ByteSet { ByteSet(ascii: "!@$%^&*+=?~") }

    /// A path or a URL.
    static func isAddress(_ value: Span<UInt8>) -> Bool {
        if ByteText.contains(schemeEnd, in: value) || addressStarts.begins(value) { return true }
        return !value.isEmpty && value[0] == UInt8(ascii: "/") && SecretShape.isWordy(value)
    }

    /// Words joined by bars, colons or dots, such as a validation rule (`required|min:8`) or a key of a message.
    static func isList(_ value: Span<UInt8>) -> Bool {
        value.touches(listJoints) && !value.touches(symbolsOutsideLists) && SecretShape.isWordy(value)
    }

    private static var listJoints: ByteSet { ByteSet(ascii: "|.:/,_-") }

    /// A variable, a member, a call or a comparison rather than a literal.
    static func isExpression(_ value: Span<UInt8>) -> Bool {
        if value.count > 1, value[0] == UInt8(ascii: "$"), ByteSet.wordCharacters.contains(value[1]),
            !ByteSet.digits.contains(value[1])
        {
            return true
        }
        if expressionMarks.occurs(in: value) { return true }
        return value.has(UInt8(ascii: ".")) && SecretShape.isReference(value)
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

extension SecretShape {
    /// Whether the text is an identifier that speaks of secrets, such as `password2` or `userToken1`.
    package static func namesItself(_ text: Span<UInt8>) -> Bool {
        isIdentifier(text) && isWordy(text) && !speakingWords.found(in: text, decisive: .speaking).isEmpty
    }

    private static let speakingWords = WordTable(
        meanings: ByteText.words(
            """
            pass pwd secret token user key hash input value env param arg field string
            """
        ).map { ($0, .speaking) }
    )
}

extension WordTable.Meaning {
    fileprivate static let speaking = WordTable.Meaning(rawValue: 1)
}
