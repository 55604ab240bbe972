// Binary search.

extension Range<Int> {
    /// The first number that `isBehind` holds for, which holds for all that follow one it holds for; the upper bound
    /// where it holds for none. Asks a logarithmic number of times.
    @inlinable
    package func partitionPoint(where isBehind: (Int) -> Bool) -> Int {
        var (low, high) = (lowerBound, upperBound)
        while low < high {
            let middle = low + (high - low) / 2
            if isBehind(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
