// A plain backtracking matcher over the tree, which checks generated samples.

/// Decides whether a whole text is a match of a pattern's tree, by backtracking.
///
/// It is slow and gives up early; it exists so that a generated sample can be trusted, assertions and atomic groups
/// included, without PCRE2.
struct PatternTreeMatcher {
    private let text: [UInt8]
    private let effort = Effort()

    /// How much has been tried; shared by all branches of one attempt.
    private final class Effort {
        var steps = 0
        var depth = 0
        var hasGivenUp = false
    }

    private static let maximumSteps = 50_000
    private static let maximumDepth = 1500

    private init(_ text: [UInt8]) {
        self.text = text
    }

    /// Whether `text` as a whole matches; nil where that took too much, or the tree holds what is not modelled.
    static func matches(_ node: PatternNode, whole text: [UInt8]) -> Bool? {
        let matcher = PatternTreeMatcher(text)
        let result = matcher.match(node, at: 0) { $0 == text.count }
        return matcher.effort.hasGivenUp ? nil : result
    }

    private func match(_ node: PatternNode, at position: Int, then next: (Int) -> Bool) -> Bool {
        effort.steps += 1
        effort.depth += 1
        defer { effort.depth -= 1 }
        guard effort.steps < Self.maximumSteps, effort.depth < Self.maximumDepth else {
            effort.hasGivenUp = true; return false
        }
        switch node {
        case .bytes(let set):
            return position < text.count && set.contains(text[position]) && next(position + 1)
        case .character(let first, let width, let isExact):
            guard isExact else { effort.hasGivenUp = true; return false }
            guard position < text.count, first.contains(text[position]) else { return false }
            let length = Self.encodedLength(of: text[position], within: width)
            let end = position + length
            guard end <= text.count else { return false }
            return text[(position + 1)..<end].allSatisfy(PatternCharacters.continuationBytes.contains) && next(end)
        case .sequence(let nodes):
            return match(nodes[...], at: position, then: next)
        case .alternation(let nodes):
            return nodes.contains { match($0, at: position, then: next) }
        case .group(.atomic, let node):
            guard let end = firstEnd(of: node, at: position) else { return false }
            return next(end)
        case .group(_, let node):
            return match(node, at: position, then: next)
        case .repetition(let inner, let minimum, let maximum, let mode):
            if mode == .possessive {
                let greedy = PatternNode.repetition(inner, minimum: minimum, maximum: maximum, mode: .greedy)
                guard let end = firstEnd(of: greedy, at: position) else { return false }
                return next(end)
            }
            if case .bytes(let set) = inner {
                return repeated(set, minimum: minimum, maximum: maximum, isLazy: mode == .lazy, at: position, next)
            }
            return repeated(inner, minimum, maximum, isLazy: mode == .lazy, at: position, then: next)
        case .look(let look, let body):
            return holds(look, body, at: position) != look.isNegative && next(position)
        case .assertion(let assertion, _):
            return holds(assertion, at: position) && next(position)
        case .construct(.callout, _):
            return next(position)
        case .construct(.singleByte, _):
            return position < text.count && next(position + 1)
        case .construct:
            effort.hasGivenUp = true
            return false
        }
    }

    private func match(_ nodes: ArraySlice<PatternNode>, at position: Int, then next: (Int) -> Bool) -> Bool {
        guard let first = nodes.first else { return next(position) }
        return match(first, at: position) { match(nodes.dropFirst(), at: $0, then: next) }
    }

    private func firstEnd(of node: PatternNode, at position: Int) -> Int? {
        var end: Int?
        _ = match(node, at: position) { place in
            end = place
            return true
        }
        return end
    }

    private func repeated(
        _ node: PatternNode,
        _ minimum: Int,
        _ maximum: Int?,
        isLazy: Bool,
        at position: Int,
        then next: (Int) -> Bool
    ) -> Bool {
        if isLazy, minimum == 0, next(position) { return true }
        if maximum != 0 {
            let more = match(node, at: position) { place in
                // A round that consumes nothing may not be repeated for ever.
                if place == position, minimum == 0 { return false }
                return repeated(
                    node,
                    max(minimum - 1, 0),
                    maximum.map { $0 - 1 },
                    isLazy: isLazy,
                    at: place,
                    then: next
                )
            }
            if more { return true }
        }
        return !isLazy && minimum == 0 && next(position)
    }

    private func repeated(
        _ set: ByteSet,
        minimum: Int,
        maximum: Int?,
        isLazy: Bool,
        at position: Int,
        _ next: (Int) -> Bool
    ) -> Bool {
        let limit = min(text.count - position, maximum ?? .max)
        var run = 0
        while run < limit, set.contains(text[position + run]) { run += 1 }
        guard run >= minimum else { return false }
        let counts = minimum...run
        if isLazy { return counts.contains { next(position + $0) } }
        return counts.reversed().contains { next(position + $0) }
    }

    private func holds(_ look: PatternNode.Look, _ body: PatternNode, at position: Int) -> Bool {
        switch look.direction {
        case .ahead: match(body, at: position) { _ in true }
        case .behind: (0...position).reversed().contains { start in match(body, at: start) { $0 == position } }
        }
    }

    private func holds(_ assertion: PatternNode.Assertion, at position: Int) -> Bool {
        let newline = UInt8(ascii: "\n")
        switch assertion {
        case .absoluteStart, .searchStart, .textStart: return position == 0
        case .absoluteEnd: return position == text.count
        case .absoluteEndOrNewline, .textEnd:
            return position == text.count || (position + 1 == text.count && text[position] == newline)
        case .lineStart: return position == 0 || (position < text.count && text[position - 1] == newline)
        case .lineEnd: return position == text.count || text[position] == newline
        case .wordBoundary: return isWord(position - 1) != isWord(position)
        case .notWordBoundary: return isWord(position - 1) == isWord(position)
        }
    }

    private func isWord(_ index: Int) -> Bool {
        text.indices.contains(index) && ByteSet.wordCharacters.contains(text[index])
    }

    private static func encodedLength(of byte: UInt8, within width: ClosedRange<Int>) -> Int {
        guard width.upperBound > 1 else { return 1 }
        return switch byte {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 1
        }
    }
}
