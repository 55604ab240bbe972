// The words by which licence texts are found.

/// The beginnings of words that stand every few lines in licence texts and seldom elsewhere: together some 70 times in
/// a megabyte of code and prose.
enum LicenseAnchors {
    /// In lower case, at most eight bytes each.
    static let texts = [
        "agreem", "copyri", "damage", "disclai", "distri", "govern", "grante", "herein", "liabil", "licen", "patent",
        "permit",
        "redist", "rights", "shall", "terms", "warran",
    ]

    private struct Beginning {
        let bytes: UInt64
        let mask: UInt64
    }

    private static let beginnings: [Beginning] = texts.map { text in
        var bytes: UInt64 = 0
        for (index, byte) in text.utf8.prefix(8).enumerated() { bytes |= UInt64(byte) << UInt64(index * 8) }
        return Beginning(bytes: bytes, mask: text.utf8.count >= 8 ? .max : (1 << UInt64(text.utf8.count * 8)) - 1)
    }

    /// Bit n stands for the n-th letter of the alphabet.
    private static let firstLetters: UInt64 = texts.reduce(0) { bits, text in
        bits | text.utf8.prefix(1).reduce(0) { $0 | 1 << UInt64($1 - UInt8(ascii: "a")) }
    }

    /// Whether a word whose first bytes are `lead` begins with one of them.
    static func begin(_ lead: UInt64) -> Bool {
        let letter = lead & 0xFF &- UInt64(UInt8(ascii: "a"))
        guard letter < 26, firstLetters >> letter & 1 == 1 else { return false }
        for beginning in beginnings where lead & beginning.mask == beginning.bytes { return true }
        return false
    }
}
