// The run of bytes that every match of a pattern begins with.

/// A run of bytes of one set that every match of a pattern begins with.
package struct LeadingRun: Hashable, Sendable {
    /// The bytes of the run.
    package let set: ByteSet
    /// How many there are at least, from 1.
    package let minimum: Int

    /// A run of at least `minimum` bytes of `set`.
    package init(set: ByteSet, minimum: Int) {
        self.set = set
        self.minimum = minimum
    }
}

extension PatternNode {
    /// The run that every match begins with, as far as the first part that reads a byte tells; nil where it tells
    /// nothing.
    package var leadingRun: LeadingRun? {
        switch self {
        case .bytes(let set): LeadingRun(set: set, minimum: 1)
        case .group(_, let node): node.leadingRun
        case .sequence(let nodes): nodes.first { !$0.isCondition }?.leadingRun
        case .repetition(.bytes(let set), let minimum, _, _) where minimum > 0: LeadingRun(set: set, minimum: minimum)
        default: nil
        }
    }

    /// Whether the node reads without consuming.
    private var isCondition: Bool {
        switch self {
        case .look, .assertion: true
        default: false
        }
    }
}
