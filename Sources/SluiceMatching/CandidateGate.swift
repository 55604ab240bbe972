// The first look at a candidate, before its matcher is asked.

/// The first look at a candidate: a run of bytes at a fixed distance from it must have one of some lengths.
///
/// Most candidates in ordinary text fall here, for a few instructions each. A gate may let through what the matcher
/// refuses, and never refuse what the matcher would take.
package struct CandidateGate: Hashable, Sendable {
    /// Where the run starts, from the candidate's position.
    let offset: Int
    /// The bytes of the run.
    let set: ByteSet
    /// Bit n says that a run of n bytes is let through; the last bit stands for `longest` bytes and more.
    let lengths: UInt64
    /// Bit n says the same for a run that one of `separators` and another byte of the set follow.
    let separatedLengths: UInt64
    let separators: ByteSet
    /// Bit n says that behind such a separator a run of n bytes is let through.
    let secondLengths: UInt64
    /// A byte that twice in a row lets a run of any length through; nil if there is none.
    let pair: UInt8?

    /// Runs are measured up to this many bytes.
    package static let longest = 63

    /// A gate that lets through runs of some lengths, of others where a separator and a second run follow that has one
    /// of `secondLengths`, and of any length with `pair` twice in a row.
    package init(
        offset: Int = 0,
        set: ByteSet,
        lengths: some Sequence<Int>,
        separatedLengths: some Sequence<Int> = [],
        separators: ByteSet = ByteSet(),
        secondLengths: some Sequence<Int> = 0...Self.longest,
        pair: UInt8? = nil
    ) {
        self.offset = offset
        self.set = set
        self.lengths = Self.bits(lengths)
        self.separatedLengths = Self.bits(separatedLengths)
        self.separators = separators
        self.secondLengths = Self.bits(secondLengths)
        self.pair = pair
    }

    /// A gate that lets through runs of at least `least` bytes, and shorter ones that hold `pair` twice in a row.
    package init(offset: Int, set: ByteSet, atLeast least: Int, orPairOf pair: UInt8? = nil) {
        self.init(offset: offset, set: set, lengths: min(least, Self.longest)...Self.longest, pair: pair)
    }

    /// A gate that lets everything through.
    package static let open = CandidateGate(offset: 0, set: ByteSet(), lengths: 0...longest)

    /// The gate that lets through what either of two gates does, which look at the same run for lengths alone.
    func joined(with other: CandidateGate) -> CandidateGate {
        CandidateGate(
            offset: offset,
            set: set,
            lengths: (0...Self.longest).filter { (lengths | other.lengths) >> UInt64($0) & 1 != 0 },
            separatedLengths: (0...Self.longest).filter {
                (separatedLengths | other.separatedLengths) >> UInt64($0) & 1 != 0
            },
            separators: separators.union(other.separators),
            secondLengths: (0...Self.longest).filter {
                ((separatedLengths == 0 ? 0 : secondLengths) | (other.separatedLengths == 0 ? 0 : other.secondLengths))
                    >> UInt64($0) & 1 != 0
            }
        )
    }

    private static func bits(_ lengths: some Sequence<Int>) -> UInt64 {
        lengths.reduce(0) { $0 | 1 << UInt64(min($1, longest)) }
    }
}
