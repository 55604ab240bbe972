// Reads groups of digits as telephone numbers are written inside a country.

/// Groups of digits with one separator between them, one of which may stand in parentheses: `(0171) 234-5678`.
///
/// Reading stops at the first byte that cannot belong to such a number, after eight groups, and before a group that
/// would make more than `mostDigits`.
package struct PhoneGroups: Sendable {
    /// The most digits with the trunk prefix.
    package static let mostDigits = 13
    /// The most bytes that are read, the one behind the last included.
    package static let reach = 40

    package static var separators: ByteSet { ByteSet(ascii: " -./") }
    private static let groupLimit = 8

    /// How many digits each group has; zero beyond the last group.
    package private(set) var lengths = SIMD8<UInt8>.zero
    /// The value of each group, of at most nine digits.
    package private(set) var values = SIMD8<UInt32>.zero
    /// The offset behind each group, its parenthesis included.
    package private(set) var ends = SIMD8<Int>.zero
    /// The separators between groups; zero beyond the last. A parenthesis counts as a space.
    package private(set) var joints = SIMD8<UInt8>.zero
    /// How many groups there are.
    package private(set) var count = 0
    /// How many digits all groups have.
    package private(set) var digitCount = 0
    /// Whether a group stands in parentheses.
    package private(set) var hasParentheses = false
    /// Whether more digits follow in the last group than a number has.
    package private(set) var isTooLong = false
    /// Whether the window ended, with more bytes to come, before the groups did.
    package private(set) var isOpen = false

    /// Reads from the digit or the parenthesis at `position` on.
    package init(at position: Int, in window: borrowing ByteWindow) {
        var offset = position
        var isInside = false
        if window.byte(at: offset) == UInt8(ascii: "(") {
            isInside = true
            hasParentheses = true
            offset += 1
        }
        while true {
            let start = offset
            var value: UInt64 = 0
            while let byte = window.byte(at: offset), ByteSet.digits.contains(byte) {
                guard offset - start < Self.mostDigits else {
                    isTooLong = true
                    return
                }
                value = value * 10 + UInt64(byte - UInt8(ascii: "0"))
                offset += 1
            }
            if offset == window.upperBound, !window.isComplete {
                isOpen = true
                return
            }
            let length = offset - start
            guard length > 0 else { return }
            if isInside {
                guard window.byte(at: offset) == UInt8(ascii: ")") else { return }
                offset += 1
                isInside = false
            }
            guard digitCount + length <= Self.mostDigits else {
                isTooLong = count == 0
                return
            }
            lengths[count] = UInt8(length)
            values[count] = UInt32(clamping: value)
            ends[count] = offset
            digitCount += length
            count += 1
            guard count < Self.groupLimit else { return }
            // What stands before the next group: a separator, a parenthesis, or both.
            var joint: UInt8 = 0
            if let byte = window.byte(at: offset), Self.separators.contains(byte) {
                joint = byte
                offset += 1
            }
            if window.byte(at: offset) == UInt8(ascii: "("), !hasParentheses {
                hasParentheses = true
                isInside = true
                joint = joint == 0 ? UInt8(ascii: " ") : joint
                offset += 1
            }
            if offset >= window.upperBound, !window.isComplete {
                isOpen = true
                return
            }
            if joint == 0 {
                guard window.byte(at: offset - 1) == UInt8(ascii: ")") else { return }
                joint = UInt8(ascii: " ")
            }
            guard window.holds(.digits, at: offset) else {
                joints[count - 1] = 0
                return
            }
            joints[count - 1] = joint
        }
    }

    /// How many digits the first `count` groups have.
    package func digits(of count: Int) -> Int {
        (0..<count).reduce(0) { $0 + Int(lengths[$1]) }
    }

    /// Whether the first `count` groups are a date, an IPv4 address, a span of years or a decimal number.
    package func isSomethingElse(_ count: Int) -> Bool {
        guard count > 1, !hasParentheses else { return false }
        let joint = joints[0]
        let isUniform = (0..<(count - 1)).allSatisfy { joints[$0] == joint }
        guard isUniform, joint != UInt8(ascii: " ") else { return false }
        let isDotted = joint == UInt8(ascii: ".")
        switch count {
        case 2:
            let years: ClosedRange<UInt32> = 1800...2199
            let areYears = lengths[0] == 4 && lengths[1] == 4 && years.contains(values[0]) && years.contains(values[1])
            return isDotted || areYears
        case 3:
            return isDate(year: 0, month: 1, day: 2) || isDate(year: 2, month: 1, day: 0)
                || isDate(year: 2, month: 0, day: 1)
        case 4: return isDotted && (0..<4).allSatisfy { values[$0] <= 255 && lengths[$0] <= 3 }
        default: return false
        }
    }

    /// Whether they are the beginning of a time stamp, `2026-08-14 15:17`, whatever its month and day.
    package func beginsTimeStamp(in window: borrowing ByteWindow) -> Bool {
        let (dash, space) = (UInt8(ascii: "-"), UInt8(ascii: " "))
        return count == 4 && lengths == [4, 2, 2, 2, 0, 0, 0, 0] && joints == [dash, dash, space, 0, 0, 0, 0, 0]
            && window.byte(at: ends[3]) == UInt8(ascii: ":")
    }

    private func isDate(year: Int, month: Int, day: Int) -> Bool {
        guard lengths[year] == 4 || lengths[year] == 2, lengths[month] <= 2, lengths[day] <= 2 else { return false }
        return (1...12).contains(values[month]) && (1...31).contains(values[day])
    }
}
