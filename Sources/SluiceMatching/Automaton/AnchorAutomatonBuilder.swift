// Builds the prefilter's automaton from anchors.

/// The subset construction behind `AnchorAutomaton`.
///
/// A node of the trie is active when the text ends with its path. A state is the set of active nodes other than the
/// root, which always is. Its nodes of depth 1 depend on the last byte alone: they are the state's *base*, which is a
/// state itself, and the deeper nodes are kept apart. A row starts as a copy of the base's row, and only the classes
/// that advance a deeper node are worked out.
struct AnchorAutomatonBuilder {
    struct Result {
        var table: [UInt32] = []
        var classOfByte: [UInt8] = []
        var classCount = 0
        var firstAccepting: UInt32 = 0
        var longestSequence = 0
        var stateInfo: [AnchorAutomaton.StateInfo] = []
        var targets: [AnchorAutomaton.Target] = []
        var targetNumbers: [Int32] = []
        /// The lookbacks of the root, and the trackers of all states besides.
        var unbegun: [Anchor.Lookback] = []
        var trackers: [AnchorAutomaton.Tracker] = []
        var trackerNumbers: [Int32] = []
    }

    private let trie: AnchorTrie
    private let classes: ByteClasses
    /// The byte classes that make up each set of the trie.
    private let classesOfSet: [[Int]]

    init(anchorsOfRules: [[Anchor]]) {
        let trie = AnchorTrie(anchorsOfRules: anchorsOfRules)
        let classes = ByteClasses(distinguishing: trie.sets)
        classesOfSet = trie.sets.map(classes.classes(in:))
        self.trie = trie
        self.classes = classes
    }

    func build() -> Result {
        var states = StateTable()
        let moves = explore(&states)
        return assemble(states: states, moves: moves)
    }

    /// Which states the classes lead to.
    private struct Moves {
        /// The rows of the bases, one after the other.
        var baseRows: [Int32] = []
        /// What the rows of the other states differ in from those of their bases: classes, and where they lead to.
        var classes: [UInt8] = []
        var nextStates: [Int32] = []
        /// Where that ends for each state; a base has none.
        var ends: [Int] = []
    }

    /// Finds all states.
    private func explore(_ states: inout StateTable) -> Moves {
        let classCount = classes.count
        var moves = Moves()
        moves.baseRows = startRow(in: &states)
        moves.ends = [0]
        let baseCount = states.count
        for _ in 1..<max(1, baseCount) { moves.baseRows += moves.baseRows[..<classCount] }
        var advance = Advance(classCount: classCount)
        var state = 1
        while state < states.count {
            let base = states.base(of: state)
            for node in base == state ? states.firstNodes(of: base) : states.deeperNodes(of: state) {
                for child in trie.children(of: Int(node)) {
                    for byteClass in classesOfSet[trie.nodes[child].set] {
                        advance.add(Int32(child), to: byteClass)
                    }
                }
            }
            for byteClass in advance.touched {
                let place = base * classCount + byteClass
                let start = Int(moves.baseRows[place])
                states.beginDeeperNodes(startingLike: start)
                advance.forEach(of: byteClass) { states.addDeeperNode($0) }
                let next = Int32(states.endDeeperNodes(base: states.base(of: start)))
                if base == state {
                    moves.baseRows[place] = next
                } else {
                    moves.classes.append(UInt8(byteClass))
                    moves.nextStates.append(next)
                }
            }
            moves.ends.append(moves.classes.count)
            advance.removeAll()
            state += 1
        }
        return moves
    }

    /// Makes the states that one byte after no active node leads to, and gives the row that leads to them.
    private func startRow(in states: inout StateTable) -> [Int32] {
        var started = [[Int32]](repeating: [], count: classes.count)
        for child in trie.children(of: 0) {
            for byteClass in classesOfSet[trie.nodes[child].set] { started[byteClass].append(Int32(child)) }
        }
        var baseOfNodes: [[Int32]: Int] = [:]
        return started.map { nodes in
            if let known = baseOfNodes[nodes] { return Int32(known) }
            let base = nodes.isEmpty ? 0 : states.addBase(nodes)
            baseOfNodes[nodes] = base
            return Int32(base)
        }
    }

    private func assemble(states: StateTable, moves: Moves) -> Result {
        let isTarget = trie.nodes.map { !$0.targets.isEmpty }
        let isAccepting = (0..<states.count).map { state in
            states.firstNodes(of: states.base(of: state)).contains { isTarget[Int($0)] }
                || states.deeperNodes(of: state).contains { isTarget[Int($0)] }
        }
        let order = isAccepting.indices.filter { !isAccepting[$0] } + isAccepting.indices.filter { isAccepting[$0] }
        let classCount = classes.count
        var newOffset = [UInt32](repeating: 0, count: states.count)
        for (new, old) in order.enumerated() { newOffset[old] = UInt32(new * classCount) }

        let (table, (lists, stateInfo)) = concurrently { [newOffset] in
            Self.table(order: order, newOffset: newOffset, classCount: classCount, states: states, moves: moves)
        } _: {
            var lists = StateLists(of: trie)
            let info = order.map { lists.info(of: $0, in: states) }
            return (lists, info)
        }
        var result = Result()
        result.stateInfo = stateInfo
        result.table = table
        result.classOfByte = classes.classOfByte
        result.classCount = classCount
        result.firstAccepting = UInt32(isAccepting.count { !$0 } * classCount)
        result.longestSequence = trie.longestPath
        result.targets = lists.allTargets
        result.targetNumbers = lists.targets
        result.unbegun = Array(trie.nodes[0].lookbacks.prefix(UnbegunLookbacks.most))
        result.trackers = lists.allTrackers
        result.trackerNumbers = lists.trackers
        return result
    }

    /// The rows of the states in their order, which tell where in the table the next row begins.
    private static func table(
        order: [Int],
        newOffset: [UInt32],
        classCount: Int,
        states: StateTable,
        moves: Moves
    ) -> [UInt32] {
        let baseRows = moves.baseRows.map { newOffset[Int($0)] }
        var table: [UInt32] = []
        table.reserveCapacity(states.count * classCount)
        for old in order {
            let row = table.count
            let base = states.base(of: old) * classCount
            table.append(contentsOf: baseRows[base..<(base + classCount)])
            for index in (old == 0 ? 0 : moves.ends[old - 1])..<moves.ends[old] {
                table[row + Int(moves.classes[index])] = newOffset[Int(moves.nextStates[index])]
            }
        }
        return table
    }
}

/// The targets and trackers of all states, in lists that states with the same ones share.
private struct StateLists {
    /// Numbers in `allTargets` and `allTrackers`.
    private(set) var targets: [Int32] = []
    private(set) var trackers: [Int32] = []
    /// The targets and trackers of all nodes, in the order of the nodes.
    let allTargets: [AnchorAutomaton.Target]
    let allTrackers: [AnchorAutomaton.Tracker]
    private let held: [Int32]
    /// Where the targets and trackers of each node begin in those, and where those of the last one end.
    private let targetStarts: [Int32]
    private let trackerStarts: [Int32]
    /// What is known of states whose nodes with targets or lookbacks are these.
    private var known: [Members: AnchorAutomaton.StateInfo] = [:]
    private var members = Members()

    /// Some nodes, with a digest that is worked out as they are added.
    private struct Members: Hashable {
        private(set) var nodes: [Int32] = []
        private var digest: UInt64 = 0

        mutating func removeAll() {
            nodes.removeAll(keepingCapacity: true)
            digest = 0
        }

        mutating func append(_ node: Int32) {
            nodes.append(node)
            digest = (digest ^ UInt64(UInt32(bitPattern: node))) &* 0x9E37_79B9_7F4A_7C15
            digest ^= digest >> 29
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(digest)
        }
    }

    init(of trie: AnchorTrie) {
        held = trie.nodes.map { Int32($0.held) }
        var targets: [AnchorAutomaton.Target] = []
        var trackers: [AnchorAutomaton.Tracker] = []
        var (targetStarts, trackerStarts): ([Int32], [Int32]) = ([0], [0])
        for node in trie.nodes {
            targets += node.targets
            for lookback in node.lookbacks { trackers.append(.init(depth: node.depth, lookback: lookback)) }
            targetStarts.append(Int32(targets.count))
            trackerStarts.append(Int32(trackers.count))
        }
        (allTargets, allTrackers) = (targets, trackers)
        (self.targetStarts, self.trackerStarts) = (targetStarts, trackerStarts)
    }

    mutating func info(of state: Int, in states: StateTable) -> AnchorAutomaton.StateInfo {
        members.removeAll()
        // The root is active in every state: a sequence may begin with the next byte.
        var most = held[0]
        add(0, &most)
        for node in states.firstNodes(of: states.base(of: state)) { add(Int(node), &most) }
        for node in states.deeperNodes(of: state) { add(Int(node), &most) }
        var info = lists()
        info.held = most
        return info
    }

    private mutating func add(_ node: Int, _ most: inout Int32) {
        most = max(most, held[node])
        if targetStarts[node] < targetStarts[node + 1] || trackerStarts[node] < trackerStarts[node + 1] {
            members.append(Int32(node))
        }
    }

    /// The lists of a state whose nodes are `members`.
    private mutating func lists() -> AnchorAutomaton.StateInfo {
        if let info = known[members] { return info }
        var info = AnchorAutomaton.StateInfo()
        info.targetStart = Int32(targets.count)
        info.trackerStart = Int32(trackers.count)
        for member in members.nodes {
            let node = Int(member)
            targets += targetStarts[node]..<targetStarts[node + 1]
            // Those of the root hold in every state.
            let shared = node == 0 ? UnbegunLookbacks.most : 0
            trackers += (trackerStarts[node]..<trackerStarts[node + 1]).dropFirst(shared)
        }
        info.targetEnd = Int32(targets.count)
        info.trackerEnd = Int32(trackers.count)
        known[members] = info
        return info
    }
}

/// The nodes that the classes advance to, for one state: a list for each class, all in one array.
private struct Advance {
    private struct Entry {
        let node: Int32
        var next: Int32
    }

    /// The classes that have nodes.
    private(set) var touched: [Int] = []
    private var entries: [Entry] = []
    private var first: [Int32]
    private var last: [Int32]

    init(classCount: Int) {
        first = Array(repeating: -1, count: classCount)
        last = first
    }

    mutating func add(_ node: Int32, to byteClass: Int) {
        let new = Int32(entries.count)
        entries.append(Entry(node: node, next: -1))
        if first[byteClass] < 0 {
            first[byteClass] = new
            touched.append(byteClass)
        } else {
            entries[Int(last[byteClass])].next = new
        }
        last[byteClass] = new
    }

    /// The nodes of a class in the order in which they were added.
    func forEach(of byteClass: Int, _ body: (Int32) -> Void) {
        var index = first[byteClass]
        while index >= 0 {
            body(entries[Int(index)].node)
            index = entries[Int(index)].next
        }
    }

    mutating func removeAll() {
        for byteClass in touched { first[byteClass] = -1 }
        touched.removeAll(keepingCapacity: true)
        entries.removeAll(keepingCapacity: true)
    }
}

/// The states found so far, with their nodes in flat arrays.
///
/// State 0 has no nodes and is its own base. A state with deeper nodes is found again by them and its base.
private struct StateTable {
    private var bases: [Int32] = [0]
    private var firstNodes: [Int32] = []
    private var firstNodeEnds: [Int] = [0]
    private var deeperNodes: [Int32] = []
    private var deeperNodeEnds: [Int] = [0]
    private var hashes: [UInt64] = [0]
    /// State numbers at the place that their hash says, or at the next free one; 0 where the place is free.
    private var slots = [Int32](repeating: 0, count: 1024)

    var count: Int { bases.count }

    /// The state that the nodes of depth 1 make on their own.
    func base(of state: Int) -> Int { Int(bases[state]) }

    /// The nodes of depth 1 of a base.
    func firstNodes(of base: Int) -> ArraySlice<Int32> {
        firstNodes[(base == 0 ? 0 : firstNodeEnds[base - 1])..<firstNodeEnds[base]]
    }

    /// The nodes of a state that are deeper than 1, ascending.
    func deeperNodes(of state: Int) -> ArraySlice<Int32> {
        deeperNodes[(state == 0 ? 0 : deeperNodeEnds[state - 1])..<deeperNodeEnds[state]]
    }

    /// Adds a base. All bases are added before other states.
    mutating func addBase(_ nodes: [Int32]) -> Int {
        let new = bases.count
        bases.append(Int32(new))
        firstNodes += nodes
        firstNodeEnds.append(firstNodes.count)
        deeperNodeEnds.append(deeperNodes.count)
        hashes.append(0)
        return new
    }

    /// Begins the deeper nodes of a state with those of another one.
    mutating func beginDeeperNodes(startingLike other: Int) {
        let start = other == 0 ? 0 : deeperNodeEnds[other - 1]
        for index in start..<deeperNodeEnds[other] { deeperNodes.append(deeperNodes[index]) }
    }

    /// Adds one of the deeper nodes, of which there is one at least.
    mutating func addDeeperNode(_ node: Int32) {
        deeperNodes.append(node)
    }

    /// The state with the deeper nodes that were added, a new one if it is not known.
    mutating func endDeeperNodes(base: Int) -> Int {
        let start = deeperNodeEnds[bases.count - 1]
        var hash = UInt64(base)
        for index in start..<deeperNodes.count {
            hash = (hash ^ UInt64(UInt32(bitPattern: deeperNodes[index]))) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 29
        }
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] > 0 {
            let known = Int(slots[slot])
            if hashes[known] == hash, base == self.base(of: known), hasSameDeeperNodes(known, from: start) {
                deeperNodes.removeLast(deeperNodes.count - start)
                return known
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        let new = bases.count
        slots[slot] = Int32(new)
        bases.append(Int32(base))
        deeperNodeEnds.append(deeperNodes.count)
        hashes.append(hash)
        if bases.count > slots.count / 2 { growSlots() }
        return new
    }

    private func hasSameDeeperNodes(_ state: Int, from start: Int) -> Bool {
        let other = deeperNodeEnds[state - 1]
        guard deeperNodeEnds[state] - other == deeperNodes.count - start else { return false }
        return (0..<(deeperNodes.count - start)).allSatisfy { deeperNodes[other + $0] == deeperNodes[start + $0] }
    }

    private mutating func growSlots() {
        slots = Array(repeating: 0, count: 2 * slots.count)
        for state in bases.indices where bases[state] != Int32(state) {
            var slot = Int(truncatingIfNeeded: hashes[state]) & (slots.count - 1)
            while slots[slot] > 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(state)
        }
    }
}
