// Matches a sequence with wildcards in it.

/// Matches a sequence with wildcards in it against another: shell patterns against the parts of a path and their
/// characters, and names against patterns.
package enum Wildcards {
    /// Whether `count` elements, of which wildcards stand for any number of inputs, match `inputCount` inputs.
    ///
    /// Only the last wildcard need be tried again: whatever an earlier one could take instead, the later one can take.
    /// So the time is at most the product of both lengths.
    ///
    /// - Parameters:
    ///   - isWildcard: whether the element with this number is a wildcard.
    ///   - isMatch: whether the element with the first number, which is none, takes the input with the second.
    package static func match(
        count: Int,
        inputCount: Int,
        isWildcard: (Int) -> Bool,
        isMatch: (Int, Int) -> Bool
    ) -> Bool {
        var index = 0
        var input = 0
        var wildcard: (next: Int, input: Int)?
        while input < inputCount {
            if index < count, isWildcard(index) {
                index += 1
                wildcard = (index, input)
            } else if index < count, isMatch(index, input) {
                index += 1
                input += 1
            } else if let (next, start) = wildcard {
                index = next
                input = start + 1
                wildcard = (next, input)
            } else {
                return false
            }
        }
        while index < count, isWildcard(index) { index += 1 }
        return index == count
    }
}
