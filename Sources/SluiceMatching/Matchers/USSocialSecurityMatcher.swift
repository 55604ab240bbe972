// Finds US social security numbers.

/// Finds US social security numbers, `AAA-GG-SSSS`, with dashes or single spaces.
///
/// The rules are the Social Security Administration's: no area 000, 666 or 900 to 999, no group 00, no serial 0000.
package struct USSocialSecurityMatcher: NamedMatcher {
    package static let name = "us-ssn"
    package static let summary =
        "US social security numbers with dashes or spaces; with the option plain, nine digits as well."
    package static let optionNames = ["plain"]

    package let anchors = [DigitGroups.anchor]
    package let reachBefore = 2
    package let reachAfter = 12
    package var gate: CandidateGate { number.gate }
    package var matchesBeginAtPosition: Bool { true }
    private let number: GroupedNumber

    package init(options: [String: [String]], runClasses: inout RunClassTable) throws(MatcherOptionError) {
        let plain = try MatcherOptionError.flag("plain", in: options)
        number = GroupedNumber(groups: SIMD8(3, 2, 4, 0, 0, 0, 0, 0), allowsPlain: plain)
    }

    package func match(at position: Int, in window: borrowing ByteWindow, runs: inout RunCache) -> MatchOutcome {
        switch number.read(at: position, in: window) {
        case .decided(let outcome): outcome
        case .number(let digits, let end): judge(Int(digits), range: position..<end, in: window)
        }
    }

    private func judge(_ number: Int, range: Range<Int>, in window: borrowing ByteWindow) -> MatchOutcome {
        let (area, group, serial) = (number / 1_000_000, number / 10_000 % 100, number % 10_000)
        // 987-65-4320 to 4329 were set aside for advertisements.
        let isAdvertised = (987_654_320...987_654_329).contains(number)
        guard area != 0, area != 666, area < 900 || isAdvertised else { return .noMatch(.range(FieldName("area"))) }
        guard group != 0 else { return .noMatch(.range(FieldName("group"))) }
        guard serial != 0 else { return .noMatch(.range(FieldName("serial"))) }
        let isSample = isAdvertised || Self.isPublished(number) || number % 111_111_111 == 0
        return window.outcome(
            NumberBoundary.ends(at: range.upperBound, in: window),
            RawMatch(match: range, isSample: isSample)
        )
    }

    /// The two numbers that were printed in wallets and pamphlets and withdrawn (ssa.gov, "Misused Social Security
    /// Numbers"), and the ones that people count up when they need an example.
    private static func isPublished(_ number: Int) -> Bool {
        switch number {
        case 078_05_1120, 219_09_9999, 123_45_6789, 111_22_3333, 123_12_1234, 457_55_5462: true
        default: false
        }
    }
}
