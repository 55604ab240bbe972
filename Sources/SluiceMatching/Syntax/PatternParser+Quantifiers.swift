// Reads quantifiers: * + ? {n} {n,} {n,m}, each greedy, lazy or possessive.

extension PatternParser {
    struct Quantifier {
        var minimum: Int
        var maximum: Int?
        var mode: PatternNode.RepetitionMode
    }

    /// The largest count that PCRE2 allows in braces.
    private static let maximumCount = 65535

    /// Reads a quantifier if one comes next, and consumes nothing otherwise.
    mutating func parseQuantifier() throws(PatternSyntaxError) -> Quantifier? {
        var quantifier: Quantifier
        switch peek() {
        case UInt8(ascii: "*"): quantifier = Quantifier(minimum: 0, maximum: nil, mode: .greedy)
        case UInt8(ascii: "+"): quantifier = Quantifier(minimum: 1, maximum: nil, mode: .greedy)
        case UInt8(ascii: "?"): quantifier = Quantifier(minimum: 0, maximum: 1, mode: .greedy)
        case UInt8(ascii: "{"):
            guard let (counts, end) = try readCounts() else { return nil }
            quantifier = counts
            position = end - 1
        default: return nil
        }
        position += 1
        if flags.isExtended { try skipIgnored() }
        if skip("?") {
            quantifier.mode = .lazy
        } else if skip("+") {
            quantifier.mode = .possessive
        }
        return quantifier
    }

    /// The counts in braces that come next and the offset after them; nil where the brace is a plain character.
    private func readCounts() throws(PatternSyntaxError) -> (Quantifier, end: Int)? {
        var index = position + 1
        var hasComma = false
        var hasSpace = false
        var before: Int?
        var after: Int?
        while index < bytes.count, bytes[index] != UInt8(ascii: "}") {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let digit = Int(byte - UInt8(ascii: "0"))
                let value = min(((hasComma ? after : before) ?? 0) * 10 + digit, Self.maximumCount + 1)
                if hasComma { after = value } else { before = value }
            case UInt8(ascii: ",") where !hasComma: hasComma = true
            case UInt8(ascii: " "), UInt8(ascii: "\t"): hasSpace = true
            default: return nil
            }
            index += 1
        }
        guard index < bytes.count, before != nil || after != nil else { return nil }
        guard let minimum = before, !hasSpace else {
            throw error(
                "versions of PCRE2 differ on whether this is a quantifier; write {n}, {n,} or {n,m} without spaces, "
                    + "or \\{ for the character",
                at: position
            )
        }
        let maximum = hasComma ? after : minimum
        if max(minimum, maximum ?? 0) > Self.maximumCount {
            throw error("a count above \(Self.maximumCount)", at: position)
        }
        if let maximum, maximum < minimum { throw error("the counts are out of order", at: position) }
        return (Quantifier(minimum: minimum, maximum: maximum, mode: .greedy), index + 1)
    }
}
