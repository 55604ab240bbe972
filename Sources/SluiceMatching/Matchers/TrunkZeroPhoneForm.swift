// Reads national telephone numbers with a leading zero.

/// Reads national telephone numbers that begin with the trunk prefix 0, such as `06 12 34 56 78`, `0171 2345678` or
/// `030/1234567`: nine to twelve digits in two to six groups with one kind of separator.
///
/// Many lists of numbers look like this, so that a rule should ask for a word in front of it.
package struct TrunkZeroPhoneForm: Sendable {
    /// Whether digits without separators count.
    package let allowsPlain: Bool

    private static var separators: ByteSet { ByteSet(ascii: " -./") }
    private static let groupLimit = 6
    /// The most digits of an area code with its zero.
    private static let longestHead = 5
    /// With the zero; ITU-T E.164 leaves 12 to a country code of two digits and the zero is not counted there.
    private static let digitCounts = 9...12

    /// A zero that no second one follows.
    package var anchors: [Anchor] {
        [
            Anchor(
                elements: [NumberBoundary.outside, ByteSet("0"), ByteSet("123456789"), .digits.union(Self.separators)],
                offset: 1,
                maskOffset: 1
            )
        ]
    }

    /// Decides about the zero at `position`.
    package func match(at position: Int, in window: borrowing ByteWindow) -> MatchOutcome {
        if let first = window.byte(at: position), first != UInt8(ascii: "0") { return .noMatch(.shape) }
        guard let second = window.byte(at: position + 1) else { return window.shortfall(holdFrom: position) }
        guard ByteSet.digits.contains(second), second != UInt8(ascii: "0") else { return .noMatch(.shape) }
        guard NumberBoundary.begins(at: position, in: window), window.byte(at: position - 1) != UInt8(ascii: "+")
        else { return .noMatch(.leftBoundary) }
        // A later part of a row of numbers.
        if window.byte(at: position - 1) == UInt8(ascii: " "), window.holds(.digits, at: position - 2) {
            return .noMatch(.leftBoundary)
        }
        let head =
            window.runEnd(of: .digits, from: position, limit: position + Self.digitCounts.upperBound + 1) - position
        let isPlain = head > Self.longestHead
        guard !isPlain || allowsPlain else { return .noMatch(.shape) }
        let groups = DigitGroups(
            at: position,
            in: window,
            separators: Self.separators,
            groupLimit: isPlain ? 1 : Self.groupLimit,
            digitLimit: Self.digitCounts.upperBound
        )
        if groups.isOpen { return .needsMore(holdFrom: position) }
        // The longest row of whole groups that has the digits of a telephone number.
        var (digitCount, fitting, end) = (0, 0, position)
        for index in 0..<groups.count {
            digitCount += Int(groups.lengths[index])
            let isEnough = Self.digitCounts.contains(digitCount) && (index > 0 || isPlain)
            if isEnough { (fitting, end) = (digitCount, position + digitCount + index) }
        }
        guard fitting > 0 else { return .noMatch(.length(found: digitCount)) }
        return window.outcome(NumberBoundary.ends(at: end, in: window), RawMatch(match: position..<end))
    }
}
