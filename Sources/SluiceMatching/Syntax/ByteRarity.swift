// How rare bytes are in the text that Sluice sees.

/// A coarse estimate of how rare bytes are in prose, code and JSON.
///
/// The figures are orders of magnitude: they only rank literals against each other, and no result of a scan depends on
/// them.
enum ByteRarity {
    /// Parts in 65,536 that each byte makes up.
    private static let frequency: [UInt32] = (UInt8.min...UInt8.max).map { byte in
        switch byte {
        case UInt8(ascii: " "): 9000
        case UInt8(ascii: "\n"): 1800
        case UInt8(ascii: "e"), UInt8(ascii: "t"): 4200
        case UInt8(ascii: "a"), UInt8(ascii: "i"), UInt8(ascii: "n"), UInt8(ascii: "o"), UInt8(ascii: "r"),
            UInt8(ascii: "s"):
            3200
        case UInt8(ascii: "c"), UInt8(ascii: "d"), UInt8(ascii: "l"), UInt8(ascii: "m"), UInt8(ascii: "p"),
            UInt8(ascii: "u"):
            1700
        case UInt8(ascii: "j"), UInt8(ascii: "q"), UInt8(ascii: "x"), UInt8(ascii: "z"): 150
        case UInt8(ascii: "a")...UInt8(ascii: "z"): 800
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): 200
        case UInt8(ascii: "0")...UInt8(ascii: "9"): 500
        case UInt8(ascii: "\""), UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "/"),
            UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "="):
            700
        case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: ";"),
            UInt8(ascii: "'"), UInt8(ascii: "\\"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "*"):
            300
        case 0x21...0x7E: 60
        case 0x80...0xBF: 100
        default: 12
        }
    }

    /// Parts in 65,536 of such text that are the byte.
    static func share(of byte: UInt8) -> UInt32 { frequency[Int(byte)] }

    /// What the choice of literals asks about an element.
    struct Traits {
        /// Roughly −log₂ of the share of bytes that are in the set.
        var bits: Double
        /// How many characters it stands for, both cases of a letter counted as one.
        var literals: Int
        /// Whether it holds one or two bytes.
        var isNarrow: Bool
        /// Whether every byte of it is punctuation that is seldom seen, such as `@` or `$`.
        var isRarePunctuation: Bool
    }

    static func traits(of set: ByteSet) -> Traits {
        let members = set.members
        let share = members.reduce(UInt32(0)) { $0 + frequency[Int($1)] }
        return Traits(
            bits: 16 - log2(Double(min(max(share, 1), 65536))),
            literals: set.countIgnoringCase,
            isNarrow: members.count <= 2,
            isRarePunctuation: members.allSatisfy {
                $0 > 0x20 && $0 < 0x7F && !ByteSet.alphanumerics.contains($0) && frequency[Int($0)] < 256
            }
        )
    }

    /// log₂ with straight lines between the powers of two, exact there; for positive numbers.
    static func log2(_ value: Double) -> Double {
        Double(value.exponent) + value.significand - 1
    }
}
