// How values are replaced, and how much of them is shown.

import SluiceMatching
import SluiceModel
import SluicePolicies
import Testing

struct MaskStyleTests {
    private static let fingerprint = Fingerprint(rawValue: 0x7F3A << 48 | 0x12)

    private func replacement(_ style: MaskStyle, _ value: String?) -> String {
        let excerpt = value.map { ValueExcerpt(of: Array($0.utf8).span) }
        return style.replacement(rule: "a-rule", fingerprint: Self.fingerprint, value: excerpt)
    }

    @Test func taggedNamesRuleAndValue() {
        #expect(replacement(.tagged, nil) == "[REDACTED:a-rule:7f3a]")
        #expect(replacement(.tagged, "value") == "[REDACTED:a-rule:7f3a]")
    }

    @Test func fixedAndHashNeedNoValue() {
        #expect(replacement(.fixed("***"), nil) == "***")
        #expect(replacement(.hash(length: 16), nil) == "7f3a000000000012")
        #expect(replacement(.hash(length: 6), "value") == "7f3a00")
        #expect(replacement(.hash(length: 0), nil) == "7f3a")
        #expect(replacement(.hash(length: 99), nil) == "7f3a000000000012")
    }

    @Test(arguments: [
        ("abcdefghijkl", 4, 2, "abcd***kl"), ("abcdefgh", 4, 2, "ab***gh"), ("abc", 4, 2, "***c"),
        ("a", 4, 4, "***"), ("", 4, 4, "***"), ("abcdefghijklmnopqrstuvwxyz", 40, 40, "abcd***wxyz"),
        ("abcdefghijklmnopqrstuvwxyz", 0, 4, "***wxyz"), ("abcdefghijklmnopqrstuvwxyz", 8, 0, "abcdefgh***"),
        ("äöüß日本🔑é", 2, 2, "äö***🔑é"), ("abcdefghij", -3, 3, "***hij"),
    ])
    func partialShowsBothEnds(value: String, first: Int, last: Int, expected: String) {
        #expect(replacement(.partial(first: first, last: last), value) == expected)
    }

    @Test func sameLengthCountsCharacters() {
        #expect(replacement(.sameLength("*"), "äö日🔑x") == "*****")
        #expect(replacement(.sameLength("•"), "abc") == "•••")
        #expect(replacement(.sameLength("*"), "") == "")
        let huge = String(repeating: "ü", count: 100_000)
        #expect(replacement(.sameLength("*"), huge).count == MaskStyle.maximumFillCount)
    }

    @Test func withoutTheValueTheTagStands() {
        for style in [MaskStyle.partial(first: 4, last: 2), .sameLength("*")] {
            #expect(replacement(style, nil) == "[REDACTED:a-rule:7f3a]")
        }
    }

    @Test func bytesThatAreNotUTF8AreNotShown() {
        let value = [UInt8](repeating: 0xC3, count: 20)
        let style = MaskStyle.partial(first: 2, last: 2)
        let text = style.replacement(
            rule: "a-rule",
            fingerprint: Self.fingerprint,
            value: ValueExcerpt(of: value.span)
        )
        #expect(text == "[REDACTED:a-rule:7f3a]")
    }

    /// Never more than half of a value, never more than eight characters, and the same however the value came.
    @Test(arguments: 0..<400 as Range<UInt64>) func partialKeepsItsPromise(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let characters = Array("abcXYZ019é日🔑-_")
        let count = Int.random(in: 0...60, using: &generator)
        let value = (0..<count).map { _ in characters.randomElement(using: &generator) ?? "a" }
        let first = Int.random(in: 0...12, using: &generator)
        let last = Int.random(in: 0...12, using: &generator)
        let style = MaskStyle.partial(first: first, last: last)
        let text = replacement(style, String(value))
        let parts = text.split(separator: "***", maxSplits: 1, omittingEmptySubsequences: false)
        #expect(parts.count == 2, "seed \(seed)")
        guard parts.count == 2 else { return }
        #expect(String(value).hasPrefix(parts[0]) && String(value).hasSuffix(parts[1]), "seed \(seed)")
        let shown = parts[0].count + parts[1].count
        #expect(shown <= 8 && shown <= count / 2, "seed \(seed)")
        #expect(parts[0].count <= first && parts[1].count <= last, "seed \(seed)")
        #expect(shown == min(8, count / 2, first + last), "seed \(seed)")

        var excerpt = ValueExcerpt()
        var bytes = Array(String(value).utf8)
        while !bytes.isEmpty {
            let piece = Array(bytes.prefix(Int.random(in: 1...40, using: &generator)))
            bytes.removeFirst(piece.count)
            excerpt.append(piece.span)
        }
        let again = style.replacement(rule: "a-rule", fingerprint: Self.fingerprint, value: excerpt)
        #expect(again == text, "seed \(seed)")
        #expect(excerpt.count == count, "seed \(seed)")
    }

    @Test func keyedStylesDifferByValue() {
        for style in [MaskStyle.tagged, .hash(length: 4), .hash(length: 16)] {
            let one = style.replacement(rule: "r", fingerprint: Fingerprint(rawValue: 1 << 60))
            #expect(one == style.replacement(rule: "r", fingerprint: Fingerprint(rawValue: 1 << 60)))
            #expect(one != style.replacement(rule: "r", fingerprint: Fingerprint(rawValue: 2 << 60)))
        }
    }

    @Test(arguments: [
        ("tagged", MaskStyle.tagged), ("fixed:***", .fixed("***")), ("fixed:", .fixed("")),
        ("fixed:a:b", .fixed("a:b")),
        ("partial:4,2", .partial(first: 4, last: 2)), ("partial:0,8", .partial(first: 0, last: 8)),
        ("hash", .hash(length: 16)), ("hash:4", .hash(length: 4)), ("same-length", .sameLength("*")),
        ("same-length:#", .sameLength("#")), ("same-length:•", .sameLength("•")),
    ])
    func spellings(text: String, style: MaskStyle) throws {
        #expect(try MaskStyle(parsing: text) == style)
        #expect(style.description == text)
    }

    static let known = "must be one of tagged, fixed:TEXT, partial:4,2, hash, hash:16, same-length, same-length:#"
    static let partial = "`partial` needs how many first and last characters stay: partial:4,2"
    static let shown = "`partial` shows 1 to 8 characters in all"
    static let hash = "`hash` has 4 to 16 digits: hash:16"
    static let fill = "`same-length` takes one visible character: same-length:#"

    @Test(arguments: [
        ("", known), ("stars", known), ("Tagged", known), ("tagged:", "`tagged` takes nothing after it"),
        ("fixed", "`fixed` needs a text: fixed:TEXT"), ("partial", partial), ("partial:", partial),
        ("partial:4", partial),
        ("partial:4,2,1", partial), ("partial:+4,2", partial), ("partial:-1,2", partial), ("partial:4, 2", partial),
        ("partial:0,0", shown), ("partial:5,4", shown), ("partial:9999,9999", shown), ("hash:", hash), ("hash:3", hash),
        ("hash:17", hash), ("hash:x", hash), ("same-length:", fill), ("same-length:##", fill), ("same-length:\n", fill),
        ("same-length: ", fill), ("same-length:\u{202E}", fill), ("same-length:e\u{301}", fill),
    ])
    func wrongSpellings(text: String, reason: String) {
        #expect { try MaskStyle(parsing: text) } throws: { ($0 as? MaskStyleError)?.description == reason }
    }
}
