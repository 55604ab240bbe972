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
        _ value: [UInt8],
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
    private func mayBeToken(_ value: [UInt8]) -> Bool {
        guard value.count >= 8 else { return false }
        for byte in value where byte <= 0x20 || byte >= 0x7F { return false }
        return value.count >= 24 || SecretShape.mixesLettersAndDigits(value)
    }

    /// Keys and tokens are random: letters and digits, no blanks, not words.
    private func isToken(_ value: [UInt8]) -> Bool {
        guard value.count >= 8, value.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return false }
        guard SecretShape.entropy(value) >= minimumEntropy else { return false }
        if SecretShape.mixesLettersAndDigits(value) { return !SecretShape.isWordy(value) }
        // Long random texts may lack digits.
        return value.count >= 24 && value.allSatisfy(ByteSet.alphanumerics.contains) && !SecretShape.isWordy(value)
            && value.contains(where: ByteSet.letters.contains)
    }

    /// People choose words with something added.
    private func isPassword(_ value: [UInt8], form: AssignedValue.Form) -> Bool {
        guard value.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return false }
        let hasLetter = value.contains(where: ByteSet.letters.contains)
        let hasDigit = value.contains(where: ByteSet.digits.contains)
        let hasSymbol = value.contains(where: AssignedValue.unusualSymbols.contains)
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
    package static let unusualSymbols = ByteSet("!@#$%^&*+=?~")

    /// A path or a URL.
    static func isAddress(_ value: [UInt8]) -> Bool {
        if ByteText.contains(schemeEnd, in: value) { return true }
        if addressStarts.contains(where: { ByteText.hasPrefix($0, in: value) }) { return true }
        return value.first == UInt8(ascii: "/") && SecretShape.isWordy(value)
    }

    /// Words joined by bars, colons or dots, such as a validation rule (`required|min:8`) or a key of a message.
    static func isList(_ value: [UInt8]) -> Bool {
        guard value.contains(where: listJoints.contains), SecretShape.isWordy(value) else { return false }
        return !value.contains { unusualSymbols.contains($0) && $0 != UInt8(ascii: "#") }
    }

    private static let listJoints = ByteSet("|.:/,_-")

    /// A variable, a member, a call or a comparison rather than a literal.
    static func isExpression(_ value: [UInt8]) -> Bool {
        if value.count > 1, value[0] == UInt8(ascii: "$"), ByteSet.wordCharacters.contains(value[1]),
            !ByteSet.digits.contains(value[1])
        {
            return true
        }
        if expressionMarks.contains(where: { ByteText.contains($0, in: value) }) { return true }
        return value.contains(UInt8(ascii: ".")) && SecretShape.isReference(value)
    }

    private static let schemeEnd = Array("://".utf8)
    private static let addressStarts = ByteText.words(
        #"""
        ./ ../ ~/ C:\ c:\ arn: projects/ secret/ /run/ /etc/ /home/ /var/ /usr/ /tmp/ /opt/ /mnt/ /app/
        """#
    )
    private static let expressionMarks = ByteText.words(
        """
        process.env os.environ environ getenv import.meta self. this. config. settings. secrets. -> :: && || == != =>
        """
    )
}

extension SecretShape {
    /// Whether the text is an identifier that speaks of secrets, such as `password2` or `userToken1`.
    package static func namesItself(_ text: [UInt8]) -> Bool {
        guard isIdentifier(text), isWordy(text) else { return false }
        let lower = text.map(\.asciiLowercased)
        return speakingWords.contains { ByteText.contains($0, in: lower) }
    }

    private static let speakingWords = ByteText.words(
        """
        pass pwd secret token user key hash input value env param arg field string
        """
    )
}
