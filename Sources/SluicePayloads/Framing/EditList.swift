// Edits in order and without overlaps.

/// Edits in order and without overlaps.
///
/// Of edits that overlap, the one that begins first gives the replacement for all that they cover; of two that begin
/// together, an insertion stands before, and otherwise the one that was given first wins. Edits that only touch both
/// keep their replacements.
struct EditList {
    /// The edits in order.
    private(set) var edits: [Edit] = []

    /// Orders `edits`, whose ranges are cut to `0..<count`.
    init(_ unordered: [Edit], count: Int) {
        let ordered = unordered.enumerated().sorted { left, right in
            let (a, b) = (left.element.range, right.element.range)
            return (a.lowerBound, a.isEmpty ? 0 : 1, left.offset) < (b.lowerBound, b.isEmpty ? 0 : 1, right.offset)
        }
        edits.reserveCapacity(ordered.count)
        for (_, edit) in ordered {
            let range = edit.range.clamped(to: 0..<count)
            if let last = edits.last?.range, range.lowerBound < last.upperBound {
                edits[edits.count - 1].range = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                edits.append(Edit(range: range, replacement: edit.replacement))
            }
        }
    }

    /// `bytes` with the edits made.
    func applied(to bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var end = 0
        for edit in edits {
            result += bytes[end..<edit.range.lowerBound]
            result += edit.replacement
            end = edit.range.upperBound
        }
        return result + bytes[end...]
    }
}
