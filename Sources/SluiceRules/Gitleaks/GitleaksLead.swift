// A run of characters that an expression begins with and that may be missing.

import SluiceMatching

/// What an expression begins with before anything that it can be found by: a run such as `[\w.-]{0,50}?`.
///
/// Tried from each place of the run, the expression would find the same secret again and again. It is tried behind the
/// run instead, and the match begins where the run does.
package struct GitleaksLead: Hashable, Sendable {
    var set: ByteSet
    package var minimum: Int
    /// At most `limit`.
    package var maximum: Int
    /// Whether the run may be longer in the expression.
    package var isCut: Bool

    /// The longest run that is looked at, in bytes.
    package static let limit = 256

    /// Takes the runs off that `node` begins with.
    package static func split(_ node: GoRegexNode) -> (lead: GitleaksLead?, rest: GoRegexNode) {
        var row = node.row[...]
        var lead: GitleaksLead?
        while row.count > 1, let first = row.first, let run = GitleaksLead(first) {
            if let known = lead {
                // A second run, as where a group repeats what stands before it.
                guard known.set == run.set else { break }
                lead?.minimum += run.minimum
                lead?.maximum = min(limit, known.maximum + run.maximum)
                lead?.isCut = known.isCut || run.isCut
            } else {
                lead = run
            }
            row = row.dropFirst()
        }
        return (lead, row.count == 1 ? row[row.startIndex] : .sequence(Array(row)))
    }

    private init?(_ node: GoRegexNode) {
        guard case .repetition(.runes(let set), let minimum, let maximum, _) = node, minimum <= 1, maximum != 1 else {
            return nil
        }
        let other = set.intersection(.other)
        guard other.isEmpty || other == .other else { return nil }
        var bytes = ByteSet()
        for byte in set.asciiBytes { bytes.insert(byte) }
        self.set = other.isEmpty ? bytes : bytes.union(ByteSet(0x80...0xFF))
        self.minimum = minimum
        self.maximum = min(maximum ?? .max, Self.limit)
        isCut = maximum.map { $0 > Self.limit } ?? true
    }
}
