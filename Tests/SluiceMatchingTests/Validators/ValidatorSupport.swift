// What the tests of validators share.

import SluiceMatching

/// A generator whose numbers follow from a seed that a failing test prints (SplitMix64, S. Vigna).
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// `count` bytes of `set`.
    mutating func bytes(_ count: Int, of set: ByteSet) -> [UInt8] {
        let members = set.members
        return (0..<count).map { _ in members[Int.random(in: members.indices, using: &self)] }
    }

    /// A byte of `set` other than `byte`; the set must hold at least two ASCII characters.
    mutating func other(than byte: UInt8, of set: ByteSet) -> UInt8 {
        while true {
            let candidate = UInt8(truncatingIfNeeded: next() & 0x7F)
            if candidate != byte, set.contains(candidate) { return candidate }
        }
    }
}

extension Validator {
    /// What the check says of a text.
    func validate(text: String) -> Validation {
        validate(bytes: Array(text.utf8))
    }

    /// What the check says of bytes.
    func validate(bytes: [UInt8]) -> Validation {
        validate(bytes.span)
    }

    /// The text with its checksum behind it, or nil.
    func completed(_ text: String) -> String? {
        checksum(completing: Array(text.utf8)).map { text + String(decoding: $0, as: UTF8.self) }
    }
}

/// The base 64 of a text, without padding.
func base64(_ text: String, urlSafe: Bool = true) -> String {
    let bytes = Array(text.utf8)
    return String(decoding: Base64.encode(bytes.span, urlSafe: urlSafe), as: UTF8.self)
}

// The macros of the tests cannot hold a `Span`, hence these forms that take arrays.

func crc32(_ bytes: [UInt8]) -> UInt32 { CRC32.checksum(bytes.span) }

func marvin32(_ bytes: [UInt8], seed: UInt64) -> UInt32 { Marvin32.hash(bytes.span, seed: seed) }

func base64Decoded(_ text: [UInt8]) -> [UInt8]? { Base64.decode(text.span) }

func entropy(_ bytes: [UInt8]) -> Double { ShannonEntropy.bitsPerCharacter(of: bytes.span) }

func bigramSurprise(_ text: String) -> Double {
    let bytes = Array(text.utf8)
    return BigramSurprise.bitsPerPair(of: bytes.span)
}

func awsAccount(_ key: [UInt8]) -> Int? { AWSKeyID.account(of: key.span) }

extension PositionalDigits {
    func spells(_ value: UInt64, bytes: [UInt8]) -> Bool { spells(value, bytes.span) }
}

func numberCode(_ text: String) -> NumberCode? {
    let bytes = Array(text.utf8)
    return NumberCode(bytes.span)
}
