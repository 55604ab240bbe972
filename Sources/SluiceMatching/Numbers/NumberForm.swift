// How a number is written: `99.99.99-999.99`.

/// How a number is written: `9` stands for a digit, `A` for a letter, `X` for a letter or a digit, every other
/// character for itself, and one behind a backslash always for itself.
package struct NumberForm: Hashable, Sendable, CustomStringConvertible {
    /// What one byte of the form may be.
    package enum Element: Hashable, Sendable {
        case digit
        case letter
        case either
        case literal(UInt8)

        /// Whether it is a sign between letters and digits, such as a dash.
        package var isSign: Bool {
            if case .literal(let byte) = self { !ByteSet.alphanumerics.contains(byte) } else { false }
        }

        /// The bytes that it takes.
        package func bytes(ignoringCase: Bool) -> ByteSet {
            let letters: ByteSet = ignoringCase ? .letters : .upperCase
            switch self {
            case .digit: return .digits
            case .letter: return letters
            case .either: return letters.union(.digits)
            case .literal(let byte):
                let set = ByteSet(byte...byte)
                return ignoringCase ? set.caseFolded : set
            }
        }
    }

    /// The form as it was written.
    package let description: String
    /// One element for each byte.
    package let elements: [Element]
    /// How many letters and digits it has.
    package let characterCount: Int

    /// The most bytes of a form.
    package static let longest = 40
    /// The most letters and digits of a form.
    package static let mostCharacters = NumberCode.longest
    /// The least letters and digits of a form: shorter ones stand everywhere.
    package static let fewestCharacters = 4

    /// Reads a form.
    package init(_ text: String) throws(NumberFormError) {
        description = text
        var elements: [Element] = []
        var isEscaped = false
        for byte in text.utf8 {
            if !isEscaped, byte == UInt8(ascii: "\\") {
                isEscaped = true
                continue
            }
            switch byte {
            case _ where isEscaped: elements.append(.literal(byte))
            case UInt8(ascii: "9"): elements.append(.digit)
            case UInt8(ascii: "A"): elements.append(.letter)
            case UInt8(ascii: "X"): elements.append(.either)
            default: elements.append(.literal(byte))
            }
            isEscaped = false
            guard byte > 0x20 || byte == 0x20, byte < 0x7F else {
                throw NumberFormError("may only hold ASCII characters that can be seen, and spaces")
            }
        }
        if isEscaped { throw NumberFormError("ends with a backslash") }
        guard let first = elements.first, !first.isSign else {
            throw NumberFormError("must begin with a letter or a digit")
        }
        guard elements.count <= Self.longest else {
            throw NumberFormError("is longer than \(Self.longest) characters")
        }
        for (one, other) in zip(elements, elements.dropFirst()) where one.isSign && other.isSign {
            throw NumberFormError("has two signs side by side")
        }
        characterCount = elements.count { !$0.isSign }
        guard (Self.fewestCharacters...Self.mostCharacters).contains(characterCount) else {
            throw NumberFormError(
                "must have \(Self.fewestCharacters) to \(Self.mostCharacters) letters and digits"
            )
        }
        self.elements = elements
    }

    /// How many bytes it has.
    package var count: Int { elements.count }
    /// Whether signs part it into groups.
    package var isGrouped: Bool { elements.contains(where: \.isSign) }
    /// Whether it is made of digits alone, without signs.
    package var isPlainDigits: Bool { elements.allSatisfy { $0 == .digit } }
}

/// Why a form cannot be used.
package struct NumberFormError: Error, Hashable, Sendable {
    /// What is wrong, as the predicate of a sentence whose subject is the form.
    package let reason: String

    init(_ reason: String) {
        self.reason = reason
    }
}
