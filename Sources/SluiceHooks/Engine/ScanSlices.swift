// The slices that a call is scanned in, so that its time can run out and others get their turn.

/// The slices that the bytes of one call are scanned in: between them the clock is looked at, and others get their
/// turn.
struct ScanSlices {
    /// How many bytes are scanned between two looks at the clock.
    private static let size = 32 << 10
    /// After how many slices others get their turn.
    private static let countPerTurn = 8

    private let deadline: ContinuousClock.Instant
    private var count = 0

    /// Slices until `deadline`.
    init(until deadline: ContinuousClock.Instant) {
        self.deadline = deadline
    }

    /// Whether the time is up; the first slice is always scanned.
    var isOver: Bool { count > 0 && .now >= deadline }

    /// The end of the slice of `bytes` that begins at `start`: not within an escape sequence, since what follows the
    /// last slice stays as it is.
    func end(in bytes: [UInt8], from start: Int) -> Int {
        var end = start + Self.size
        guard end < bytes.count else { return bytes.count }
        for _ in 0..<64 {
            guard bytes[end - 6..<end].contains(UInt8(ascii: "\\")) else { break }
            end -= 1
        }
        return end
    }

    /// Notes that a slice has been scanned.
    mutating func pass() async {
        count += 1
        if count.isMultiple(of: Self.countPerTurn) { await Task.yield() }
    }
}
