// The bytes that matches of a pattern begin with.

extension PatternNode {
    /// The bytes that a match which is not empty can begin with; all bytes where the tree does not tell.
    package var initialBytes: ByteSet { initials.set }

    /// The first bytes, and whether what follows may be the first as well.
    private var initials: (set: ByteSet, mayBeEmpty: Bool) {
        switch self {
        case .bytes(let set): return (set, false)
        case .character(let first, _, _): return (first, false)
        case .group(_, let node): return node.initials
        case .sequence(let nodes):
            var all = ByteSet()
            for node in nodes {
                let (set, mayBeEmpty) = node.initials
                all = all.union(set)
                if !mayBeEmpty { return (all, false) }
            }
            return (all, true)
        case .alternation(let nodes):
            let all = nodes.map(\.initials)
            return (all.reduce(ByteSet()) { $0.union($1.set) }, all.contains { $0.mayBeEmpty })
        case .repetition(let node, let minimum, let maximum, _):
            if maximum == 0 { return (ByteSet(), true) }
            let (set, mayBeEmpty) = node.initials
            return (set, mayBeEmpty || minimum == 0)
        case .look, .assertion: return (ByteSet(), true)
        case .construct: return (ByteSet().inverted, true)
        }
    }
}
