// Makes random texts that a pattern matches.

/// Makes random texts that a pattern matches.
package enum SampleGenerator {
    /// Longer samples are not made.
    package static let maximumLength = 4096
    /// How many more rounds of an open repetition than it must have are made at most.
    private static let additionalRounds = 3
    private static let attempts = 24

    /// A random text that matches as a whole when it stands alone, or nil where none was found: the pattern uses what
    /// the tree does not model (back-references, Unicode properties), its assertions are seldom met by chance, or its
    /// matches are too long.
    package static func sample<Random: RandomNumberGenerator>(
        from node: PatternNode,
        using random: inout Random
    ) -> [UInt8]? {
        for _ in 0..<attempts {
            var text: [UInt8] = []
            guard append(node, to: &text, using: &random) else { return nil }
            switch PatternTreeMatcher.matches(node, whole: text) {
            case true?: return text
            case false?: continue
            case nil: return nil
            }
        }
        return nil
    }

    /// Appends a text of what `node` consumes, whatever its assertions say; false where there is none.
    static func append<Random: RandomNumberGenerator>(
        _ node: PatternNode,
        to text: inout [UInt8],
        using random: inout Random
    ) -> Bool {
        switch node {
        case .bytes(let set):
            guard let byte = pick(from: set, using: &random), text.count < maximumLength else { return false }
            text.append(byte)
            return true
        case .character(let first, _, let isExact):
            return isExact && appendCharacter(first: first, to: &text, using: &random)
        case .sequence(let nodes):
            for node in nodes where !append(node, to: &text, using: &random) { return false }
            return true
        case .alternation(let nodes):
            guard let node = nodes.randomElement(using: &random) else { return false }
            return append(node, to: &text, using: &random)
        case .group(_, let node):
            return append(node, to: &text, using: &random)
        case .repetition(let node, let minimum, let maximum, _):
            // A repeated group that never consumes anything must not turn a count into time.
            guard minimum <= maximumLength else { return false }
            let count = Int.random(in: minimum...min(maximum ?? .max, minimum + additionalRounds), using: &random)
            for _ in 0..<count where !append(node, to: &text, using: &random) { return false }
            return true
        case .look, .assertion:
            return true
        case .construct(let construct, _):
            switch construct {
            case .callout: return true
            case .singleByte:
                text.append(UInt8(ascii: "x"))
                return true
            case .backReference, .recursion, .verb, .conditional, .keepOut: return false
            }
        }
    }

    private static func appendCharacter<Random: RandomNumberGenerator>(
        first: ByteSet,
        to text: inout [UInt8],
        using random: inout Random
    ) -> Bool {
        let ascii = first.intersection(PatternCharacters.ascii)
        // Without an ASCII member the tree does not say which characters are meant.
        guard let byte = pick(from: ascii, using: &random), text.count < maximumLength else { return false }
        text.append(byte)
        return true
    }

    /// A random member, more often than not one that can be seen.
    private static func pick<Random: RandomNumberGenerator>(from set: ByteSet, using random: inout Random) -> UInt8? {
        let visible = set.intersection(ByteSet.visible)
        let wantsVisible = !visible.isEmpty && Int.random(in: 0..<8, using: &random) != 0
        let chosen = wantsVisible ? visible : set
        // Large sets are hit at once; listing the members of small ones is the slower way.
        for _ in 0..<8 {
            let byte = UInt8.random(in: wantsVisible ? 0x21...0x7E : 0...0xFF, using: &random)
            if chosen.contains(byte) { return byte }
        }
        return chosen.members.randomElement(using: &random)
    }
}

extension ByteSet {
    /// The printable ASCII characters but the space.
    static let visible = ByteSet(0x21...0x7E)
}
