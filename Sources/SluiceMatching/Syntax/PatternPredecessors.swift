// The bytes that may stand before matches of a pattern.

extension PatternNode {
    /// The bytes that may stand before a match that does not begin at the start of the text, as far as the conditions
    /// tell that the pattern begins with. For a pattern over bytes.
    package var previousBytes: ByteSet { previousBytes(before: ByteSet.all) }

    /// The same where the match goes on with a byte of `next` if this node matches nothing.
    private func previousBytes(before next: ByteSet) -> ByteSet {
        switch self {
        case .bytes, .character, .construct: return .all
        case .group(_, let node): return node.previousBytes(before: next)
        case .alternation(let nodes):
            return nodes.reduce(ByteSet()) { $0.union($1.previousBytes(before: next)) }
        case .repetition(let node, let minimum, _, _):
            return minimum > 0 ? node.previousBytes(before: .all) : .all
        case .look(let look, let body):
            guard look.direction == .behind else { return .all }
            return look.isNegative ? body.bytesOnTheirOwn.inverted : body.lastBytes
        case .assertion(let assertion, _): return assertion.previousBytes(before: next)
        case .sequence(let nodes):
            var previous = ByteSet.all
            for (index, node) in nodes.enumerated() {
                let rest = PatternNode.sequence(Array(nodes[(index + 1)...]))
                let following = rest.widths.minimum > 0 ? rest.initialBytes : .all
                previous = previous.intersection(node.previousBytes(before: following))
                // What stands behind something that consumes has that before it.
                guard node.widths.maximum == 0 else { break }
            }
            return previous
        }
    }

    /// The bytes that the node matches as one byte, whatever else it may match.
    private var bytesOnTheirOwn: ByteSet {
        switch self {
        case .bytes(let set): set
        case .group(_, let node): node.bytesOnTheirOwn
        case .alternation(let nodes): nodes.reduce(ByteSet()) { $0.union($1.bytesOnTheirOwn) }
        case .sequence(let nodes): nodes.count == 1 ? nodes[0].bytesOnTheirOwn : ByteSet()
        case .character, .repetition, .look, .assertion, .construct: ByteSet()
        }
    }

    /// The bytes that what the node matches can end with.
    private var lastBytes: ByteSet {
        switch self {
        case .bytes(let set): set
        case .group(_, let node): node.lastBytes
        case .alternation(let nodes): nodes.reduce(ByteSet()) { $0.union($1.lastBytes) }
        case .sequence(let nodes): nodes.last?.lastBytes ?? .all
        case .character, .repetition, .look, .assertion, .construct: .all
        }
    }
}

extension PatternNode.Assertion {
    /// What may stand before a place where the assertion holds and a byte of `next` follows.
    fileprivate func previousBytes(before next: ByteSet) -> ByteSet {
        let words = ByteSet.wordCharacters
        switch self {
        case .wordBoundary, .notWordBoundary:
            let isWord = next.intersection(words.inverted).isEmpty
            guard isWord || next.intersection(words).isEmpty else { return .all }
            return isWord == (self == .wordBoundary) ? words.inverted : words
        case .absoluteStart, .searchStart, .absoluteEnd, .absoluteEndOrNewline, .textStart, .textEnd, .lineStart,
            .lineEnd:
            return .all
        }
    }
}
