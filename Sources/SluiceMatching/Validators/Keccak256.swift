// The hash Keccak-256, which Ethereum and Monero use.

/// Keccak-256 as submitted to the SHA-3 competition (Keccak team, version 3.0): rate 1088, capacity 512, padding 0x01.
/// It differs from SHA3-256 (FIPS 202) in the padding alone.
enum Keccak256 {
    private static let rate = 136

    /// The 32 bytes of the hash of `bytes`.
    static func hash(_ bytes: [UInt8]) -> [UInt8] {
        var state = [UInt64](repeating: 0, count: 25)
        var block = [UInt8](repeating: 0, count: rate)
        var filled = 0
        for byte in bytes {
            block[filled] = byte
            filled += 1
            if filled == rate {
                absorb(block, into: &state)
                filled = 0
            }
        }
        for index in filled..<rate { block[index] = 0 }
        block[filled] = 0x01
        block[rate - 1] |= 0x80
        absorb(block, into: &state)
        return (0..<32).map { UInt8(truncatingIfNeeded: state[$0 / 8] >> UInt64($0 % 8 * 8)) }
    }

    private static func absorb(_ block: [UInt8], into state: inout [UInt64]) {
        for lane in 0..<(rate / 8) {
            var word: UInt64 = 0
            for index in stride(from: 7, through: 0, by: -1) { word = word << 8 | UInt64(block[lane * 8 + index]) }
            state[lane] ^= word
        }
        permute(&state)
    }

    private static func permute(_ state: inout [UInt64]) {
        for constant in roundConstants {
            // θ
            var parities = SIMD8<UInt64>.zero
            for x in 0..<5 {
                parities[x] = state[x] ^ state[x + 5] ^ state[x + 10] ^ state[x + 15] ^ state[x + 20]
            }
            for x in 0..<5 {
                let mixed = parities[(x + 4) % 5] ^ rotated(parities[(x + 1) % 5], 1)
                for y in stride(from: x, to: 25, by: 5) { state[y] ^= mixed }
            }
            // ρ and π
            var carried = state[1]
            for step in 0..<24 {
                let place = places[step]
                (carried, state[place]) = (state[place], rotated(carried, rotations[step]))
            }
            // χ
            for row in stride(from: 0, to: 25, by: 5) {
                let (first, second) = (state[row], state[row + 1])
                for x in 0..<3 { state[row + x] ^= ~state[row + x + 1] & state[row + x + 2] }
                state[row + 3] ^= ~state[row + 4] & first
                state[row + 4] ^= ~first & second
            }
            // ι
            state[0] ^= constant
        }
    }

    private static func rotated(_ word: UInt64, _ count: UInt64) -> UInt64 {
        word << count | word >> (64 - count)
    }

    private static let places = [
        10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1,
    ]
    private static let rotations: [UInt64] = [
        1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44,
    ]
    private static let roundConstants: [UInt64] = [
        0x0000_0000_0000_0001, 0x0000_0000_0000_8082, 0x8000_0000_0000_808A, 0x8000_0000_8000_8000,
        0x0000_0000_0000_808B, 0x0000_0000_8000_0001, 0x8000_0000_8000_8081, 0x8000_0000_0000_8009,
        0x0000_0000_0000_008A, 0x0000_0000_0000_0088, 0x0000_0000_8000_8009, 0x0000_0000_8000_000A,
        0x0000_0000_8000_808B, 0x8000_0000_0000_008B, 0x8000_0000_0000_8089, 0x8000_0000_0000_8003,
        0x8000_0000_0000_8002, 0x8000_0000_0000_0080, 0x0000_0000_0000_800A, 0x8000_0000_8000_000A,
        0x8000_0000_8000_8081, 0x8000_0000_0000_8080, 0x0000_0000_8000_0001, 0x8000_0000_8000_8008,
    ]
}
