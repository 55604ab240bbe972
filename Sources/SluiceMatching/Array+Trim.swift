// Gives the room of an array back that it does not need.

extension Array {
    /// Moves the elements to as much room as they need, where that saves more than `slack` bytes; no elements need
    /// none.
    @inlinable
    package mutating func trim(slack: Int = 64) {
        if isEmpty {
            if capacity > 0 { self = [] }
        } else if (capacity - count) * MemoryLayout<Element>.stride > slack {
            var trimmed: [Element] = []
            trimmed.reserveCapacity(count)
            trimmed.append(contentsOf: self)
            self = trimmed
        }
    }
}
