// The sequences of all anchors, with common beginnings shared.

/// The sequences of all anchors as a trie over byte sets: a node stands for the sequences that begin with its path.
///
/// The nodes stand in the order of their depth, and the children of a node, in the order in which they were found, one
/// after the other. So whoever walks nodes in ascending order finds their children in ascending order too.
struct AnchorTrie {
    struct Node {
        /// How many sets the path has.
        var depth: Int
        /// The number of the path's last set in `sets`; none for the root.
        var set: Int
        /// What a text that ends with the path leads to.
        var targets: [AnchorAutomaton.Target] = []
        /// How many of the path's bytes a mask may hold while a longer path is still possible.
        var held = 0
        /// The runs in front of the path that a mask may begin in.
        var lookbacks: [Anchor.Lookback] = []
    }

    /// The nodes; the first is the root.
    let nodes: [Node]
    /// The distinct sets of all paths.
    let sets: [ByteSet]
    /// Where the children of each node begin, and one more: where those of the last one end.
    private let childStarts: [Int]

    /// The trie for the anchors of rules 0, 1, ….
    init(anchorsOfRules: [[Anchor]]) {
        var growth = Growth()
        for (rule, anchors) in anchorsOfRules.enumerated() {
            for anchor in anchors where !anchor.elements.isEmpty { growth.insert(anchor, rule: rule) }
        }
        var order = [0]
        order.reserveCapacity(growth.nodes.count)
        var childStarts: [Int] = []
        childStarts.reserveCapacity(growth.nodes.count + 1)
        while childStarts.count < order.count {
            var child = growth.links[order[childStarts.count]].firstChild
            childStarts.append(order.count)
            while child > 0 {
                order.append(child)
                child = growth.links[child].nextSibling
            }
        }
        childStarts.append(order.count)
        self.childStarts = childStarts
        nodes = order.map { growth.nodes[$0] }
        sets = growth.sets
    }

    /// The children of a node.
    func children(of node: Int) -> Range<Int> {
        childStarts[node]..<childStarts[node + 1]
    }

    /// The length of the longest path.
    var longestPath: Int { nodes.last?.depth ?? 0 }
}

/// A trie to which paths can still be added: its nodes stand in the order in which they were found.
private struct Growth {
    struct Links {
        /// 0 where there is none: the root is nobody's child.
        var firstChild = 0
        var lastChild = 0
        var nextSibling = 0
    }

    var nodes = [AnchorTrie.Node(depth: 0, set: -1)]
    var links = [Links()]
    var sets: [ByteSet] = []
    private var numberOfSet: [ByteSet: Int] = [:]
    /// How rare each set is, roughly −log₂ of its share of bytes, and how a byte is compared with it.
    private var traits: [(bits: Double, comparison: ByteComparison)] = []
    private var comparisons: [ByteSet: ByteComparison] = [:]
    /// The root has many children: the one for each set, or 0.
    private var childrenOfRoot: [Int] = []

    mutating func insert(_ anchor: Anchor, rule: Int) {
        let limit = min(anchor.elements.count, AnchorAutomaton.sequenceLimit)
        var node = 0
        var count = 0
        var bits = 0.0
        while count < limit {
            if anchor.mayBeCut, count >= AnchorAutomaton.shortestCut, bits >= AnchorAutomaton.rareBits { break }
            // A byte of an unfinished sequence is held if the mask may begin at it or before it.
            hold(anchor, matched: count, at: node)
            let set = number(of: anchor.elements[count])
            bits += traits[set].bits
            node = child(of: node, for: set)
            count += 1
        }
        var rest = AnchorRest()
        if anchor.mayBeCut {
            for element in anchor.elements[count...].prefix(AnchorRest.limit) {
                rest.append(comparison(with: element))
            }
        }
        let target = AnchorAutomaton.Target(
            rule: rule,
            positionFromEnd: anchor.offset - count,
            sequenceLength: count,
            rest: rest,
            gate: anchor.gate
        )
        if !nodes[node].targets.contains(target) { nodes[node].targets.append(target) }
    }

    private mutating func hold(_ anchor: Anchor, matched: Int, at node: Int) {
        guard let lookback = anchor.lookback else {
            nodes[node].held = max(nodes[node].held, matched - anchor.maskOffset)
            return
        }
        if lookback.minimum == 0 { nodes[node].held = max(nodes[node].held, matched) }
        guard !nodes[node].lookbacks.contains(where: lookback.isCovered) else { return }
        nodes[node].lookbacks.removeAll { $0.isCovered(by: lookback) }
        nodes[node].lookbacks.append(lookback)
    }

    private mutating func number(of set: ByteSet) -> Int {
        if let known = numberOfSet[set] { return known }
        numberOfSet[set] = sets.count
        sets.append(set)
        childrenOfRoot.append(0)
        traits.append((ByteRarity.traits(of: set).bits, ByteComparison(with: set)))
        return sets.count - 1
    }

    /// How a byte behind the cut is compared. Such a set is none of the automaton's, unless it is in a path as well.
    private mutating func comparison(with set: ByteSet) -> ByteComparison {
        if let known = numberOfSet[set] { return traits[known].comparison }
        if let known = comparisons[set] { return known }
        let new = ByteComparison(with: set)
        comparisons[set] = new
        return new
    }

    private mutating func child(of node: Int, for set: Int) -> Int {
        if node == 0 {
            if childrenOfRoot[set] > 0 { return childrenOfRoot[set] }
            childrenOfRoot[set] = nodes.count
        } else {
            var child = links[node].firstChild
            while child > 0 {
                if nodes[child].set == set { return child }
                child = links[child].nextSibling
            }
        }
        let new = nodes.count
        nodes.append(AnchorTrie.Node(depth: nodes[node].depth + 1, set: set))
        links.append(Links())
        if links[node].lastChild > 0 {
            links[links[node].lastChild].nextSibling = new
        } else {
            links[node].firstChild = new
        }
        links[node].lastChild = new
        return new
    }
}
