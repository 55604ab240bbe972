// Writes a Go regular expression as a PCRE2 pattern over bytes.

/// Writes a Go regular expression as a PCRE2 pattern that is matched as bytes and means the same.
///
/// Both take the first alternative that leads to a match and the longest or shortest repetition as it is written, so
/// that the structure stays. What differs is spelled out: a character outside ASCII is the bytes of its UTF-8, and
/// where a class holds U+FFFD also any byte that is no part of valid UTF-8; the ends of lines and texts are
/// look-arounds of one byte, because PCRE2's own hold before a final line feed too.
package struct PCRE2Writer {
    /// How classes that hold all of Unicode are written. PCRE2 holds patterns of at most 64 KiB.
    package enum Form: CaseIterable {
        /// As Go takes them, whatever the bytes are.
        case exact
        /// Shorter; what is no valid UTF-8 may be cut into characters otherwise.
        case short
        /// As `short`, and inside repetitions with high counts bytes count instead of characters.
        case bytes
    }

    private var form: Form
    /// Whether a class is written as one of bytes.
    private var isByteWise = false

    /// What can come after a part of the pattern.
    package enum Continuation {
        /// The end of the match.
        case end
        /// Something that begins with an ASCII character, or looks for one.
        case ascii
        /// Anything.
        case any
    }

    /// Counts above this are high.
    package static let highCount = 64

    package static func write(_ node: GoRegexNode, form: Form = .exact) -> String {
        PCRE2Writer(form: form).text(of: node, before: .end)
    }

    private func text(of node: GoRegexNode, before next: Continuation) -> String {
        switch node {
        case .runes(let set): return text(of: set)
        case .sequence(let nodes):
            var parts: [String] = []
            var next = next
            for node in nodes.reversed() {
                let isAlternation = if case .alternation = node { true } else { false }
                let part = text(of: node, before: next)
                parts.append(isAlternation ? "(?:\(part))" : part)
                next = continuation(of: node, before: next)
            }
            return parts.reversed().joined()
        case .alternation(let nodes):
            return nodes.map { text(of: $0, before: next) }.joined(separator: "|")
        case .capture(_, let node): return "(\(text(of: node, before: next)))"
        case .repetition(let node, let minimum, let maximum, let isLazy):
            return repetition(of: node, minimum: minimum, maximum: maximum, isLazy: isLazy, before: next)
        case .assertion(let assertion):
            switch assertion {
            case .textStart: return "^"
            case .textEnd: return "(?![\\x00-\\xff])"
            case .lineStart: return "(?<![^\\n])"
            case .lineEnd: return "(?![^\\n])"
            case .wordBoundary: return "\\b"
            case .notWordBoundary: return "\\B"
            }
        }
    }

    private func repetition(
        of node: GoRegexNode,
        minimum: Int,
        maximum: Int?,
        isLazy: Bool,
        before next: Continuation
    ) -> String {
        let mark = isLazy ? "?" : ""
        let loops = maximum.map { $0 > 1 } ?? true
        let inner: Continuation = loops ? joined(continuation(of: node, before: next), next) : next
        if case .runes(let set) = node, RuneSet.other.intersection(set) == .other {
            // A loop over bytes is much faster than one over characters. It could end inside a character, but only
            // where what follows begins there.
            let bytes = Self.byteClass(set.asciiBytes + Array(0x80...0xFF))
            let isSafe = next == .ascii || (next == .end && !isLazy)
            if maximum == nil, isSafe {
                let loop = bytes + (minimum == 1 ? "+" : "*") + mark
                return minimum <= 1 ? loop : text(of: set) + "{\(minimum)}" + loop
            }
        }
        var writer = self
        writer.isByteWise = isByteWise || (form == .bytes && max(minimum, maximum ?? 0) > Self.highCount)
        let body = writer.text(of: node, before: inner)
        return (Self.isAtom(node) ? body : "(?:\(body))") + Self.counts(minimum, maximum) + mark
    }

    private static func isAtom(_ node: GoRegexNode) -> Bool {
        switch node {
        case .runes, .capture: true
        case .sequence, .alternation, .repetition, .assertion: false
        }
    }

    private static func counts(_ minimum: Int, _ maximum: Int?) -> String {
        switch (minimum, maximum) {
        case (0, nil): "*"
        case (1, nil): "+"
        case (0, 1): "?"
        case (_, nil): "{\(minimum),}"
        case (_, let maximum?): minimum == maximum ? "{\(minimum)}" : "{\(minimum),\(maximum)}"
        }
    }
}

// What can come after a part.
extension PCRE2Writer {
    /// What can come at the start of `node`, where `next` can come after it.
    private func continuation(of node: GoRegexNode, before next: Continuation) -> Continuation {
        switch node {
        case .runes(let set): return set.intersection(.other).isEmpty ? .ascii : .any
        case .sequence(let nodes):
            return nodes.reversed().reduce(next) { continuation(of: $1, before: $0) }
        case .alternation(let nodes):
            return nodes.map { continuation(of: $0, before: next) }.reduce(nil) { known, more in
                known.map { joined($0, more) } ?? more
            } ?? next
        case .capture(_, let node): return continuation(of: node, before: next)
        case .repetition(let node, let minimum, let maximum, _):
            if maximum == 0 { return next }
            let first = continuation(of: node, before: next)
            return minimum > 0 ? first : joined(first, next)
        case .assertion(let assertion):
            switch assertion {
            // These hold at no place inside a character.
            case .textStart, .textEnd, .lineStart, .lineEnd, .wordBoundary: return .ascii
            case .notWordBoundary: return .any
            }
        }
    }

    private func joined(_ one: Continuation, _ other: Continuation) -> Continuation {
        one == other ? one : .any
    }
}

// Characters.
extension PCRE2Writer {
    private func text(of set: RuneSet) -> String {
        let ascii = set.asciiBytes
        let other = set.intersection(.other)
        guard !other.isEmpty else { return ascii.isEmpty ? "(?!)" : Self.byteClass(ascii) }
        if let rune = set.single, rune != RuneSet.replacement, let scalar = Unicode.Scalar(rune) {
            return "(?:" + String(Character(scalar)).utf8.map { Self.escaped($0) }.joined() + ")"
        }
        if form != .exact, other == .other {
            if isByteWise { return Self.byteClass(ascii + Array(0x80...0xFF)) }
            return "(?>\(Self.byteClass(ascii + Array(0x80...0xBF)))|[\\xc0-\\xff][\\x80-\\xbf]{0,3})"
        }
        var alternatives = ascii.isEmpty ? [] : [Self.byteClass(ascii)]
        alternatives += other.ranges.flatMap(UTF8Ranges.sequences).map(Self.spelled)
        guard other.contains(RuneSet.replacement) else { return "(?:\(alternatives.joined(separator: "|")))" }
        // A byte that is no part of valid UTF-8 is a character of its own. Once a whole character has been taken, its
        // first byte may not be taken for one.
        let valid = UTF8Ranges.sequences(of: 0x80...RuneSet.maximum).map(Self.spelled).joined(separator: "|")
        let guardText = other == .other ? "" : "(?!\(valid))"
        return "(?>\(alternatives.joined(separator: "|"))|\(guardText)[\\x80-\\xff])"
    }

    private static func spelled(_ sequence: [ClosedRange<UInt8>]) -> String {
        sequence.map { range in
            range.count == 1 ? escaped(range.lowerBound) : "[\(escaped(range.lowerBound))-\(escaped(range.upperBound))]"
        }.joined()
    }

    /// A class of bytes; one alone is itself.
    private static func byteClass(_ bytes: [UInt8]) -> String {
        if bytes.count == 1 { return escaped(bytes[0]) }
        var text = "["
        var index = 0
        while index < bytes.count {
            var end = index
            while end + 1 < bytes.count, bytes[end + 1] == bytes[end] + 1 { end += 1 }
            text += escaped(bytes[index])
            if end > index { text += (end > index + 1 ? "-" : "") + escaped(bytes[end]) }
            index = end + 1
        }
        return text + "]"
    }

    /// Letters and digits as they are, all else by number, so that no character has a meaning of its own.
    private static func escaped(_ byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"):
            return String(Unicode.Scalar(byte))
        default:
            let digits = String(byte, radix: 16)
            return "\\x" + (digits.utf8.count == 1 ? "0" : "") + digits
        }
    }
}
