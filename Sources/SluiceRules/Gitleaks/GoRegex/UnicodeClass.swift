// Which characters a Unicode property or the case of letters means, asked of PCRE2's tables.

import SluiceMatching

/// Which characters a Unicode property or the case of letters means.
///
/// PCRE2 has the tables of the Unicode Character Database, so it is asked: a class is matched against a text of all
/// characters. That takes some 20 ms; hardly any expression needs it.
package enum UnicodeClass {
    /// The characters of a general category or a script, by Go's name for it; nil where there is none of this name.
    package static func named(_ name: String) -> RuneSet? {
        guard !name.isEmpty, name.unicodeScalars.allSatisfy({ $0 == "_" || $0.properties.isAlphabetic }) else {
            return nil
        }
        // PCRE2 reads a script's bare name as its extensions as well (pcre2pattern, "Script properties for \p and \P").
        let spellings = name.unicodeScalars.count > 2 ? ["\\p{sc:\(name)}", "\\p{\(name)}"] : ["\\p{\(name)}"]
        return spellings.lazy.compactMap { matched(by: "[\($0)]++", ignoresCase: false) }.first
    }

    /// The set with all characters that are another case of one of its members.
    package static func folded(_ set: RuneSet) -> RuneSet {
        let text = set.ranges.map { range in
            "\\x{\(String(range.lowerBound, radix: 16))}-\\x{\(String(range.upperBound, radix: 16))}"
        }
        return set.union(matched(by: "[\(text.joined())]++", ignoresCase: true) ?? RuneSet())
    }

    private static func matched(by pattern: String, ignoresCase: Bool) -> RuneSet? {
        let options = Pattern.Options(isAnchored: false, ignoresCase: ignoresCase, isUnicode: true)
        guard let compiled = try? Pattern(pattern, options: options) else { return nil }
        let scratch = PatternScratch()
        let text = Array(everything.utf8)
        var ranges: [ClosedRange<UInt32>] = []
        var start = 0
        while start < text.count, case .match(let whole, _) = compiled.match(text.span, from: start, scratch: scratch) {
            let part = String(decoding: text[whole], as: UTF8.self).unicodeScalars
            guard let first = part.first, let last = part.last else { break }
            ranges.append(first.value...last.value)
            start = whole.upperBound
        }
        return RuneSet(ranges: ranges)
    }

    private static var everything: String {
        var text = ""
        for value in 0...RuneSet.maximum {
            if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
        }
        return text
    }
}
