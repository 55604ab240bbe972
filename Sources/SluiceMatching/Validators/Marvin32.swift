// The Marvin32 hash, with which Azure seals its identifiable keys.

/// The Marvin hash folded to 32 bits, with which Azure seals its identifiable keys.
///
/// Source: the .NET runtime, which hashes strings with it and publishes test vectors; microsoft/security-utilities
/// documents its use as a checksum of keys, with a published seed for each kind of key.
package enum Marvin32 {
    /// The hash of `bytes` under `seed`.
    package static func hash(_ bytes: Span<UInt8>, seed: UInt64) -> UInt32 {
        var state = State(low: UInt32(truncatingIfNeeded: seed), high: UInt32(truncatingIfNeeded: seed >> 32))
        var word: UInt32 = 0
        var filled: UInt32 = 0
        for index in bytes.indices {
            word |= UInt32(bytes[index]) << (8 * filled)
            filled += 1
            if filled == 4 {
                state.mix(word)
                word = 0
                filled = 0
            }
        }
        state.mix(word | 0x80 << (8 * filled))
        state.mix(0)
        return state.low ^ state.high
    }

    /// The seed that Azure derives from eight ASCII characters such as `Default0`: their bytes, first one highest.
    package static func seed(_ text: StaticString) -> UInt64 {
        "\(text)".utf8.reduce(0) { $0 << 8 | UInt64($1) }
    }

    private struct State {
        var low: UInt32
        var high: UInt32

        mutating func mix(_ word: UInt32) {
            low &+= word
            high ^= low
            low = Self.rotate(low, by: 20)
            low &+= high
            high = Self.rotate(high, by: 9)
            high ^= low
            low = Self.rotate(low, by: 27)
            low &+= high
            high = Self.rotate(high, by: 19)
        }

        private static func rotate(_ value: UInt32, by count: UInt32) -> UInt32 {
            value << count | value >> (32 - count)
        }
    }
}
