// Reads telephone numbers with a country calling code.

/// Reads telephone numbers with a country calling code, such as `+49 (0) 30 123-456`.
///
/// Which of the following groups of digits still belong to the number is settled by the lengths that the country's
/// numbers have: the longest reading that fits is taken.
package struct InternationalPhoneForm: Sendable {
    /// Whether `00` may stand for `+`.
    package let allowsDoubleZero: Bool

    /// What a number takes from the confidence that has the right length, but digits in front that no number has.
    private static let unassignedDoubt: UInt8 = 20

    private static var separators: ByteSet { ByteSet(ascii: " -./()") }
    /// What may stand before the plus: no letter or digit, no second plus.
    static var outside: ByteSet { NumberBoundary.outside.intersection(ByteSet(ascii: "+").inverted) }
    private static var leadingDigits: ByteSet { ByteSet(ascii: "123456789") }

    /// A plus, or two zeros, with a digit behind.
    package var anchors: [Anchor] {
        let plus = Anchor(elements: [Self.outside, ByteSet("+"), Self.leadingDigits], offset: 1, maskOffset: 1)
        let zero = ByteSet("0")
        let zeros = Anchor(elements: [Self.outside, zero, zero, Self.leadingDigits, .digits], offset: 1, maskOffset: 1)
        return allowsDoubleZero ? [plus, zeros] : [plus]
    }

    /// Decides about the `+` or `00` at `position`.
    package func match(at position: Int, in window: borrowing ByteWindow) -> MatchOutcome {
        guard let first = window.byte(at: position) else { return window.shortfall(holdFrom: position) }
        var start = position + 1
        if allowsDoubleZero, first == UInt8(ascii: "0") {
            guard let second = window.byte(at: start) else { return window.shortfall(holdFrom: position) }
            guard second == first else { return .noMatch(.shape) }
            start += 1
            guard let fourth = window.byte(at: start + 1) else { return window.shortfall(holdFrom: position) }
            guard ByteSet.digits.contains(fourth) else { return .noMatch(.shape) }
        } else if first != UInt8(ascii: "+") {
            return .noMatch(.shape)
        }
        guard let leading = window.byte(at: start) else { return window.shortfall(holdFrom: position) }
        guard Self.leadingDigits.contains(leading) else { return .noMatch(.shape) }
        guard NumberBoundary.begins(at: position, in: window), window.byte(at: position - 1) != UInt8(ascii: "+")
        else { return .noMatch(.leftBoundary) }

        var reading = Reading(at: start, isInParenthesis: window.byte(at: position - 1) == UInt8(ascii: "("))
        switch reading.run(in: window) {
        case .isOpen: return .needsMore(holdFrom: position)
        case .fails: return .noMatch(.range(FieldName("country code")))
        case .holds: break
        }
        guard var end = reading.fittingEnd else { return .noMatch(.length(found: reading.digitCount)) }
        // Groups with separators make a number that no plan has a slip of the pen, digits alone something else.
        if !reading.isAssignable, reading.fittingGroups < 2 { return .noMatch(.range(FieldName("leading digits"))) }
        switch NorthAmericanPhoneForm.extensionEnd(from: end, in: window) {
        case .none: break
        case .isOpen: return .needsMore(holdFrom: position)
        case .ends(let last): end = last
        }
        return window.outcome(
            NumberBoundary.ends(at: end, in: window),
            RawMatch(
                match: position..<end,
                isSample: reading.isSample,
                doubt: reading.isAssignable ? 0 : Self.unassignedDoubt
            )
        )
    }

    /// The state of reading one number.
    private struct Reading {
        /// More groups than any country writes; with one pair of parentheses it bounds how far is read.
        static let groupLimit = 10

        var offset: Int
        var isInParenthesis: Bool
        let mayStayInParenthesis: Bool
        var value: UInt64 = 0
        var digitCount = 0
        var groupCount = 0
        var hadParenthesis = false
        var code: NumberingPlan?
        var fittingEnd: Int?
        var fittingValue: UInt64 = 0
        /// How many groups the fitting number has, the one with the code included.
        var fittingGroups = 0
        var isInPlan = false

        init(at offset: Int, isInParenthesis: Bool) {
            self.offset = offset
            self.isInParenthesis = isInParenthesis
            mayStayInParenthesis = isInParenthesis
        }

        var isNorthAmerican: Bool { code?.width == 1 && leads(with: 1) }

        /// Whether the plan has numbers that begin so.
        var isAssignable: Bool {
            isNorthAmerican ? NorthAmericanPhoneForm.isAssignable(fittingValue % 10_000_000_000) : isInPlan
        }

        private func leads(with digit: UInt64) -> Bool {
            fittingValue / DecimalChecks.power(10) == digit
        }

        /// Numbers that regulators keep for drama and examples: Ofcom's 7700 900, 20 7946 0 and 1632 960, and the
        /// North American 555.
        var isSample: Bool {
            if isNorthAmerican { return NorthAmericanPhoneForm.isSample(fittingValue % 10_000_000_000) }
            return [447_700_900, 442_079_460, 441_632_960].contains(fittingValue / 1000)
        }

        /// Reads groups until no further one can belong to the number. Fails where no country has the code.
        mutating func run(in window: borrowing ByteWindow) -> NumberBoundary.State {
            while true {
                let start = offset
                while let byte = window.byte(at: offset), ByteSet.digits.contains(byte) {
                    if digitCount == NumberingPlan.mostDigits { return .holds }
                    value = value * 10 + UInt64(byte - UInt8(ascii: "0"))
                    digitCount += 1
                    offset += 1
                    if code == nil {
                        code = NumberingPlan.leading(value, count: digitCount)
                        if code == nil, digitCount == 3 { return .fails }
                    }
                }
                if let code, digitCount - code.width > code.mostDigits { return .holds }
                if offset == window.upperBound, !window.isComplete { return .isOpen }
                groupCount += 1
                dropTrunkZero(from: start, in: window)
                guard let code else { return digitCount < 3 ? .holds : .fails }
                let national = digitCount - code.width
                let fit = code.fit(value % DecimalChecks.power(national), digits: national)
                // A shorter number that exists comes before a longer one that does not.
                if fit == .full || fit == .length && !isInPlan, !isInParenthesis || mayStayInParenthesis {
                    fittingEnd = offset
                    fittingValue = value
                    fittingGroups = groupCount
                    isInPlan = fit == .full
                }
                guard groupCount < Self.groupLimit else { return .holds }
                switch skipSeparators(in: window) {
                case .holds: continue
                case let other: return other == .fails ? .holds : .isOpen
                }
            }
        }

        /// A lone zero in parentheses is dialled only inside the country and is no part of the number.
        private mutating func dropTrunkZero(from start: Int, in window: borrowing ByteWindow) {
            guard offset == start + 1, window[start] == UInt8(ascii: "0"),
                window.byte(at: start - 1) == UInt8(ascii: "("), window.byte(at: offset) == UInt8(ascii: ")")
            else { return }
            value /= 10
            digitCount -= 1
        }

        /// Steps over what may stand between two groups: one separator, and a parenthesis with one on either side.
        private mutating func skipSeparators(in window: borrowing ByteWindow) -> NumberBoundary.State {
            var (plainCount, sawParenthesis) = (0, false)
            while true {
                guard let byte = window.byte(at: offset) else { return window.isComplete ? .fails : .isOpen }
                if ByteSet.digits.contains(byte) { return .holds }
                guard InternationalPhoneForm.separators.contains(byte) else { return .fails }
                switch byte {
                case UInt8(ascii: "("):
                    guard !isInParenthesis, !hadParenthesis else { return .fails }
                    (isInParenthesis, hadParenthesis, sawParenthesis, plainCount) = (true, true, true, 0)
                case UInt8(ascii: ")"):
                    guard isInParenthesis, !sawParenthesis, plainCount == 0 else { return .fails }
                    (isInParenthesis, sawParenthesis, plainCount) = (false, true, 0)
                default:
                    guard plainCount == 0 else { return .fails }
                    plainCount = 1
                }
                offset += 1
            }
        }
    }
}
