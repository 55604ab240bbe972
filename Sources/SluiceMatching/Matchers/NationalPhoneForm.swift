// Reads telephone numbers whose grouping alone tells a country's way of writing them.

/// Reads telephone numbers in the groupings that countries print, which need no word beside them:
///
/// - with the trunk prefix 0, as in most of Europe, Africa, Asia and Oceania: nine to eleven digits in groups;
/// - with an area code of two digits in parentheses and a dash before the last four digits, as in Brazil;
/// - with `8` and an area code in parentheses, as in Russia and Kazakhstan;
/// - as Chinese mobile numbers, 3-4-4 from 130 on.
///
/// Source: ITU-T E.123 and the national numbering plans.
package struct NationalPhoneForm: Sendable {
    private static let trunkDigits = 9...11

    /// The beginnings of these forms.
    package var anchors: [Anchor] {
        let outside = NumberBoundary.outside.intersection(ByteSet(ascii: "+.").inverted)
        let (zero, digits, leading) = (ByteSet("0"), ByteSet.digits, ByteSet(ascii: "123456789"))
        return [
            Anchor(
                elements: [outside, zero, leading, digits.union(PhoneGroups.separators)],
                offset: 1,
                maskOffset: 1
            ),
            Anchor(elements: [ByteSet("("), digits, leading, digits.union(ByteSet(")"))]),
            Anchor(
                elements: [outside, ByteSet("8"), ByteSet(" ("), ByteSet("(3479"), digits],
                offset: 1,
                maskOffset: 1
            ),
            Anchor(
                elements: [outside, ByteSet("1"), ByteSet("3456789"), digits, ByteSet("- "), digits],
                offset: 1,
                maskOffset: 1
            ),
        ]
    }

    /// Reads the number at `position`.
    package func match(at position: Int, in window: borrowing ByteWindow) -> MatchOutcome {
        guard let first = window.byte(at: position) else { return window.shortfall(holdFrom: position) }
        switch first {
        case UInt8(ascii: "0"), UInt8(ascii: "1"), UInt8(ascii: "8"), UInt8(ascii: "("): break
        default: return .noMatch(.shape)
        }
        guard LabelledPhoneForm.begins(at: position, in: window) else { return .noMatch(.leftBoundary) }
        let groups = PhoneGroups(at: position, in: window)
        if groups.isOpen { return .needsMore(holdFrom: position) }
        for count in stride(from: groups.count, through: 2, by: -1) where Self.isKnown(groups, count, first: first) {
            let end = groups.ends[count - 1]
            switch NumberBoundary.ends(at: end, in: window) {
            case .isOpen: return .needsMore(holdFrom: position)
            case .fails: continue
            case .holds: break
            }
            // One more group makes a row of numbers.
            if groups.count > count || window.byte(at: end) == UInt8(ascii: "/") { continue }
            return .match(RawMatch(match: position..<end))
        }
        return .noMatch(.shape)
    }

    private static func isKnown(_ groups: PhoneGroups, _ count: Int, first: UInt8) -> Bool {
        let lengths = groups.lengths
        let digits = groups.digits(of: count)
        guard !groups.isSomethingElse(count) else { return false }
        switch first {
        case UInt8(ascii: "1"):
            return count == 3 && groups.joints[0] == groups.joints[1] && lengths[0] == 3 && lengths[1] == 4
                && lengths[2] == 4 && !groups.hasParentheses
        case UInt8(ascii: "8"):
            return digits == 11 && lengths[0] == 1 && lengths[1] >= 3 && groups.hasParentheses
        default:
            if groups.hasParentheses, first == UInt8(ascii: "("), groups.values[0] >= 11, lengths[0] == 2, count == 3 {
                return lengths[2] == 4 && (4...5).contains(lengths[1]) && groups.joints[1] == UInt8(ascii: "-")
            }
            return isTrunkZero(groups, count, digits)
        }
    }

    /// A zero and an area code or mobile prefix, then subscriber groups; no row of numbers that count up.
    private static func isTrunkZero(_ groups: PhoneGroups, _ count: Int, _ digits: Int) -> Bool {
        let lengths = groups.lengths
        let area = groups.values[0]
        // One zero in front, not two: the area has as many digits as its group, less that zero.
        guard trunkDigits.contains(digits), (2...5).contains(lengths[0]), area > 0,
            area < UInt32(DecimalChecks.power(Int(lengths[0]) - 1)),
            area >= UInt32(DecimalChecks.power(Int(lengths[0]) - 2))
        else { return false }
        let joint = groups.joints[0]
        var (isCounting, isUniform) = (true, true)
        for index in 1..<count {
            if groups.values[index] != groups.values[index - 1] + 1 { isCounting = false }
            if index < count - 1, groups.joints[index] != joint { isUniform = false }
            guard lengths[index] >= 2 else { return false }
        }
        if isCounting { return false }
        // The dashes of US postal codes (5-4) and social security numbers (3-2-4).
        if joint == UInt8(ascii: "-"), !groups.hasParentheses {
            if count == 2, lengths[0] == 5, lengths[1] == 4 { return false }
            if count == 3, lengths[0] == 3, lengths[1] == 2, lengths[2] == 4 { return false }
        }
        // Five pairs are French, two to four groups anyone's; dots and slashes only there.
        let arePairs = (0..<count).allSatisfy { lengths[$0] == 2 }
        if joint == UInt8(ascii: ".") { return arePairs && count == 5 || count == 3 && lengths[0] >= 3 && isUniform }
        if joint == UInt8(ascii: "/") { return count == 2 && lengths[1] >= 5 || groups.hasParentheses }
        return arePairs ? count == 5 && isUniform : count <= 4
    }
}
