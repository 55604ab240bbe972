// Searches for a Go expression through its translation.

import SluiceMatching
import SluiceRules

/// A Go expression, translated and compiled as rules are.
struct GoRegexProbe {
    private let pattern: Pattern
    private let groupCount: Int
    private let scratch = PatternScratch()

    init(_ text: String) throws {
        let (node, groupCount) = try GoRegexParser.parse(text, folding: .unicode)
        self.groupCount = groupCount
        pattern = try Pattern(PCRE2Writer.write(node), options: .init(isAnchored: true))
    }

    /// The indices of the first match and its groups, as Go's `FindSubmatchIndex` gives them; empty for none. A match
    /// begins where a character does.
    func firstMatch(in text: [UInt8]) -> [Int] {
        var start = 0
        while true {
            guard case .match(let whole, _) = pattern.match(text.span, from: start, scratch: scratch) else {
                guard start < text.count else { return [] }
                start += Self.characterWidth(in: text, at: start)
                continue
            }
            var result = [whole.lowerBound, whole.upperBound]
            for group in 1..<(groupCount + 1) {
                var found: Range<Int>?
                if case .match(_, let part) = pattern.match(text.span, from: start, group: group, scratch: scratch) {
                    found = part
                }
                result += found.map { [$0.lowerBound, $0.upperBound] } ?? [-1, -1]
            }
            return result
        }
    }

    private static func characterWidth(in text: [UInt8], at start: Int) -> Int {
        for width in 2...4 where start + width <= text.count {
            let part = text[start..<start + width]
            if let string = String(validating: part, as: UTF8.self), string.unicodeScalars.count == 1 { return width }
        }
        return 1
    }
}
