// Values that look random rather than made of words.

/// How surprising a text's characters are after each other, in the language of words and identifiers.
///
/// The model is a table of pairs of characters (`BigramTable`) learned from openly licensed text and source code; its
/// generator, `Benchmarks/tools/bigram_table.py`, names the sources and measures the thresholds.
package enum BigramSurprise {
    /// The mean surprise of each character after the one before it, in bits, 0…16; 0 for fewer than two characters.
    /// English and identifiers lie around 4, random base 62 around 10, random hexadecimal around 7.
    package static func bitsPerPair(of bytes: Span<UInt8>) -> Double {
        guard bytes.count > 1 else { return 0 }
        var total = 0
        var previous = classOf(bytes[0])
        for index in 1..<bytes.count {
            let current = classOf(bytes[index])
            total += Int(levels[previous * BigramTable.classCount + current])
            previous = current
        }
        return Double(total) / Double(BigramTable.levelsPerBit * (bytes.count - 1))
    }

    private static func classOf(_ byte: UInt8) -> Int {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(byte - UInt8(ascii: "a"))
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(byte - UInt8(ascii: "A")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: " "): 62
        default: 63
        }
    }

    private static let levels: [UInt8] = BigramTable.levels.utf8
        .filter { $0 >= BigramTable.firstCharacter }.map { $0 - BigramTable.firstCharacter }
}

/// A value whose characters follow each other as those of random keys do, not as those of words and identifiers.
///
/// Measured by the generator of the table on 20,000 random values of each kind and on 9,850 words and identifiers that
/// the training had not seen. Of random values these are missed, in per cent, at 8, 16 and 32 characters: base 62 0.3,
/// 0.0 and 0.0; lower-case letters with digits 2.9, 0.2 and 0.0; hexadecimal 12, 4.2 and 0.7; lower-case letters 17,
/// 8.4 and 2.0; of digits alone nearly all are missed, as years and versions are made of them. Of words of 8 to 11
/// characters 1.5 per cent count as random, of 12 to 19 0.3, of 20 to 31 none of 697. With a threshold of 5.5 half as
/// much that is random is missed, and twice as many words count.
package struct RandomLooking: Validator {
    package let name = "random-looking"
    package let summary = "Its characters follow each other as in random keys, not as in words and identifiers."

    /// The least mean surprise, in bits per pair, of a value that counts as random.
    package static let threshold = 6.0
    /// The least number of bytes that can be told apart; the check does not apply to shorter values.
    package static let shortest = 8

    package init() {}

    package func validate(_ value: Span<UInt8>) -> Validation {
        guard value.count >= Self.shortest else { return .notApplicable }
        return BigramSurprise.bitsPerPair(of: value) >= Self.threshold ? .valid : .invalid
    }
}
