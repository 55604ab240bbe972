// Finds US individual taxpayer identification numbers.

/// Finds US individual taxpayer identification numbers, `9XX-GG-XXXX`, with dashes or single spaces.
///
/// The groups are those that the Internal Revenue Service issues: 50–65, 70–88, 90–92, 94–99.
package struct USTaxpayerNumberMatcher: NamedMatcher {
    package static let name = "us-itin"
    package static let summary =
        "US individual taxpayer numbers with dashes or spaces; with the option plain, nine digits as well."
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
        guard let first = window.byte(at: position) else { return window.shortfall(holdFrom: position) }
        guard first == UInt8(ascii: "9") else { return .noMatch(.range(FieldName("area"))) }
        switch number.read(at: position, in: window) {
        case .decided(let outcome): return outcome
        case .number(let digits, let end):
            switch digits / 10_000 % 100 {
            case 50...65, 70...88, 90...92, 94...99: break
            default: return .noMatch(.range(FieldName("group")))
            }
            return window.outcome(
                NumberBoundary.ends(at: end, in: window),
                RawMatch(match: position..<end, isSample: (987_654_320...987_654_329).contains(digits))
            )
        }
    }
}
