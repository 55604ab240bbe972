// The alphabets that rule files name.

/// A byte set that a rule file names, or spells as a character class.
package struct Alphabet: Hashable, Sendable {
    /// The name or the class, as written.
    package let name: String
    /// The bytes.
    package let set: ByteSet

    /// The alphabet of a name that rule files may use, or nil.
    package init?(named name: String) {
        guard let set = Self.known[name] else { return nil }
        self.name = name
        self.set = set
    }

    /// The alphabet of a class such as `a-z0-9.~_-`: characters and ranges, ASCII only, `-` literal when first or
    /// last. Nil where the class is empty, not ASCII, or a range runs backwards.
    package init?(characterClass: String) {
        let bytes = Array(characterClass.utf8)
        guard !bytes.isEmpty, bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
        var set = ByteSet()
        var index = 0
        while index < bytes.count {
            if index + 2 < bytes.count, bytes[index + 1] == UInt8(ascii: "-") {
                guard bytes[index] <= bytes[index + 2] else { return nil }
                set = set.union(ByteSet(bytes[index]...bytes[index + 2]))
                index += 3
            } else {
                set.insert(bytes[index])
                index += 1
            }
        }
        self.name = characterClass
        self.set = set
    }

    /// The names that rule files may use, with their bytes.
    package static let known: [String: ByteSet] = [
        "base62": .alphanumerics,
        "base64": .base64,
        "base64url": .base64URL,
        "base32": .base32,
        "base58": .base58,
        "hex": .hex,
        "lower-hex": .lowerHex,
        "upper-hex": .digits.union(ByteSet("ABCDEF")),
        "digits": .digits,
        "lower-alnum": .lowerCase.union(.digits),
        "upper-alnum": .upperCase.union(.digits),
        "letters": .letters,
        "word": .wordCharacters,
    ]
}
