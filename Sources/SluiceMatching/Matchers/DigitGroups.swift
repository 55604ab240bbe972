// Reads digits in groups, such as `123-45-6789`, in one pass and without allocation.

/// A run of digits, in groups joined by one and the same separator, read from its first digit on.
///
/// Matchers of numbers share it and its anchor, so that the prefilter reports each number once for all of them.
/// Reading stops after the last group that was asked for, at a byte that is neither digit nor separator, at a
/// separator other than the first one, and at a separator that no digit follows.
package struct DigitGroups: Sendable {
    /// Where a number of three digits or more begins: not right behind a letter or a digit.
    package static let anchor = Anchor(
        elements: [NumberBoundary.outside, .digits, .digits, .digits],
        offset: 1,
        maskOffset: 1
    )
    /// The most digits that are read: what an unsigned 64-bit number holds.
    package static let mostDigits = 19

    /// How many digits each group has; zero beyond the last group.
    package private(set) var lengths = SIMD8<UInt8>.zero
    /// How many groups were read, at most eight.
    package private(set) var count = 0
    /// The byte between the groups; zero where there is only one group.
    package private(set) var separator: UInt8 = 0
    /// How many digits were read.
    package private(set) var digitCount = 0
    /// The digits as one decimal number.
    package private(set) var value: UInt64 = 0
    /// The offset after the last digit.
    package private(set) var end: Int
    /// Whether more digits follow than were asked for.
    package private(set) var isTooLong = false
    /// Whether the window ended, with more bytes to come, before it was clear that nothing more belongs to the run.
    package private(set) var isOpen = false
    /// Whether the last group is known to be over.
    package private(set) var isLastGroupClosed = false

    /// Reads from the digit at `position` on, no more than `groupLimit` groups and `digitLimit` digits.
    package init(
        at position: Int,
        in window: borrowing ByteWindow,
        separators: ByteSet,
        groupLimit: Int,
        digitLimit: Int = DigitGroups.mostDigits
    ) {
        end = position
        while true {
            var length: UInt8 = 0
            while let byte = window.byte(at: end), ByteSet.digits.contains(byte) {
                guard digitCount < digitLimit else {
                    isTooLong = true
                    return
                }
                value = value * 10 + UInt64(byte - UInt8(ascii: "0"))
                digitCount += 1
                length += 1
                end += 1
            }
            lengths[count] = length
            count += 1
            guard let next = window.byte(at: end) else {
                isOpen = !window.isComplete
                isLastGroupClosed = window.isComplete
                return
            }
            isLastGroupClosed = true
            guard count < groupLimit, separators.contains(next), count == 1 || next == separator else { return }
            guard let following = window.byte(at: end + 1) else {
                isOpen = !window.isComplete
                return
            }
            guard ByteSet.digits.contains(following) else { return }
            separator = next
            end += 1
            isLastGroupClosed = false
        }
    }

    /// Whether the groups that were read may be the beginning of groups with these lengths.
    package func mayBecome(_ shape: SIMD8<UInt8>) -> Bool {
        guard !isTooLong else { return false }
        for index in 0..<(count - 1) where lengths[index] != shape[index] { return false }
        let (last, wanted) = (lengths[count - 1], shape[count - 1])
        return isLastGroupClosed ? last == wanted : last <= wanted
    }

    /// Whether the first groups have these lengths, whatever follows them.
    package func begins(with shape: SIMD8<UInt8>) -> Bool {
        lengths.replacing(with: 0, where: shape .== 0) == shape
    }
}
