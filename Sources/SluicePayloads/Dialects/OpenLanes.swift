// The lanes of a stream that may go on.

/// The lanes of a stream that may go on, so that an event can end all of them that belong to one choice or block.
struct OpenLanes: Sendable {
    /// How many lanes are remembered. Further ones are scanned as well, but end only with the stream.
    static let most = 1024

    // A few in most streams, and looked up for events that are like no earlier one.
    private var paths: [String] = []

    /// Remembers a lane that had a piece.
    mutating func note(_ lane: LaneID) {
        guard paths.count < Self.most, !paths.contains(lane.path) else { return }
        paths.append(lane.path)
    }

    /// Whether `lane` had a piece and has not ended.
    func contains(_ lane: LaneID) -> Bool { paths.contains(lane.path) }

    /// Whether any lane is open.
    var isEmpty: Bool { paths.isEmpty }

    /// Ends the lanes whose path begins with `prefix`.
    mutating func end(under prefix: String, into plan: inout EventPlan) {
        let ended = paths.filter { $0.utf8.starts(with: prefix.utf8) }.sorted()
        guard !ended.isEmpty else { return }
        paths.removeAll { $0.utf8.starts(with: prefix.utf8) }
        for path in ended { plan.end(LaneID(path)) }
    }

    /// Ends one lane, if it is open.
    mutating func end(_ lane: LaneID, into plan: inout EventPlan) {
        guard let index = paths.firstIndex(of: lane.path) else { return }
        paths.remove(at: index)
        plan.end(lane)
    }

    /// Ends the lanes whose path begins with `prefix` before the event, which begins others of the same names.
    mutating func endBefore(under prefix: String, into plan: inout EventPlan) {
        let ended = paths.filter { $0.utf8.starts(with: prefix.utf8) }.sorted()
        guard !ended.isEmpty else { return }
        paths.removeAll { $0.utf8.starts(with: prefix.utf8) }
        for path in ended { plan.endBefore(LaneID(path)) }
    }

    /// Ends all lanes.
    mutating func endAll(into plan: inout EventPlan) {
        if !paths.isEmpty { paths = [] }
        plan.endAll()
    }

    /// The string at `node` is the next piece of the lane at `path`; the result is the lane. Nothing happens where
    /// there is no text.
    @discardableResult
    mutating func piece(
        _ node: JSONTree.Node?,
        of json: JSONTree,
        _ path: String,
        _ traits: LaneTraits,
        into plan: inout EventPlan
    ) -> LaneID? {
        guard let node, json.isText(node) else { return nil }
        let lane = LaneID(path)
        plan.delta(node, of: lane, traits)
        note(lane)
        return lane
    }
}
