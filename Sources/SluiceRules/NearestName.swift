// Finds what a misspelt name was meant to be.

/// Suggests the known name that a misspelt one was meant to be.
package enum NearestName {
    /// The known name with the fewest edits from `name`, if a third of the longer one's letters or fewer differ, or
    /// one.
    package static func suggestion(for name: String, among known: [String]) -> String? {
        let wanted = normalized(name)
        guard wanted.count <= 40 else { return nil }
        var best: (name: String, distance: Int)?
        for candidate in known {
            let distance = editDistance(wanted, normalized(candidate))
            if distance <= max(1, max(wanted.count, candidate.utf8.count) / 3), distance < best?.distance ?? .max {
                best = (candidate, distance)
            }
        }
        return best?.name
    }

    /// Lower case, and hyphens as underscores: `No-Match` is `no_match` without an edit.
    private static func normalized(_ name: String) -> [UInt8] {
        name.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte + 32
            case UInt8(ascii: "-"), UInt8(ascii: " "): UInt8(ascii: "_")
            default: byte
            }
        }
    }

    /// Insertions, deletions, replacements and swaps of neighbours that lead from one name to the other.
    private static func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
        var beforeLast = [Int](repeating: 0, count: right.count + 1)
        var last = Array(0...right.count)
        for row in 1...left.count {
            var current = [row] + [Int](repeating: 0, count: right.count)
            for column in 1...right.count {
                let isEqual = left[row - 1] == right[column - 1]
                current[column] = min(
                    last[column] + 1,
                    current[column - 1] + 1,
                    last[column - 1] + (isEqual ? 0 : 1)
                )
                if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                    current[column] = min(current[column], beforeLast[column - 2] + 1)
                }
            }
            (beforeLast, last) = (last, current)
        }
        return last[right.count]
    }
}
