// Builds the prefilter's automaton from anchors.

/// The subset construction behind `AnchorAutomaton`.
///
/// A node of the trie is active when the text ends with its path. A state is the set of active nodes other than the
/// root, which always is. Most transitions of a state are those of the state without active nodes, so a row starts as a
/// copy of that one's and only the classes that advance an active node are worked out.
struct AnchorAutomatonBuilder {
    struct Result {
        var table: [UInt32] = []
        var classOfByte: [UInt8] = []
        var classCount = 0
        var firstAccepting: UInt32 = 0
        var longestSequence = 0
        var stateInfo: [AnchorAutomaton.StateInfo] = []
        var targets: [AnchorAutomaton.Target] = []
        var trackers: [AnchorAutomaton.Tracker] = []
    }

    /// A child of a node and the byte classes that lead to it.
    private struct Edge {
        var classes: [Int]
        var child: Int32
    }

    /// The active nodes, ascending, with a hash that is worked out once.
    private struct State: Hashable {
        let members: [Int32]
        private let code: Int

        init(_ members: [Int32]) {
            self.members = members
            code = members.reduce(5381) { ($0 &* 33) ^ Int($1) }
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(code)
        }

        static func == (left: State, right: State) -> Bool {
            left.code == right.code && left.members == right.members
        }
    }

    private let trie: AnchorTrie
    private let classes: ByteClasses
    private let edges: [[Edge]]

    init(anchorsOfRules: [[Anchor]]) {
        let trie = AnchorTrie(anchorsOfRules: anchorsOfRules)
        let sets = trie.sets
        let classes = ByteClasses(distinguishing: sets)
        let classesOfSet = Dictionary(uniqueKeysWithValues: sets.map { ($0, classes.classes(in: $0)) })
        edges = trie.nodes.map { node in
            node.children.map { Edge(classes: classesOfSet[$0.key] ?? [], child: Int32($0.value)) }
        }
        self.trie = trie
        self.classes = classes
    }

    func build() -> Result {
        let (states, rows) = explore()
        return assemble(states: states, rows: rows)
    }

    private func explore() -> (states: [[Int32]], rows: [[Int32]]) {
        var states: [[Int32]] = []
        var indexOfState: [State: Int32] = [:]
        func index(of members: [Int32]) -> Int32 {
            let state = State(members)
            if let known = indexOfState[state] { return known }
            let new = Int32(states.count)
            indexOfState[state] = new
            states.append(members)
            return new
        }

        var started = [[Int32]](repeating: [], count: classes.count)
        for edge in edges[0] { for byteClass in edge.classes { started[byteClass].append(edge.child) } }
        for byteClass in started.indices { started[byteClass].sort() }

        _ = index(of: [])
        var rows = [started.map(index)]
        var advanced = [[Int32]](repeating: [], count: classes.count)
        var touched: [Int] = []
        while rows.count < states.count {
            for member in states[rows.count] {
                for edge in edges[Int(member)] {
                    for byteClass in edge.classes {
                        if advanced[byteClass].isEmpty { touched.append(byteClass) }
                        advanced[byteClass].append(edge.child)
                    }
                }
            }
            var row = rows[0]
            for byteClass in touched {
                advanced[byteClass] += started[byteClass]
                advanced[byteClass].sort()
                row[byteClass] = index(of: advanced[byteClass])
                advanced[byteClass].removeAll(keepingCapacity: true)
            }
            touched.removeAll(keepingCapacity: true)
            rows.append(row)
        }
        return (states, rows)
    }

    private func assemble(states: [[Int32]], rows: [[Int32]]) -> Result {
        let isAccepting = states.map { $0.contains { !trie.nodes[Int($0)].targets.isEmpty } }
        let order = states.indices.filter { !isAccepting[$0] } + states.indices.filter { isAccepting[$0] }
        var newIndex = [Int](repeating: 0, count: states.count)
        for (new, old) in order.enumerated() { newIndex[old] = new }

        var result = Result()
        result.classOfByte = classes.classOfByte
        result.classCount = classes.count
        result.firstAccepting = UInt32(isAccepting.lazy.filter { !$0 }.count * classes.count)
        result.longestSequence = trie.longestPath
        result.table.reserveCapacity(states.count * classes.count)
        result.stateInfo.reserveCapacity(states.count)
        for old in order {
            for next in rows[old] { result.table.append(UInt32(newIndex[Int(next)] * classes.count)) }
            result.stateInfo.append(info(of: states[old], in: &result))
        }
        return result
    }

    private func info(of members: [Int32], in result: inout Result) -> AnchorAutomaton.StateInfo {
        var info = AnchorAutomaton.StateInfo()
        info.targetStart = Int32(result.targets.count)
        info.trackerStart = Int32(result.trackers.count)
        // The root is active in every state: a sequence may begin with the next byte.
        for node in [trie.nodes[0]] + members.map({ trie.nodes[Int($0)] }) {
            result.targets += node.targets
            info.held = max(info.held, Int32(node.held))
            result.trackers += node.lookbacks.map { .init(depth: node.depth, lookback: $0) }
        }
        info.targetEnd = Int32(result.targets.count)
        info.trackerEnd = Int32(result.trackers.count)
        return info
    }
}
