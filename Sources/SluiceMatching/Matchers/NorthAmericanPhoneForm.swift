// Reads telephone numbers of the North American Numbering Plan.

/// Reads telephone numbers of the North American Numbering Plan in its grouping: `NXX-NXX-XXXX`, `(NXX) NXX-XXXX`,
/// `NXX.NXX.XXXX`, with `1` or `+1` in front or an extension such as `x123` behind.
package struct NorthAmericanPhoneForm: Sendable {
    /// Whether ten digits without separators count.
    package let allowsPlain: Bool

    private static var separators: ByteSet { ByteSet(ascii: "-. ") }
    /// No area code begins with 0 or 1, but the placeholder 123-456-7890 does.
    private static var leadingDigits: ByteSet { ByteSet(ascii: "123456789") }

    /// The number itself, its parenthesis, and the prefixes with what may follow them.
    package var anchors: [Anchor] {
        let outside = NumberBoundary.outside
        let (one, open, digits, leading) = (ByteSet("1"), ByteSet("("), ByteSet.digits, Self.leadingDigits)
        return [
            DigitGroups.anchor,
            Anchor(elements: [open, leading, digits, digits, ByteSet(")")]),
            Anchor(elements: [outside, one, Self.separators, leading, digits, digits], offset: 1, maskOffset: 1),
            Anchor(elements: [outside, one, open, leading, digits, digits], offset: 1, maskOffset: 1),
            Anchor(elements: [outside, one, Self.separators, open, leading, digits], offset: 1, maskOffset: 1),
            Anchor(
                elements: [InternationalPhoneForm.outside, ByteSet("+"), one],
                offset: 1,
                maskOffset: 1
            ),
        ]
    }

    /// A number begins with `+`, with `(`, with the 1 in front, with the area code, or has all digits in one.
    package var gate: CandidateGate {
        CandidateGate(
            set: .digits,
            lengths: [0, 1] + (allowsPlain ? [10, 11] : []),
            separatedLengths: [3],
            separators: Self.separators
        )
    }

    /// Whether the ten digits have an area code and an exchange that can be given out: neither begins with 0 or 1,
    /// neither is a service code such as 911, and no area code has a 9 in the middle. Behind the area code 555, which
    /// exists in examples only, anything goes.
    package static func isAssignable(_ number: UInt64) -> Bool {
        let (area, exchange) = (number / 10_000_000, number / 10_000 % 1000)
        guard area != 555, !isPlaceholder(number) else { return true }
        return area >= 200 && exchange >= 200 && area % 100 != 11 && exchange % 100 != 11 && area / 10 % 10 != 9
    }

    /// Whether the number was set aside for fiction: 555-0100 to 555-0199, or an area code 555, which does not exist.
    package static func isSample(_ number: UInt64) -> Bool {
        number / 10_000_000 == 555 || number / 100 % 100_000 == 55_501 || isPlaceholder(number)
    }

    /// Whether the number only counts up: 123-456-7890, or 123-4567 behind any area code.
    private static func isPlaceholder(_ number: UInt64) -> Bool {
        number == 1_234_567_890 || number % 10_000_000 == 1_234_567 && number >= 2_000_000_000
    }

    /// Decides about the first byte of a number at `position`.
    package func match(at position: Int, in window: borrowing ByteWindow) -> MatchOutcome {
        guard let first = window.byte(at: position) else { return window.shortfall(holdFrom: position) }
        if Self.leadingDigits.contains(first), window.holds(.digits, at: position + 1) {
            // Most numbers of a text fall here: only a separator, or a digit if plain ones count, may come fourth.
            if let fourth = window.byte(at: position + 3) {
                guard Self.separators.contains(fourth) || allowsPlain && ByteSet.digits.contains(fourth) else {
                    return .noMatch(.shape)
                }
            }
        }
        var reader = Reader(offset: position)
        switch reader.read(in: window, first: first, allowsPlain: allowsPlain) {
        case .isOpen: return .needsMore(holdFrom: position)
        case .fails: return .noMatch(.shape)
        case .holds: break
        }
        if first != UInt8(ascii: "(") {
            guard NumberBoundary.begins(at: position, in: window), window.byte(at: position - 1) != UInt8(ascii: "+")
            else { return .noMatch(.leftBoundary) }
        }
        guard Self.isAssignable(reader.value) else { return .noMatch(.range(FieldName("area or exchange"))) }
        if reader.isSpacedOnly {
            // A row of numbers in a table.
            if window.byte(at: position - 1) == UInt8(ascii: " "), window.holds(.digits, at: position - 2) {
                return .noMatch(.leftBoundary)
            }
            guard reader.offset + 1 < window.upperBound || window.isComplete else {
                guard window.byte(at: reader.offset) ?? UInt8(ascii: " ") == UInt8(ascii: " ") else {
                    return finish(position, reader, window)
                }
                return .needsMore(holdFrom: position)
            }
            if window.byte(at: reader.offset) == UInt8(ascii: " "), window.holds(.digits, at: reader.offset + 1) {
                return .noMatch(.rightBoundary)
            }
        }
        return finish(position, reader, window)
    }

    private func finish(_ position: Int, _ reader: Reader, _ window: borrowing ByteWindow) -> MatchOutcome {
        var end = reader.offset
        switch Self.extensionEnd(from: end, in: window) {
        case .none: break
        case .isOpen: return .needsMore(holdFrom: position)
        case .ends(let last): end = last
        }
        return window.outcome(
            NumberBoundary.ends(at: end, in: window),
            RawMatch(match: position..<end, isSample: Self.isSample(reader.value))
        )
    }

    /// An extension behind a number.
    enum Extension: Hashable, Sendable {
        case none
        case isOpen
        /// It ends at this offset.
        case ends(Int)
    }

    /// Whether an extension such as `x123` begins at `end`.
    static func extensionEnd(from end: Int, in window: borrowing ByteWindow) -> Extension {
        guard window.byte(at: end) == UInt8(ascii: "x") else { return .none }
        let limit = end + 8
        let last = window.runEnd(of: .digits, from: end + 1, limit: limit)
        if last == window.upperBound, last < limit, !window.isComplete { return .isOpen }
        return last > end + 1 && last < limit ? .ends(last) : .none
    }

    /// The state of reading one number.
    private struct Reader {
        var offset: Int
        var value: UInt64 = 0
        var isSpacedOnly = false

        mutating func read(in window: borrowing ByteWindow, first: UInt8, allowsPlain: Bool) -> NumberBoundary.State {
            var mayBePlain = allowsPlain
            if first == UInt8(ascii: "+") {
                offset += 1
                let one = take(ByteSet("1"), in: window)
                guard one == .holds else { return one }
                guard let next = window.byte(at: offset) else { return window.isComplete ? .fails : .isOpen }
                mayBePlain = true
                if NorthAmericanPhoneForm.separators.contains(next) { offset += 1 }
            } else if first == UInt8(ascii: "1") {
                offset += 1
                guard let next = window.byte(at: offset) else { return window.isComplete ? .fails : .isOpen }
                if ByteSet.digits.contains(next) {
                    // No prefix, but the area code of a placeholder.
                    offset -= 1
                } else {
                    mayBePlain = false
                    if NorthAmericanPhoneForm.separators.contains(next) {
                        offset += 1
                    } else if next != UInt8(ascii: "(") {
                        return .fails
                    }
                }
            }
            guard let start = window.byte(at: offset) else { return window.isComplete ? .fails : .isOpen }
            return start == UInt8(ascii: "(") ? parenthesized(in: window) : bare(mayBePlain, in: window)
        }

        private mutating func parenthesized(in window: borrowing ByteWindow) -> NumberBoundary.State {
            offset += 1
            var state = area(in: window)
            guard state == .holds else { return state }
            state = take(ByteSet(")"), in: window)
            guard state == .holds else { return state }
            if window.holds(NorthAmericanPhoneForm.separators, at: offset) { offset += 1 }
            state = digits(3, in: window)
            guard state == .holds else { return state }
            state = take(NorthAmericanPhoneForm.separators, in: window)
            return state == .holds ? digits(4, in: window) : state
        }

        private mutating func bare(_ mayBePlain: Bool, in window: borrowing ByteWindow) -> NumberBoundary.State {
            var state = area(in: window)
            guard state == .holds else { return state }
            guard let separator = window.byte(at: offset) else { return window.isComplete ? .fails : .isOpen }
            if mayBePlain, ByteSet.digits.contains(separator) { return digits(7, in: window) }
            guard NorthAmericanPhoneForm.separators.contains(separator) else { return .fails }
            offset += 1
            state = digits(3, in: window)
            guard state == .holds else { return state }
            let isSpaced = separator == UInt8(ascii: " ")
            isSpacedOnly = isSpaced && window.byte(at: offset) != UInt8(ascii: "-")
            state = take(isSpaced ? ByteSet(" -") : ByteSet(separator...separator), in: window)
            return state == .holds ? digits(4, in: window) : state
        }

        private mutating func area(in window: borrowing ByteWindow) -> NumberBoundary.State {
            if let byte = window.byte(at: offset), !NorthAmericanPhoneForm.leadingDigits.contains(byte) {
                return .fails
            }
            return digits(3, in: window)
        }

        private mutating func digits(_ count: Int, in window: borrowing ByteWindow) -> NumberBoundary.State {
            for _ in 0..<count {
                guard let byte = window.byte(at: offset) else { return window.isComplete ? .fails : .isOpen }
                guard ByteSet.digits.contains(byte) else { return .fails }
                value = value * 10 + UInt64(byte - UInt8(ascii: "0"))
                offset += 1
            }
            return .holds
        }

        private mutating func take(_ set: ByteSet, in window: borrowing ByteWindow) -> NumberBoundary.State {
            guard let byte = window.byte(at: offset) else { return window.isComplete ? .fails : .isOpen }
            guard set.contains(byte) else { return .fails }
            offset += 1
            return .holds
        }
    }
}
