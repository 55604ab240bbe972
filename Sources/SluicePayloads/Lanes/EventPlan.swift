// What a dialect says of one event's strings.

/// What a dialect says of one event. Strings that it does not mention are treated as its `FieldTree` says.
package struct EventPlan: Sendable {
    /// What a string is.
    package enum Use: Sendable {
        /// The next piece of a lane's text.
        case delta(LaneID, LaneTraits)
        /// A text that repeats what a lane said, or stands for a whole lane: scanned like one, so that both agree.
        case whole(LaneTraits, isRepeat: Bool)
        /// A text so far, which a later event may say again with more behind it.
        case snapshot(Snapshot)
        /// A piece of a lane in a field that nothing is known of: scanned on its own as well.
        case unknown(LaneID)
        /// Never looked at.
        case keep
    }

    /// A text so far: what it holds at its end is decided by a later one that begins with it.
    package struct Snapshot: Sendable {
        /// What the text is a snapshot of.
        package var lane: LaneID
        package var traits: LaneTraits
        /// Whether it repeats what a lane said.
        package var isRepeat: Bool
        /// Whether it may go on where the last snapshot ended: both belong to one answer.
        package var mayContinue: Bool
        /// Whether no more of the text comes.
        package var isLast: Bool

        /// Describes a snapshot.
        package init(lane: LaneID, traits: LaneTraits, isRepeat: Bool, mayContinue: Bool, isLast: Bool) {
            self.lane = lane
            self.traits = traits
            self.isRepeat = isRepeat
            self.mayContinue = mayContinue
            self.isLast = isLast
        }
    }

    /// When a value is replaced because it would spell a masked text again.
    package enum Condition: Sendable, Hashable {
        /// When this event's piece of the lane has been changed.
        case lane(LaneID)
        /// When this string of the event has been changed.
        case string(JSONTree.Node)
        /// When anything in the stream has been changed so far.
        case stream
        /// The same, or when the next piece of a lane is changed whose path begins so: the value spells text that its
        /// server still held.
        case next(String)
    }

    /// A value to replace when its condition holds.
    package struct Blank: Sendable {
        package var node: JSONTree.Node
        package var replacement: String
        package var condition: Condition
    }

    /// An object or array that is read as a document of its own.
    package struct Document: Sendable {
        package var node: JSONTree.Node
        package var traits: LaneTraits
        /// Whether it repeats what has been read.
        package var isRepeat: Bool
    }

    /// What strings are, in the order in which they were mentioned.
    package private(set) var uses: [JSONTree.Node: Use] = [:]
    /// Lanes that have ended before this event, which may have the first pieces of others of the same names.
    package private(set) var endedBefore: [LaneID] = []
    /// Lanes that end with this event.
    package private(set) var endedLanes: [LaneID] = []
    /// Whether all lanes end with this event.
    package private(set) var endsAllLanes = false
    /// Values to replace.
    package private(set) var blanks: [Blank] = []
    /// Strings that are media, beside those that the dialect's fields name.
    package private(set) var media: [JSONTree.Node] = []
    /// Objects and arrays that are read as documents of their own.
    package private(set) var documents: [Document] = []
    /// Whether the event carries nothing and may overtake held ones (a ping).
    package var isKeepAlive = false

    /// A plan that says nothing.
    package init() {}

    /// Whether nothing is said but what strings are, and one of them is a piece.
    package var saysOnePiece: Bool {
        !isKeepAlive && !endsAllLanes && endedBefore.isEmpty && endedLanes.isEmpty && blanks.isEmpty && media.isEmpty
            && documents.isEmpty && !uses.isEmpty
    }

    /// Whether any value is replaced with a piece of a lane.
    package var hasLaneBlanks: Bool {
        blanks.contains { blank in
            if case .lane = blank.condition { true } else { false }
        }
    }

    /// The strings of the event that are pieces of lanes, by lane.
    package var nodesByLane: [LaneID: [JSONTree.Node]] {
        var nodes: [LaneID: [JSONTree.Node]] = [:]
        for (node, use) in uses {
            if case .delta(let lane, _) = use { nodes[lane, default: []].append(node) }
        }
        return nodes
    }

    /// Whether the event brings a piece of a lane whose path begins with `prefix`.
    func hasPiece(under prefix: String) -> Bool {
        uses.values.contains { use in
            switch use {
            case .delta(let lane, _), .unknown(let lane): lane.path.utf8.starts(with: prefix.utf8)
            case .whole, .snapshot, .keep: false
            }
        }
    }

    /// The string at `node` is the next piece of `lane`. Nothing happens if it is nil or no string.
    package mutating func delta(_ node: JSONTree.Node?, of lane: LaneID, _ traits: LaneTraits = LaneTraits()) {
        if let node { uses[node] = .delta(lane, traits) }
    }

    /// The string at `node` is a text of its own, scanned as a lane would be.
    ///
    /// - Parameter isRepeat: whether the same text has been said before: what was reported of it is not reported again.
    package mutating func whole(_ node: JSONTree.Node?, _ traits: LaneTraits = LaneTraits(), isRepeat: Bool) {
        if let node { uses[node] = .whole(traits, isRepeat: isRepeat) }
    }

    /// The string at `node` is a text so far.
    package mutating func snapshot(_ node: JSONTree.Node?, _ snapshot: Snapshot) {
        if let node { uses[node] = .snapshot(snapshot) }
    }

    /// The value at `node` is what `tool` is called with: an object is read as a document, in which a member says what
    /// its neighbours are; a string may hold one. `writing` says what its strings are of which nothing else is said.
    package mutating func arguments(
        _ node: JSONTree.Node?,
        of json: JSONTree,
        tool: String?,
        writing: LaneTraits.Writing? = nil,
        isRepeat: Bool = false
    ) {
        guard let node else { return }
        let traits = LaneTraits(form: .json, tool: tool, writing: writing)
        switch json.kind(node) {
        case .string: whole(node, traits, isRepeat: isRepeat)
        case .object, .array:
            json.forEachString(below: node) { keep($0) }
            // More than two brackets.
            if json.range(node).count > 2 { documents.append(Document(node: node, traits: traits, isRepeat: isRepeat)) }
        case .number, .literal: break
        }
    }

    /// The string at `node` is in a field that nothing is known of.
    package mutating func unknown(_ node: JSONTree.Node?, lane: LaneID) {
        if let node { uses[node] = .unknown(lane) }
    }

    /// The string at `node` is never looked at.
    package mutating func keep(_ node: JSONTree.Node?) {
        if let node { uses[node] = .keep }
    }

    /// The string at `node` is media and never looked at.
    package mutating func keepMedia(_ node: JSONTree.Node?) {
        keep(node)
        if let node { media.append(node) }
    }

    /// The pieces of `lane` that came before this event belong to another text, which has ended.
    package mutating func endBefore(_ lane: LaneID) {
        endedBefore.append(lane)
    }

    /// No piece of `lane` follows.
    package mutating func end(_ lane: LaneID) {
        endedLanes.append(lane)
    }

    /// No piece of any lane follows.
    package mutating func endAll() {
        endsAllLanes = true
    }

    /// The value at `node` becomes `replacement` if `condition` holds.
    package mutating func blank(_ node: JSONTree.Node?, to replacement: String = "null", when condition: Condition) {
        if let node { blanks.append(Blank(node: node, replacement: replacement, condition: condition)) }
    }
}
