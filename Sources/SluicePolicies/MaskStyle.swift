// How a flagged value is replaced.

import SluiceMatching
public import SluiceModel

/// How a flagged value is replaced.
///
/// The same value gives the same replacement under the same `FingerprintKey`, whatever the style.
public enum MaskStyle: Sendable, Hashable {
    /// `[REDACTED:rule-id:7f3a]`: explains itself to a model, and the same value gives the same text.
    case tagged
    /// A fixed text.
    case fixed(String)
    /// The first and last characters of the value with `***` between them.
    ///
    /// Of a value of n characters at most n/2 are shown, and at most `maximumShownCount` in all, whatever the numbers.
    case partial(first: Int, last: Int)
    /// The first hexadecimal digits of the value's fingerprint, `hashLengths` of them.
    case hash(length: Int)
    /// A character for each character of the value, at most `maximumFillCount`.
    case sameLength(Character)

    /// The most characters of a value that `partial` shows.
    public static let maximumShownCount = 8
    /// How many digits a hash may have.
    public static let hashLengths = 4...16
    /// The most characters that `sameLength` writes: a longer value's replacement ends there.
    public static let maximumFillCount = 1024
    /// What stands between the characters that `partial` shows.
    static let gap = "***"

    /// The text that stands for `finding`, of which the value is not at hand.
    public func replacement(for finding: Finding) -> String {
        replacement(rule: finding.rule, fingerprint: finding.fingerprint)
    }

    /// The text that stands for a value.
    ///
    /// - Parameters:
    ///   - rule: the rule that the finding is reported under.
    ///   - fingerprint: the value's keyed hash.
    ///   - value: the ends of the value, or nil where it has not come to its end. `partial` and `sameLength` need it;
    ///     without it, and where the shown part is not UTF-8, they write what `tagged` does.
    public func replacement(rule: RuleID, fingerprint: Fingerprint, value: ValueExcerpt? = nil) -> String {
        var bytes: [UInt8] = []
        write(rule: rule, fingerprint: fingerprint, excerpt: value, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the text that stands for `value`, which is nil where it has not come to its end, to `output` as UTF-8.
    package func write(rule: RuleID, fingerprint: Fingerprint, value: Span<UInt8>?, to output: inout [UInt8]) {
        var excerpt: ValueExcerpt?
        switch self {
        case .partial, .sameLength: if let value { excerpt = ValueExcerpt(of: value) }
        case .tagged, .fixed, .hash: break
        }
        write(rule: rule, fingerprint: fingerprint, excerpt: excerpt, to: &output)
    }

    private func write(rule: RuleID, fingerprint: Fingerprint, excerpt: ValueExcerpt?, to output: inout [UInt8]) {
        switch self {
        case .tagged: break
        case .fixed(let text):
            output.append(contentsOf: text.utf8)
            return
        case .hash(let length):
            let digits = min(max(length, Self.hashLengths.lowerBound), Self.hashLengths.upperBound)
            fingerprint.write(digits: digits, to: &output)
            return
        case .partial(let first, let last):
            if let excerpt, let text = Self.partial(of: excerpt, first: first, last: last) {
                output.append(contentsOf: text.utf8)
                return
            }
        case .sameLength(let character):
            if let excerpt {
                let text = String(repeating: character, count: min(excerpt.count, Self.maximumFillCount))
                output.append(contentsOf: text.utf8)
                return
            }
        }
        output.append(copying: Self.tagStart.span)
        output.append(copying: rule.rawValue.utf8Span.span)
        output.append(UInt8(ascii: ":"))
        fingerprint.write(digits: Self.tagDigits, to: &output)
        output.append(UInt8(ascii: "]"))
    }

    private static let tagStart = Array("[REDACTED:".utf8)
    private static let tagDigits = 4

    /// How many first and last characters of a value of `count` characters are shown.
    static func shownCounts(first: Int, last: Int, of count: Int) -> (first: Int, last: Int) {
        let allowed = min(count / 2, maximumShownCount)
        var first = min(max(first, 0), allowed)
        var last = min(max(last, 0), allowed)
        // The longer end gives way first, so that both are there as long as there is room for both.
        while first + last > allowed {
            if first >= last { first -= 1 } else { last -= 1 }
        }
        return (first, last)
    }

    private static func partial(of value: ValueExcerpt, first: Int, last: Int) -> String? {
        let counts = shownCounts(first: first, last: last, of: value.count)
        guard let start = value.first(counts.first), let end = value.last(counts.last) else { return nil }
        return start + gap + end
    }
}
