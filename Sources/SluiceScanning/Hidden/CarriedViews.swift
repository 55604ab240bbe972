// The texts that digits spell.

/// The texts that digits spell: by themselves, and as compressed data, inside which less may grow.
struct CarriedViews: Sendable {
    /// What digits spell.
    var spelt: TextView
    /// What they spell compressed.
    var inflated: TextView

    /// Scans what has been added.
    mutating func scan(scratch: inout ScanScratch) {
        spelt.scan(scratch: &scratch)
        inflated.scan(scratch: &scratch)
    }

    /// Gives up what can be made again.
    mutating func rest() {
        spelt.rest()
        inflated.rest()
    }

    /// How many compressed texts in them have not been read to their ends.
    var unreadCount: Int { spelt.unreadCount + inflated.unreadCount }

    /// The first byte of the source that something could still be found in; nil if there is none.
    var holdFrom: Int? {
        guard let first = spelt.holdFrom else { return inflated.holdFrom }
        return min(first, inflated.holdFrom ?? first)
    }
}
