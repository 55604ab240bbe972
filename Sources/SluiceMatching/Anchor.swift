// What the prefilter looks for on behalf of a matcher.

/// A short sequence of byte sets whose occurrence makes the scanner ask a matcher.
///
/// A literal is a sequence of one-byte sets; a case-folded literal has two bytes in the sets of its letters. The
/// prefilter reports each occurrence and the matcher is asked about `position = start of the sequence + offset`.
/// A matcher must be reachable by its anchors: whatever it would match, one of its anchors occurs at the position that
/// leads to it.
package struct Anchor: Hashable, Sendable {
    /// The byte sets, 1 to 32 of them.
    package var elements: [ByteSet]
    /// The candidate's position relative to the start of the sequence.
    package var offset: Int
    /// The first byte that a mask of this matcher can begin at, relative to the start of the sequence, not counting
    /// `lookback`. Bytes of the sequence before it need not be held while the sequence is incomplete.
    package var maskOffset: Int
    /// What may precede the sequence and belong to the mask: a run that must be held while it could still be one.
    package var lookback: Lookback?
    /// The first look at the positions that this anchor leads to, where it differs from the matcher's.
    package var gate: CandidateGate?
    /// Whether the matcher may be asked before the whole sequence has come. The prefilter then looks for as much of the
    /// sequence as is rare, and compares the rest only where that stands.
    package var mayBeCut: Bool

    /// A run of bytes in front of an anchor that a mask may begin in.
    package struct Lookback: Hashable, Sendable {
        /// The bytes that the run is made of.
        package var set: ByteSet
        /// How far back the mask can begin at most.
        package var limit: Int
        /// Whether no longer run can belong to a mask.
        package var isWhole: Bool
        /// How many bytes of the run stand before every anchor that leads to a match; at most `limit`. Where fewer do,
        /// nothing is held of the anchor either.
        package var minimum: Int
        /// The bytes that a mask in the run can begin with; nil where it may be any.
        package var initials: ByteSet?

        /// A run of at most `limit` bytes of `set`; of a longer one its end, unless it must be whole.
        package init(set: ByteSet, limit: Int, isWhole: Bool = false, minimum: Int = 0, initials: ByteSet? = nil) {
            self.set = set
            self.limit = limit
            self.isWhole = isWhole
            self.minimum = minimum
            self.initials = initials
        }

        /// Whether a run that is held for the other one is held for this one as well, as far back.
        func isCovered(by other: Lookback) -> Bool {
            guard set.union(other.set) == other.set, limit <= other.limit, !other.isWhole, other.minimum <= minimum
            else { return false }
            guard let others = other.initials else { return true }
            return initials.map { $0.union(others) == others } ?? false
        }
    }

    /// A sequence of byte sets.
    package init(
        elements: [ByteSet],
        offset: Int = 0,
        maskOffset: Int = 0,
        lookback: Lookback? = nil,
        gate: CandidateGate? = nil,
        mayBeCut: Bool = false
    ) {
        self.elements = elements
        self.offset = offset
        self.maskOffset = maskOffset
        self.lookback = lookback
        self.gate = gate
        self.mayBeCut = mayBeCut
    }

    /// A literal text, in any case of its letters if `ignoresCase`.
    package init(
        literal: String,
        ignoresCase: Bool = false,
        offset: Int = 0,
        maskOffset: Int = 0,
        lookback: Lookback? = nil
    ) {
        self.init(
            elements: literal.utf8.map { byte in
                let set = ByteSet(byte...byte)
                return ignoresCase ? set.caseFolded : set
            },
            offset: offset,
            maskOffset: maskOffset,
            lookback: lookback
        )
    }
}
