// The bytes between which matches begin.

/// The bytes between which matches of a matcher begin: most candidates of a pattern whose literal is found inside of
/// words fall at them, in the kernel.
package struct MatchOpening: Hashable, Sendable {
    /// What may stand before a match that does not begin its text.
    package let previous: ByteSet
    /// What a match can begin with.
    package let first: ByteSet

    /// An opening; what it leaves out must be what the matcher refuses.
    package init(previous: ByteSet = .all, first: ByteSet = .all) {
        self.previous = previous
        self.first = first
    }

    /// Matches may begin anywhere.
    package static let anywhere = MatchOpening()
}
