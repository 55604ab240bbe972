// The sequences of all anchors, with common beginnings shared.

/// The sequences of all anchors as a trie over byte sets: a node stands for the sequences that begin with its path.
struct AnchorTrie {
    struct Node {
        /// How many sets the path has.
        var depth: Int
        /// The node for each set that may come next.
        var children: [ByteSet: Int] = [:]
        /// What a text that ends with the path leads to.
        var targets: [AnchorAutomaton.Target] = []
        /// How many of the path's bytes a mask may hold while a longer path is still possible.
        var held = 0
        /// The runs in front of the path that a mask may begin in.
        var lookbacks: [Anchor.Lookback] = []
    }

    /// The nodes; the first is the root.
    private(set) var nodes = [Node(depth: 0)]

    /// The trie for the anchors of rules 0, 1, ….
    init(anchorsOfRules: [[Anchor]]) {
        for (rule, anchors) in anchorsOfRules.enumerated() {
            for anchor in anchors where !anchor.elements.isEmpty { insert(anchor, rule: rule) }
        }
    }

    /// The distinct sets of all paths.
    var sets: Set<ByteSet> {
        nodes.reduce(into: []) { $0.formUnion($1.children.keys) }
    }

    /// The length of the longest path.
    var longestPath: Int { nodes.map(\.depth).max() ?? 0 }

    private mutating func insert(_ anchor: Anchor, rule: Int) {
        let elements = anchor.elements.prefix(AnchorAutomaton.sequenceLimit)
        var node = 0
        for (index, element) in elements.enumerated() {
            // A byte of an unfinished sequence is held if the mask may begin at it or before it.
            hold(anchor, matched: index, at: node)
            node = child(of: node, for: element)
        }
        let target = AnchorAutomaton.Target(
            rule: rule,
            positionFromEnd: anchor.offset - elements.count,
            sequenceLength: elements.count
        )
        if !nodes[node].targets.contains(target) { nodes[node].targets.append(target) }
    }

    private mutating func hold(_ anchor: Anchor, matched: Int, at node: Int) {
        guard let lookback = anchor.lookback else {
            nodes[node].held = max(nodes[node].held, matched - anchor.maskOffset)
            return
        }
        nodes[node].held = max(nodes[node].held, matched)
        if !nodes[node].lookbacks.contains(lookback) { nodes[node].lookbacks.append(lookback) }
    }

    private mutating func child(of node: Int, for element: ByteSet) -> Int {
        if let known = nodes[node].children[element] { return known }
        nodes.append(Node(depth: nodes[node].depth + 1))
        nodes[node].children[element] = nodes.count - 1
        return nodes.count - 1
    }
}
