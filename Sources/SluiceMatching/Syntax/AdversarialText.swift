// Makes texts that cost a pattern much time.

/// Makes texts out of a pattern's own parts, on which a slow pattern shows itself.
package enum AdversarialText {
    /// `length` bytes in which beginnings of matches, almost-matches and floods of one repeated byte follow each other.
    /// The same arguments give the same text.
    package static func make(for node: PatternNode, length: Int, seed: UInt64) -> [UInt8] {
        guard length > 0 else { return [] }
        var random = Generator(state: seed)
        var parts = repeatedBytes(of: node).prefix(16).map { [UInt8](repeating: $0, count: 64) }
        for _ in 0..<8 {
            var sample: [UInt8] = []
            // What was made before a part that cannot be made is a beginning all the same.
            _ = SampleGenerator.append(node, to: &sample, using: &random)
            guard !sample.isEmpty else { continue }
            parts.append(Array(sample.dropLast()))
            parts.append(Array(sample.prefix(sample.count / 2)))
            parts.append(sample.dropLast() + [0])
        }
        for sequence in RequiredLiterals.extract(from: node) ?? [] {
            parts.append(sequence.elements.compactMap(\.members.first))
        }
        parts.removeAll(where: \.isEmpty)
        guard !parts.isEmpty else { return [UInt8](repeating: UInt8(ascii: "a"), count: length) }

        var text: [UInt8] = []
        text.reserveCapacity(length)
        while text.count < length {
            let part = parts[Int.random(in: 0..<parts.count, using: &random)]
            // One part many times over is what makes quadratic matching show.
            let rounds = Int.random(in: 1...64, using: &random)
            for _ in 0..<rounds where text.count < length { text += part }
        }
        return Array(text.prefix(length))
    }

    /// One byte of each set that the pattern repeats.
    private static func repeatedBytes(of node: PatternNode) -> [UInt8] {
        var found: [UInt8] = []
        if case .repetition(let inner, _, _, _) = node, let byte = inner.consumedBytes.visibleMember {
            found.append(byte)
        }
        for child in node.children { found += repeatedBytes(of: child) }
        return found
    }

    /// SplitMix64 (Steele, Lea, Flood 2014), enough for test texts.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }
}

extension ByteSet {
    /// A member that can be seen where there is one.
    fileprivate var visibleMember: UInt8? {
        intersection(.visible).members.first ?? members.first
    }
}
