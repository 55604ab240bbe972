// Derives from a pattern what the prefilter looks for.

/// Derives from a pattern the sequences of which one stands in every match.
///
/// A missed optimisation is free and a missed match is a hole: whatever is returned holds for every text that the
/// pattern can match, and where that cannot be shown nothing is returned.
package enum RequiredLiterals {
    /// The longest sequence.
    package static let maximumElements = 16
    /// The most literals that all sequences together stand for, both cases of a letter counted as one.
    package static let maximumLiterals = 64
    /// How far from the start of a match a sequence may stand, unless the caller says otherwise.
    package static let defaultMaximumDistance = 256
    /// How many pieces a pattern is laid out into.
    static let pieceBudget = 2048
    /// How many strings are looked at before the search ends with what it has.
    private static let effort = 65_536

    /// The best set of sequences of which one stands in every match of `node`, or nil where there is none of use.
    ///
    /// Sequences at the very start of the match come first, then rare ones, long ones, and few. Each has at least three
    /// elements of one or two bytes, or two of which one is rare punctuation.
    package static func extract(
        from node: PatternNode,
        maximumDistance: Int = defaultMaximumDistance
    ) -> [AnchoredSequence]? {
        // A verb can accept early and \K moves the start, so that distances mean nothing.
        guard !node.cutsMatchShort else { return nil }
        var budget = pieceBudget
        let pieces = LiteralPiece.pieces(of: node, budget: &budget)
        var traits = TraitTable()
        return best(in: pieces, maximumDistance: maximumDistance, traits: &traits)?.sequences
    }

    private struct Candidate {
        var sequences: [AnchoredSequence]
        var score: Double
    }

    /// The traits of the sets seen so far (patterns use few different ones), and the effort left.
    private struct TraitTable {
        private var known: [ByteSet: ByteRarity.Traits] = [:]
        /// How many more strings may be looked at.
        var effort = RequiredLiterals.effort

        subscript(set: ByteSet) -> ByteRarity.Traits {
            mutating get {
                if let traits = known[set] { return traits }
                let traits = ByteRarity.traits(of: set)
                known[set] = traits
                return traits
            }
        }
    }

    private static func best(
        in pieces: [LiteralPiece],
        maximumDistance: Int,
        traits: inout TraitTable
    ) -> Candidate? {
        var found: Candidate?
        var walk = DistanceWalk(limit: maximumDistance)
        for index in pieces.indices {
            guard traits.effort > 0, let distance = walk.distance else { break }
            // Nothing from here on can be better than what is known.
            if let found, found.score >= highestScore(at: distance) { break }
            var expansion = LiteralExpansion(maximumElements: maximumElements, maximumStrings: maximumLiterals)
            for piece in pieces[index...] {
                guard expansion.extend(by: piece) else { break }
                traits.effort -= expansion.strings.count
                let sequences = shortened(expansion.strings.map(\.elements)).map {
                    AnchoredSequence(elements: $0, distance: distance, prefixSet: walk.prefixSet)
                }
                keepBetter(&found, candidate(of: sequences, traits: &traits))
            }
            if case .choice(let alternatives) = pieces[index] {
                keepBetter(&found, best(inEach: alternatives, after: walk, traits: &traits))
            }
            walk.pass(pieces[index])
        }
        return found
    }

    /// Sequences found in every alternative of a choice.
    private static func best(
        inEach alternatives: [[LiteralPiece]],
        after walk: DistanceWalk,
        traits: inout TraitTable
    ) -> Candidate? {
        guard let distance = walk.distance, !alternatives.isEmpty else { return nil }
        var sequences: [AnchoredSequence] = []
        for alternative in alternatives {
            let limit = walk.limit - distance.upperBound
            guard let inner = best(in: alternative, maximumDistance: limit, traits: &traits) else { return nil }
            sequences += inner.sequences.map { $0.shifted(by: distance, after: walk.prefixSet) }
            guard sequences.count <= maximumLiterals else { return nil }
        }
        return candidate(of: sequences, traits: &traits)
    }

    private static func keepBetter(_ found: inout Candidate?, _ other: Candidate?) {
        guard let other else { return }
        if let known = found, known.score >= other.score { return }
        found = other
    }

    /// Leaves out strings that begin with another one: where they stand, the shorter one stands too.
    private static func shortened(_ strings: [[ByteSet]]) -> [[ByteSet]] {
        var kept: [[ByteSet]] = []
        for string in strings.sorted(by: { $0.count < $1.count }) {
            let isCovered = kept.contains { shorter in
                shorter.indices.allSatisfy { shorter[$0].intersection(string[$0]) == string[$0] }
            }
            if !isCovered { kept.append(string) }
        }
        return kept
    }

    private static func candidate(of sequences: [AnchoredSequence], traits: inout TraitTable) -> Candidate? {
        var unique: [AnchoredSequence] = []
        for sequence in sequences where !unique.contains(sequence) { unique.append(sequence) }
        guard !unique.isEmpty else { return nil }

        var literals = 0
        var rate = 0.0
        var leastBits = Double.infinity
        var penalty = 0.0
        for sequence in unique {
            var product = 1
            var bits = 0.0
            var narrow = 0
            var hasRarePunctuation = false
            for element in sequence.elements {
                let traits = traits[element]
                product *= traits.literals
                guard product <= maximumLiterals else { return nil }
                bits += traits.bits
                guard traits.isNarrow else { continue }
                narrow += 1
                hasRarePunctuation = hasRarePunctuation || traits.isRarePunctuation
            }
            guard narrow >= 3 || (narrow == 2 && hasRarePunctuation) else { return nil }
            literals += product
            leastBits = min(leastBits, bits)
            rate += 1 / Double(sign: .plus, exponent: Int(bits), significand: 1)
            penalty = max(penalty, Self.penalty(for: sequence.distance))
        }
        guard literals <= maximumLiterals else { return nil }
        let rareness = min(-ByteRarity.log2(rate), sufficientBits)
        let length = bitsForLength * min(leastBits, lengthLimit)
        return Candidate(
            sequences: unique,
            score: rareness + length - 0.5 * ByteRarity.log2(Double(literals)) - penalty
        )
    }

    /// Beyond this many bits a literal is so rare that a rarer one gains next to nothing.
    private static let sufficientBits = 24.0
    /// What each further bit still counts, and up to how many.
    private static let bitsForLength = 0.05
    private static let lengthLimit = 100.0

    /// A sequence away from the start makes a stream hold what stands before it, and one at an uncertain distance makes
    /// the matcher try several places.
    private static func penalty(for distance: ClosedRange<Int>) -> Double {
        if distance == 0...0 { return 0 }
        let span = distance.upperBound - distance.lowerBound
        return 4 + (span > 0 ? 3 + ByteRarity.log2(Double(span + 1)) : 0)
    }

    /// What no sequence at `distance` or further away exceeds.
    private static func highestScore(at distance: ClosedRange<Int>) -> Double {
        sufficientBits + bitsForLength * lengthLimit - penalty(for: distance)
    }
}

/// How far a position in a list of pieces is from the start of the match.
struct DistanceWalk {
    /// Positions further away than this are of no use.
    let limit: Int
    private(set) var prefixSet = ByteSet()
    private var widths = WidthRange.zero

    init(limit: Int) {
        self.limit = limit
    }

    /// The distance, or nil where it has no bound or exceeds the limit.
    var distance: ClosedRange<Int>? {
        guard let maximum = widths.maximum, maximum <= limit else { return nil }
        return widths.minimum...maximum
    }

    mutating func pass(_ piece: LiteralPiece) {
        widths = widths.followed(by: piece.widths)
        prefixSet = prefixSet.union(piece.consumedBytes)
    }
}

extension AnchoredSequence {
    /// The same sequence in a text that begins `distance` bytes, all in `prefix`, further ahead.
    func shifted(by distance: ClosedRange<Int>, after prefix: ByteSet) -> AnchoredSequence {
        let lower = self.distance.lowerBound + distance.lowerBound
        let upper = self.distance.upperBound + distance.upperBound
        return AnchoredSequence(elements: elements, distance: lower...upper, prefixSet: prefixSet.union(prefix))
    }
}
