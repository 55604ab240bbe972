// Finds national numbers of people and accounts that a check digit proves.

/// Finds US national provider identifiers: ten digits whose Luhn digit counts the prefix 80840 (45 CFR 162.406).
package struct USProviderMatcher: NamedMatcher {
    package static let name = "us-npi"
    package static let summary = "US national provider identifiers, ten digits with a Luhn digit. Needs context."
    package static let optionNames: [String] = []
    package let anchors = [DigitGroups.anchor]
    package let reachBefore = 2
    package let reachAfter = 12
    package var gate: CandidateGate { number.gate }
    package var matchesBeginAtPosition: Bool { true }
    private let number = GroupedNumber(groups: SIMD8(10, 0, 0, 0, 0, 0, 0, 0), allowsPlain: true)

    package init(options: [String: [String]], runClasses: inout RunClassTable) throws(MatcherOptionError) {}

    package func match(at position: Int, in window: borrowing ByteWindow, runs: inout RunCache) -> MatchOutcome {
        number.match(at: position, in: window) { value in
            (1_000_000_000..<3_000_000_000).contains(value)
                && DecimalChecks.luhnSum(80_840_0000000000 + value) % 10 == 0
        }
    }
}

/// Finds US bank routing numbers: nine digits with weights 3, 7, 1 and a Federal Reserve prefix (ABA routing number policy).
package struct USRoutingMatcher: NamedMatcher {
    package static let name = "aba-routing"
    package static let summary = "US bank routing numbers, nine digits with a check digit. Needs context."
    package static let optionNames: [String] = []
    package let anchors = [DigitGroups.anchor]
    package let reachBefore = 2
    package let reachAfter = 11
    package var gate: CandidateGate { number.gate }
    package var matchesBeginAtPosition: Bool { true }
    private let number = GroupedNumber(groups: SIMD8(9, 0, 0, 0, 0, 0, 0, 0), allowsPlain: true)

    package init(options: [String: [String]], runClasses: inout RunClassTable) throws(MatcherOptionError) {}

    package func match(at position: Int, in window: borrowing ByteWindow, runs: inout RunCache) -> MatchOutcome {
        number.match(at: position, in: window) { value in
            switch value / 10_000_000 {
            case 1...12, 21...32, 61...72, 80: break
            default: return false
            }
            let weights = SIMD16<Int32>(3, 7, 1, 3, 7, 1, 3, 7, 1, 0, 0, 0, 0, 0, 0, 0)
            return DecimalChecks.weightedSum(value, weights, count: 9) % 10 == 0
        }
    }
}

/// Finds UK National Health Service numbers: 3-3-4 digits, weights 10 to 2, modulus 11 (NHS Data Model and Dictionary).
package struct UKHealthMatcher: NamedMatcher {
    package static let name = "uk-nhs"
    package static let summary = "UK NHS numbers, 3-3-4 digits with a check digit; with the option plain, ten digits."
    package static let optionNames = ["plain"]
    package let anchors = [DigitGroups.anchor]
    package let reachBefore = 2
    package let reachAfter = 14
    package var gate: CandidateGate { number.gate }
    package var matchesBeginAtPosition: Bool { true }
    private let number: GroupedNumber

    package init(options: [String: [String]], runClasses: inout RunClassTable) throws(MatcherOptionError) {
        let plain = try MatcherOptionError.flag("plain", in: options)
        number = GroupedNumber(groups: SIMD8(3, 3, 4, 0, 0, 0, 0, 0), allowsPlain: plain)
    }

    package func match(at position: Int, in window: borrowing ByteWindow, runs: inout RunCache) -> MatchOutcome {
        number.match(at: position, in: window) { value in
            let weights = SIMD16<Int32>(10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 0, 0, 0, 0, 0)
            return value % 1_111_111_111 != 0 && DecimalChecks.weightedSum(value, weights, count: 10) % 11 == 0
        }
    }
}

/// Finds Canadian social insurance numbers: 3-3-3 digits, Luhn, first digit neither 0 nor 8 (Service Canada).
package struct CASocialInsuranceMatcher: NamedMatcher {
    package static let name = "ca-sin"
    package static let summary =
        "Canadian social insurance numbers, 3-3-3 digits with a Luhn digit; with the option plain, nine digits."
    package static let optionNames = ["plain"]
    package let anchors = [DigitGroups.anchor]
    package let reachBefore = 2
    package let reachAfter = 13
    package var gate: CandidateGate { number.gate }
    package var matchesBeginAtPosition: Bool { true }
    private let number: GroupedNumber

    package init(options: [String: [String]], runClasses: inout RunClassTable) throws(MatcherOptionError) {
        let plain = try MatcherOptionError.flag("plain", in: options)
        number = GroupedNumber(groups: SIMD8(3, 3, 3, 0, 0, 0, 0, 0), allowsPlain: plain)
    }

    package func match(at position: Int, in window: borrowing ByteWindow, runs: inout RunCache) -> MatchOutcome {
        number.match(at: position, in: window) { value in
            let first = value / 100_000_000
            return first != 0 && first != 8 && DecimalChecks.luhnSum(value) % 10 == 0
        }
    }
}
