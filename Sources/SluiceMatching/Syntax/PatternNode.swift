// The syntax tree of a pattern.

/// A pattern as a tree, in terms of the bytes that it matches.
///
/// Every part of the tree stands for at least what PCRE2 would match there, so that a statement about all texts of the
/// tree (a width, a required literal) holds for all matches of the pattern.
package indirect enum PatternNode: Hashable, Sendable {
    /// One byte of the set.
    case bytes(ByteSet)
    /// One character of several possible widths: a byte of `first`, then continuation bytes of UTF-8 (80…BF).
    /// `isExact` is false where `first` may hold more than PCRE2 would match (Unicode properties).
    case character(first: ByteSet, width: ClosedRange<Int>, isExact: Bool)
    /// One after the other; empty for nothing at all.
    case sequence([PatternNode])
    /// One of these, the first preferred.
    case alternation([PatternNode])
    /// A part in parentheses.
    case group(Group, PatternNode)
    /// A part several times. `maximum` is nil where there is no bound.
    case repetition(PatternNode, minimum: Int, maximum: Int?, mode: RepetitionMode)
    /// A look-ahead or look-behind.
    case look(Look, PatternNode)
    /// A condition on the place, which reads but does not consume.
    case assertion(Assertion, offset: Int)
    /// Something whose effect the tree does not model.
    case construct(Construct, offset: Int)

    /// What parentheses do.
    package enum Group: Hashable, Sendable {
        /// They only group.
        case plain
        /// They forget the alternatives inside once they have matched: `(?>…)`.
        case atomic
        /// They capture, under a number from 1 and perhaps a name.
        case capture(number: Int, name: String?)
    }

    /// How a repetition chooses.
    package enum RepetitionMode: Hashable, Sendable {
        case greedy
        case lazy
        case possessive
    }

    /// Which way a look goes.
    package struct Look: Hashable, Sendable {
        package enum Direction: Hashable, Sendable {
            case ahead
            case behind
        }

        package var direction: Direction
        package var isNegative: Bool
        /// The byte of the pattern at which it starts.
        package var offset: Int

        package init(direction: Direction, isNegative: Bool, offset: Int) {
            self.direction = direction
            self.isNegative = isNegative
            self.offset = offset
        }
    }

    /// A condition on the place.
    package enum Assertion: Hashable, Sendable, CaseIterable {
        /// `\A`
        case absoluteStart
        /// `\G`
        case searchStart
        /// `\z`
        case absoluteEnd
        /// `\Z`
        case absoluteEndOrNewline
        /// `^` outside multi-line mode
        case textStart
        /// `$` outside multi-line mode
        case textEnd
        /// `^` in multi-line mode
        case lineStart
        /// `$` in multi-line mode
        case lineEnd
        /// `\b`
        case wordBoundary
        /// `\B`
        case notWordBoundary
    }

    /// Something whose effect the tree does not model.
    package enum Construct: Hashable, Sendable, CaseIterable {
        /// `\1`, `\k<name>`, `\g{1}`, `(?P=name)`
        case backReference
        /// `(?R)`, `(?1)`, `(?&name)`, `\g<name>`
        case recursion
        /// `(*VERB)`
        case verb
        /// `(?C)`
        case callout
        /// `(?(condition)…)`: the marker stands before an alternation of both branches
        case conditional
        /// `\K`
        case keepOut
        /// `\C`: one byte even inside a character
        case singleByte
    }

    /// A node that matches nothing and always.
    package static let empty = PatternNode.sequence([])

    /// The parts directly inside this node.
    package var children: [PatternNode] {
        switch self {
        case .bytes, .character, .assertion, .construct: []
        case .sequence(let nodes), .alternation(let nodes): nodes
        case .group(_, let node), .repetition(let node, _, _, _), .look(_, let node): [node]
        }
    }

    /// Whether `predicate` holds for this node or one inside it.
    package func contains(where predicate: (PatternNode) -> Bool) -> Bool {
        predicate(self) || children.contains { $0.contains(where: predicate) }
    }
}
