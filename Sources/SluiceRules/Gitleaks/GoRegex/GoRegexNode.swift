// The syntax tree of a Go regular expression.

/// A Go regular expression as a tree. Flags and the case of letters are worked into it, and parentheses that only group
/// have gone.
package indirect enum GoRegexNode: Hashable, Sendable {
    /// One character of the set. A byte that is no part of valid UTF-8 counts as U+FFFD.
    case runes(RuneSet)
    /// One after the other; empty for nothing at all.
    case sequence([GoRegexNode])
    /// One of these, the first preferred.
    case alternation([GoRegexNode])
    /// A group that captures, numbered from 1.
    case capture(number: Int, GoRegexNode)
    /// A part several times. `maximum` is nil where there is no bound.
    case repetition(GoRegexNode, minimum: Int, maximum: Int?, isLazy: Bool)
    case assertion(Assertion)

    /// A condition on the place.
    package enum Assertion: Hashable, Sendable {
        /// `\A`, and `^` without `m`
        case textStart
        /// `\z`, and `$` without `m`
        case textEnd
        /// `^` with `m`
        case lineStart
        /// `$` with `m`
        case lineEnd
        /// `\b`, by ASCII
        case wordBoundary
        /// `\B`
        case notWordBoundary
    }

    package static let empty = GoRegexNode.sequence([])

    /// The parts of the node in a row: sequences inside sequences are laid out flat.
    package var row: [GoRegexNode] {
        if case .sequence(let nodes) = self { return nodes.flatMap(\.row) }
        return [self]
    }

    /// The product of nested repetitions' counts, which Go limits to 1000.
    package var repeatCount: Int {
        switch self {
        case .runes, .assertion: return 1
        case .sequence(let nodes), .alternation(let nodes): return nodes.map(\.repeatCount).max() ?? 1
        case .capture(_, let node): return node.repeatCount
        case .repetition(let node, let minimum, let maximum, _):
            return node.repeatCount.multipliedReportingOverflow(by: max(1, minimum, maximum ?? 0)).partialValue
        }
    }
}
