// Finds payment card numbers.

/// Finds payment card numbers of 12 to 19 digits, plain or in the groups that are printed on cards.
///
/// A number counts only where the issuer's leading digits, its length and the Luhn digit agree. Epoch times begin
/// with a digit that no issuer uses, so their 13, 16 or 19 digits fall at the first look.
package struct PaymentCardMatcher: NamedMatcher {
    package static let name = "payment-card"
    package static let summary =
        "Payment card numbers, plain or in groups, proved by issuer range, length and Luhn digit (ISO/IEC 7812)."
    package static let optionNames: [String] = []

    package let anchors = [DigitGroups.anchor]
    package let reachBefore = 2 + KeyBefore.reach
    package let reachAfter = 25
    package var refusedPlaces: RefusedPlaces { [.digitsInside, .timeStamps] }
    package let gate = CandidateGate(
        set: .digits,
        lengths: 12...19,
        separatedLengths: [4],
        separators: separators
    )

    private static var separators: ByteSet { ByteSet(ascii: " -") }
    private static let sixteenAndThree = SIMD8<UInt8>(4, 4, 4, 4, 3, 0, 0, 0)
    /// The printed groupings, longest first: each with the number of its groups.
    private static let shapes: [SIMD8<UInt8>] = [
        sixteenAndThree,
        SIMD8(4, 4, 4, 4, 0, 0, 0, 0),
        SIMD8(4, 4, 4, 3, 0, 0, 0, 0),
        SIMD8(4, 4, 4, 2, 0, 0, 0, 0),
        SIMD8(4, 6, 5, 0, 0, 0, 0, 0),
        SIMD8(4, 6, 4, 0, 0, 0, 0, 0),
    ]

    package init(options: [String: [String]], runClasses: inout RunClassTable) throws(MatcherOptionError) {}

    package func match(at position: Int, in window: borrowing ByteWindow, runs: inout RunCache) -> MatchOutcome {
        guard position + 4 < window.upperBound else { return early(position, window) }
        var prefix = 0
        for offset in position..<(position + 4) {
            let byte = window[offset]
            guard ByteSet.digits.contains(byte) else { return .noMatch(.shape) }
            prefix = prefix * 10 + Int(byte - UInt8(ascii: "0"))
        }
        guard let lengths = CardLengths(prefix: prefix) else { return .noMatch(.range(FieldName("issuer"))) }
        let next = window[position + 4]
        let isPlain = ByteSet.digits.contains(next)
        guard isPlain || Self.separators.contains(next) else { return .noMatch(.shape) }
        guard NumberBoundary.begins(at: position, in: window),
            window.byte(at: position - 1) != UInt8(ascii: "+")
        else { return .noMatch(.leftBoundary) }
        return isPlain ? plain(at: position, lengths, in: window) : grouped(at: position, lengths, in: window)
    }

    /// The answer while fewer than five bytes are there: a byte that is no digit settles it.
    private func early(_ position: Int, _ window: borrowing ByteWindow) -> MatchOutcome {
        let end = min(position + 4, window.upperBound)
        guard window.runEnd(of: .digits, from: position, limit: end) == end else { return .noMatch(.shape) }
        return window.shortfall(holdFrom: position)
    }

    private func plain(at position: Int, _ lengths: CardLengths, in window: borrowing ByteWindow) -> MatchOutcome {
        let number = DigitGroups(at: position, in: window, separators: ByteSet(), groupLimit: 1)
        if number.isTooLong { return .noMatch(.length(found: DigitGroups.mostDigits + 1)) }
        if number.isOpen { return .needsMore(holdFrom: position) }
        guard lengths.allow(number.digitCount, isPlain: true) else {
            return .noMatch(.length(found: number.digitCount))
        }
        guard DecimalChecks.luhnSum(number.value) % 10 == 0 else { return .noMatch(.range(FieldName("luhn"))) }
        if number.digitCount == 13, Self.isArticleNumber(number.value) {
            return .noMatch(.range(FieldName("article number")))
        }
        if KeyBefore.namesIdentifier(before: position, in: window) { return .noMatch(.range(FieldName("identifier"))) }
        return finish(position..<number.end, number.value, number.digitCount, in: window)
    }

    private func grouped(at position: Int, _ lengths: CardLengths, in window: borrowing ByteWindow) -> MatchOutcome {
        // A later part of a row of numbers in fours, such as a dump.
        if window.byte(at: position - 1) == UInt8(ascii: " "),
            window.runStart(of: .digits, before: position - 1, limit: position - 5) == position - 5
        {
            return .noMatch(.leftBoundary)
        }
        let allowsNineteen = lengths.allow(19, isPlain: false)
        let groups = DigitGroups(
            at: position,
            in: window,
            separators: Self.separators,
            groupLimit: allowsNineteen ? 5 : 4
        )
        for shape in Self.shapes where allowsNineteen || shape != Self.sixteenAndThree {
            if groups.isOpen, groups.mayBecome(shape) { return .needsMore(holdFrom: position) }
        }
        for shape in Self.shapes where groups.begins(with: shape) {
            let digits = Int(shape.wrappedSum())
            guard lengths.allow(digits, isPlain: false) else { continue }
            let value = groups.value / DecimalChecks.power(groups.digitCount - digits)
            guard DecimalChecks.luhnSum(value) % 10 == 0 else { continue }
            let groupCount = (0..<8).count { shape[$0] != 0 }
            return finish(position..<(position + digits + groupCount - 1), value, digits, in: window)
        }
        return .noMatch(.shape)
    }

    private func finish(
        _ range: Range<Int>,
        _ value: UInt64,
        _ digitCount: Int,
        in window: borrowing ByteWindow
    ) -> MatchOutcome {
        let isSample = CardSamples.contains(value, digitCount: digitCount)
        let match = RawMatch(match: range, proof: .holds, isSample: isSample)
        return window.outcome(NumberBoundary.ends(at: range.upperBound, in: window), match)
    }

    /// Whether thirteen digits are a trade item number: weights 1 and 3 from the left, GS1 General Specifications 7.9.
    private static func isArticleNumber(_ value: UInt64) -> Bool {
        let weights = SIMD16<Int32>(1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 0, 0, 0)
        return DecimalChecks.weightedSum(value, weights, count: 13) % 10 == 0
    }
}
