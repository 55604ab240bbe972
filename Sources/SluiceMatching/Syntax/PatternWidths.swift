// How many bytes a pattern can match.

/// A range of byte counts whose upper end may be open.
struct WidthRange: Hashable, Sendable {
    /// Counts above this are no longer told apart; as an upper bound it means "no bound".
    private static let ceiling = 1 << 40

    var minimum: Int
    /// Nil where there is no bound.
    var maximum: Int?

    static let zero = WidthRange(minimum: 0, maximum: 0)
    static let any = WidthRange(minimum: 0, maximum: nil)

    func followed(by other: WidthRange) -> WidthRange {
        WidthRange(
            minimum: min(minimum + other.minimum, Self.ceiling),
            maximum: Self.bounded(maximum, other.maximum) { $0 + $1 }
        )
    }

    func or(_ other: WidthRange) -> WidthRange {
        WidthRange(
            minimum: min(minimum, other.minimum),
            maximum: Self.bounded(maximum, other.maximum) { max($0, $1) }
        )
    }

    func repeated(minimum count: Int, maximum limit: Int?) -> WidthRange {
        let least = minimum.multipliedReportingOverflow(by: count)
        var most: Int?
        if maximum == 0 || limit == 0 {
            most = 0
        } else if let maximum, let limit {
            let product = maximum.multipliedReportingOverflow(by: limit)
            most = product.overflow || product.partialValue > Self.ceiling ? nil : product.partialValue
        }
        return WidthRange(minimum: least.overflow ? Self.ceiling : min(least.partialValue, Self.ceiling), maximum: most)
    }

    private static func bounded(_ one: Int?, _ other: Int?, _ combine: (Int, Int) -> Int) -> Int? {
        guard let one, let other else { return nil }
        let result = combine(one, other)
        return result > ceiling ? nil : result
    }
}

extension PatternNode {
    /// The fewest bytes that a match has. Zero where it is not known, as with a back-reference, and where a verb or
    /// `\K` may cut a match short.
    package var minimumWidth: Int { cutsMatchShort ? 0 : widths.minimum }

    /// The most bytes that a match can have, or nil where there is no bound or none is known.
    package var maximumWidth: Int? { widths.maximum }

    /// Whether a match may have no bytes at all. True also where only an assertion forbids it.
    package var canMatchEmpty: Bool { minimumWidth == 0 }

    /// `(*ACCEPT)` ends a match early and `\K` moves its start.
    var cutsMatchShort: Bool {
        contains {
            if case .construct(let construct, _) = $0 { return construct == .verb || construct == .keepOut }
            return false
        }
    }

    /// The widths of what this node consumes.
    var widths: WidthRange {
        switch self {
        case .bytes: WidthRange(minimum: 1, maximum: 1)
        case .character(_, let width, _): WidthRange(minimum: width.lowerBound, maximum: width.upperBound)
        case .sequence(let nodes): nodes.reduce(.zero) { $0.followed(by: $1.widths) }
        case .alternation(let nodes):
            nodes.dropFirst().reduce(nodes.first?.widths ?? .zero) { $0.or($1.widths) }
        case .group(_, let node): node.widths
        case .repetition(let node, let minimum, let maximum, _):
            node.widths.repeated(minimum: minimum, maximum: maximum)
        case .look, .assertion: .zero
        case .construct(let construct, _):
            switch construct {
            case .backReference, .recursion: .any
            case .singleByte: WidthRange(minimum: 1, maximum: 1)
            case .verb, .callout, .conditional, .keepOut: .zero
            }
        }
    }

    /// All bytes that this node may consume.
    var consumedBytes: ByteSet {
        switch self {
        case .bytes(let set): set
        case .character(let first, let width, _):
            width.upperBound > 1 ? first.union(PatternCharacters.continuationBytes) : first
        case .sequence(let nodes), .alternation(let nodes):
            nodes.reduce(ByteSet()) { $0.union($1.consumedBytes) }
        case .group(_, let node): node.consumedBytes
        case .repetition(let node, _, let maximum, _): maximum == 0 ? ByteSet() : node.consumedBytes
        case .look, .assertion: ByteSet()
        case .construct(let construct, _):
            switch construct {
            case .backReference, .recursion, .singleByte: .all
            case .verb, .callout, .conditional, .keepOut: ByteSet()
            }
        }
    }
}
