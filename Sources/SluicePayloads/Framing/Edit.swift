// One replacement in a sequence of bytes.

/// One replacement in a sequence of bytes.
package struct Edit: Sendable, Hashable {
    /// The bytes to replace.
    package var range: Range<Int>
    /// What to put in their place.
    package var replacement: [UInt8]

    /// Replaces `range` by `replacement`.
    package init(range: Range<Int>, replacement: [UInt8]) {
        self.range = range
        self.replacement = replacement
    }

    /// The same replacement `distance` bytes further.
    package func moved(by distance: Int) -> Edit {
        Edit(range: range.lowerBound + distance..<range.upperBound + distance, replacement: replacement)
    }
}
