// What the prefilter looks for where a pattern has no literal of use.

extension RequiredLiterals {
    /// The most elements of such a sequence: each is a state of the prefilter for many texts.
    private static let looseElements = 4
    /// A sequence that is this rare, in bits, needs no further element.
    private static let looseBits = 14.0

    /// Sequences of which one stands in every match of `node`, however common: a literal of one or two characters, or a
    /// few bytes of wide classes. Nil only where a match may be empty, or begins at no known place.
    ///
    /// It is for rules that may not be refused. Ordinary text may hold such sequences often, so the caller should have
    /// a gate.
    package static func extractAny(
        from node: PatternNode,
        maximumDistance: Int = defaultMaximumDistance
    ) -> [AnchoredSequence]? {
        guard !node.cutsMatchShort else { return nil }
        var budget = pieceBudget
        let pieces = LiteralPiece.pieces(of: node, budget: &budget)
        return loose(in: pieces, limit: maximumDistance)?.sequences ?? firstByte(of: pieces).map { [$0] }
    }

    private static func loose(in pieces: [LiteralPiece], limit: Int) -> (sequences: [AnchoredSequence], score: Double)?
    {
        var best: (sequences: [AnchoredSequence], score: Double)?
        func keep(_ sequences: [AnchoredSequence], _ score: Double) {
            if sequences.count <= maximumLiterals, best.map({ score > $0.score }) ?? true { best = (sequences, score) }
        }
        var walk = DistanceWalk(limit: limit)
        for index in pieces.indices {
            guard let distance = walk.distance else { break }
            let span = distance.upperBound - distance.lowerBound
            let penalty = 0.05 * Double(distance.upperBound) + (span > 0 ? 2 * ByteRarity.log2(Double(span + 1)) : 0)
            var elements: [ByteSet] = []
            var bits = 0.0
            for piece in pieces[index...] {
                guard case .element(let set) = piece, !set.isEmpty, elements.count < looseElements, bits < looseBits
                else {
                    break
                }
                elements.append(set)
                bits += ByteRarity.traits(of: set).bits
            }
            if !elements.isEmpty {
                let sequence = AnchoredSequence(elements: elements, distance: distance, prefixSet: walk.prefixSet)
                keep([sequence], bits - penalty)
            } else if case .choice(let alternatives) = pieces[index] {
                let found = alternatives.map { loose(in: $0, limit: limit - distance.upperBound) }
                let known = found.compactMap { $0 }
                if known.count == found.count, let score = known.map(\.score).min() {
                    let sequences = known.flatMap(\.sequences).map { $0.shifted(by: distance, after: walk.prefixSet) }
                    keep(sequences, score - penalty)
                }
            }
            walk.pass(pieces[index])
        }
        return best
    }

    /// The set of bytes that a match can begin with.
    private static func firstByte(of pieces: [LiteralPiece]) -> AnchoredSequence? {
        var set = ByteSet()
        for piece in pieces {
            set = set.union(piece.consumedBytes)
            if piece.widths.minimum > 0 {
                return AnchoredSequence(elements: [set], distance: 0...0, prefixSet: ByteSet())
            }
        }
        return nil
    }
}
