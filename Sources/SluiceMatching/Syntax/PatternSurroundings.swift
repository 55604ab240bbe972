// How far a pattern reads outside its match.

extension PatternNode {
    /// `maximumLookbehind(characterWidth:)` of a pattern over bytes.
    package var maximumLookbehind: Int? { maximumLookbehind(characterWidth: 1) }

    /// `maximumLookahead(characterWidth:)` of a pattern over bytes.
    package var maximumLookahead: Int? { maximumLookahead(characterWidth: 1) }

    /// How many bytes before the start of a match are read at most: by `\b`, `^` and look-behinds, nested ones added
    /// up, less the bytes that the pattern has consumed before them. Nil where there is no bound or none is known.
    ///
    /// - Parameter characterWidth: how many bytes a character has at most: 1, or 4 in Unicode mode.
    package func maximumLookbehind(characterWidth: Int) -> Int? {
        guard !hasRecursion else { return nil }
        guard let reach = reachBefore(consumed: 0, unit: characterWidth) else { return nil }
        return max(0, reach)
    }

    /// How many bytes after the end of a match are read at most: by `\b`, `$` and look-aheads, less the bytes that the
    /// pattern must consume after them. Nil where there is no bound or none is known.
    ///
    /// - Parameter characterWidth: how many bytes a character has at most: 1, or 4 in Unicode mode.
    package func maximumLookahead(characterWidth: Int) -> Int? {
        guard !hasRecursion else { return nil }
        guard let reach = reachAfter(following: 0, unit: characterWidth) else { return nil }
        return max(0, reach)
    }

    /// Whether a look-behind or a `\b` stands inside a look-behind, so that PCRE2's own figure for the look-behind is
    /// too small.
    package var hasNestedLookbehind: Bool {
        contains { node in
            guard case .look(let look, let body) = node, look.direction == .behind else { return false }
            return body.contains(where: \.readsBefore)
        }
    }

    /// Whether the node itself reads what stands before it.
    private var readsBefore: Bool {
        switch self {
        case .look(let look, _): look.direction == .behind
        case .assertion(let assertion, _): assertion.bytesBefore > 0
        default: false
        }
    }

    private var hasRecursion: Bool {
        contains {
            if case .construct(.recursion, _) = $0 { return true }
            return false
        }
    }

    /// How far before the start of the match this node reads, where `consumed` bytes at least lie between the two;
    /// negative where it stays inside. Nil where there is no bound. A character has at most `unit` bytes.
    private func reachBefore(consumed: Int, unit: Int) -> Int? {
        switch self {
        case .bytes, .character, .construct: return -consumed
        case .assertion(let assertion, _): return assertion.bytesBefore(characterWidth: unit) - consumed
        case .sequence(let nodes):
            var reach = -consumed
            var before = consumed
            for node in nodes {
                guard let inner = node.reachBefore(consumed: before, unit: unit) else { return nil }
                reach = max(reach, inner)
                before += node.widths.minimum
            }
            return reach
        case .look(let look, let body):
            guard look.direction == .behind else { return body.reachBefore(consumed: consumed, unit: unit) }
            guard let width = body.widths.maximum else { return nil }
            guard let inner = body.reachBefore(consumed: consumed - width, unit: unit) else { return nil }
            return max(width - consumed, inner)
        case .alternation, .group, .repetition:
            var reach = -consumed
            for node in children {
                guard let inner = node.reachBefore(consumed: consumed, unit: unit) else { return nil }
                reach = max(reach, inner)
            }
            return reach
        }
    }

    /// How far after the end of the match this node reads, where `following` bytes at least come after the node. A
    /// character has at most `unit` bytes.
    private func reachAfter(following: Int, unit: Int) -> Int? {
        switch self {
        case .bytes, .character, .construct: return -following
        case .assertion(let assertion, _): return assertion.bytesAfter(characterWidth: unit) - following
        case .sequence(let nodes):
            var reach = -following
            var after = following
            for node in nodes.reversed() {
                guard let inner = node.reachAfter(following: after, unit: unit) else { return nil }
                reach = max(reach, inner)
                after += node.widths.minimum
            }
            return reach
        case .look(let look, let body):
            // The body of a look-behind ends where the look stands.
            guard look.direction == .ahead else { return body.reachAfter(following: following, unit: unit) }
            guard let width = body.widths.maximum else { return nil }
            guard let inner = body.reachAfter(following: following - width, unit: unit) else { return nil }
            return max(width - following, inner)
        case .alternation, .group, .repetition:
            var reach = -following
            for node in children {
                guard let inner = node.reachAfter(following: following, unit: unit) else { return nil }
                reach = max(reach, inner)
            }
            return reach
        }
    }
}

extension PatternNode.Assertion {
    /// How many bytes before its place it reads in a pattern over bytes.
    var bytesBefore: Int { bytesBefore(characterWidth: 1) }

    /// How many bytes before its place it reads, where a character has at most `characterWidth`.
    func bytesBefore(characterWidth: Int) -> Int {
        switch self {
        case .wordBoundary, .notWordBoundary: characterWidth
        case .textStart, .lineStart, .absoluteStart, .searchStart: 1
        case .textEnd, .lineEnd, .absoluteEnd, .absoluteEndOrNewline: 0
        }
    }

    /// How many bytes after its place it reads, where a character has at most `characterWidth`. Without multi-line mode
    /// `$` holds before a final line feed, so that it must see what follows one.
    func bytesAfter(characterWidth: Int) -> Int {
        switch self {
        case .wordBoundary, .notWordBoundary: characterWidth
        case .textStart, .lineStart, .absoluteStart, .searchStart: 0
        case .lineEnd, .absoluteEnd: 1
        case .textEnd, .absoluteEndOrNewline: 2
        }
    }
}
