// A pattern laid out flat, for the search of required literals.

/// What follows one after the other in a pattern, once groups and fixed counts are unfolded.
///
/// The pieces describe at least what the pattern matches: assertions are left out, and what cannot be laid out flat is
/// a gap.
indirect enum LiteralPiece {
    /// One byte.
    case element(ByteSet)
    /// So many bytes of a set.
    case gap(WidthRange, ByteSet)
    /// One of these.
    case choice([[LiteralPiece]])

    /// How many copies of a counted part are laid out; a sequence has no more elements than that.
    private static let unfoldedCopies = RequiredLiterals.maximumElements
    /// How many optional copies are laid out as alternatives.
    private static let unfoldedOptions = 4

    var widths: WidthRange {
        switch self {
        case .element: WidthRange(minimum: 1, maximum: 1)
        case .gap(let widths, _): widths
        case .choice(let alternatives):
            alternatives.dropFirst().reduce(Self.widths(of: alternatives.first ?? [])) { $0.or(Self.widths(of: $1)) }
        }
    }

    static func widths(of pieces: [LiteralPiece]) -> WidthRange {
        pieces.reduce(.zero) { $0.followed(by: $1.widths) }
    }

    var consumedBytes: ByteSet {
        switch self {
        case .element(let set), .gap(_, let set): set
        case .choice(let alternatives):
            alternatives.joined().reduce(ByteSet()) { $0.union($1.consumedBytes) }
        }
    }

    /// Lays out `node`. `budget` bounds the number of pieces; where it is used up, a part becomes a gap.
    static func pieces(of node: PatternNode, budget: inout Int) -> [LiteralPiece] {
        guard budget > 0 else { return [gap(for: node)] }
        switch node {
        case .bytes(let set):
            budget -= 1
            return [.element(set)]
        case .character:
            budget -= 1
            return [gap(for: node)]
        case .sequence(let nodes):
            var result: [LiteralPiece] = []
            for node in nodes { result += pieces(of: node, budget: &budget) }
            return result
        case .alternation(let nodes):
            budget -= nodes.count
            var alternatives: [[LiteralPiece]] = []
            for node in nodes { alternatives.append(pieces(of: node, budget: &budget)) }
            return [.choice(alternatives)]
        case .group(_, let node):
            return pieces(of: node, budget: &budget)
        case .repetition(let node, let minimum, let maximum, _):
            return repetition(of: node, minimum: minimum, maximum: maximum, budget: &budget)
        case .look, .assertion:
            return []
        case .construct:
            return node.widths == .zero ? [] : [gap(for: node)]
        }
    }

    private static func gap(for node: PatternNode) -> LiteralPiece {
        .gap(node.widths, node.consumedBytes)
    }

    private static func repetition(
        of node: PatternNode,
        minimum: Int,
        maximum: Int?,
        budget: inout Int
    ) -> [LiteralPiece] {
        if maximum == 0 { return [] }
        let before = budget
        let once = pieces(of: node, budget: &budget)
        let cost = max(before - budget, 1)
        let copies = min(minimum, unfoldedCopies)
        let whole = PatternNode.repetition(node, minimum: minimum, maximum: maximum, mode: .greedy)
        guard copies <= 1 || budget >= cost * (copies - 1) else { return [gap(for: whole)] }
        budget -= cost * max(copies - 1, 0)

        var result: [LiteralPiece] = []
        for _ in 0..<copies { result += once }
        let rest = (minimum: minimum - copies, maximum: maximum.map { $0 - copies })
        if rest.maximum == 0 { return result }
        if rest.minimum == 0, let options = rest.maximum, options <= unfoldedOptions, budget >= cost * options * options
        {
            budget -= cost * options * options
            result.append(.choice((0...options).map { count in Array(repeating: once, count: count).flatMap { $0 } }))
        } else {
            result.append(
                gap(for: .repetition(node, minimum: rest.minimum, maximum: rest.maximum, mode: .greedy))
            )
        }
        return result
    }
}
