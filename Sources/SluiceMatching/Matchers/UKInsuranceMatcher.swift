// Finds UK national insurance numbers.

/// Finds UK national insurance numbers, `AA 99 99 99 A`, with or without the spaces.
///
/// The letters are those that HM Revenue & Customs uses (National Insurance Manual NIM39110).
package struct UKInsuranceMatcher: NamedMatcher {
    package static let name = "uk-nino"
    package static let summary = "UK national insurance numbers, with or without spaces."
    package static let optionNames: [String] = []

    package let anchors = [
        IBANMatcher.anchor,
        Anchor(
            elements: [NumberBoundary.outside, .upperCase, .upperCase, ByteSet(" "), .digits],
            offset: 1,
            maskOffset: 1
        ),
    ]
    package let reachBefore = 2
    package let reachAfter = 15

    private static var firstLetters: ByteSet { ByteSet(ascii: "ABCEGHJKLMNOPRSTWXYZ") }
    private static var secondLetters: ByteSet { ByteSet(ascii: "ABCEGHJKLMNPRSTWXYZ") }
    private static var suffixes: ByteSet { ByteSet(ascii: "ABCD") }
    private static let unused: [[UInt8]] = ["BG", "GB", "KN", "NK", "NT", "TN", "ZZ"].map { Array($0.utf8) }
    /// The prefix of the numbers in HMRC's own forms and guides; it is never issued.
    private static let sample: [UInt8] = Array("QQ".utf8)

    package init(options: [String: [String]], runClasses: inout RunClassTable) throws(MatcherOptionError) {}

    package func match(at position: Int, in window: borrowing ByteWindow, runs: inout RunCache) -> MatchOutcome {
        guard position + 2 < window.upperBound else {
            let end = window.runEnd(of: .upperCase, from: position)
            return end == window.upperBound ? window.shortfall(holdFrom: position) : .noMatch(.shape)
        }
        let isSample = window.hasPrefix(Self.sample, at: position)
        guard
            isSample
                || window.holds(Self.firstLetters, at: position) && window.holds(Self.secondLetters, at: position + 1)
        else { return .noMatch(.range(FieldName("prefix"))) }
        for prefix in Self.unused where window.hasPrefix(prefix, at: position) {
            return .noMatch(.range(FieldName("prefix")))
        }
        guard NumberBoundary.begins(at: position, in: window) else { return .noMatch(.leftBoundary) }
        let isSpaced = window[position + 2] == UInt8(ascii: " ")
        var offset = position + 2
        for _ in 0..<3 {
            if isSpaced {
                guard let byte = window.byte(at: offset) else { return window.shortfall(holdFrom: position) }
                guard byte == UInt8(ascii: " ") else { return .noMatch(.shape) }
                offset += 1
            }
            for _ in 0..<2 {
                guard let byte = window.byte(at: offset) else { return window.shortfall(holdFrom: position) }
                guard ByteSet.digits.contains(byte) else { return .noMatch(.shape) }
                offset += 1
            }
        }
        guard let separator = window.byte(at: offset) else { return window.shortfall(holdFrom: position) }
        if isSpaced, separator == UInt8(ascii: " ") { offset += 1 }
        guard let suffix = window.byte(at: offset) else { return window.shortfall(holdFrom: position) }
        guard Self.suffixes.contains(suffix) else { return .noMatch(.range(FieldName("suffix"))) }
        return window.outcome(
            NumberBoundary.ends(at: offset + 1, in: window),
            RawMatch(match: position..<(offset + 1), isSample: isSample)
        )
    }
}
