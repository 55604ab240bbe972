// The names of the tools that a stream calls, by the lane of their arguments.

/// The names of the tools that a stream calls. Only the first fragment of a call names its tool.
struct ToolNames: Sendable {
    /// How many calls are remembered.
    static let most = 1024

    private var names: [String: String] = [:]
    /// The ids of the calls.
    private var ids: [String: String] = [:]

    /// Takes the id of a call and sees whether what has it or the name at `name` is another call than the one before
    /// that `lane` was for. Some servers give all calls the same index. The name of the one before is forgotten then.
    mutating func isAnotherCall(
        id: JSONTree.Node?,
        name: JSONTree.Node?,
        of json: JSONTree,
        for lane: LaneID
    ) -> Bool {
        let id = json.isText(id) ? json.string(id) : nil
        let name = json.isText(name) ? json.string(name) : nil
        guard id != nil || name != nil else { return false }
        let old = (id: ids[lane.path], name: names[lane.path])
        func isOther(_ new: String?, _ old: String?) -> Bool {
            new != nil && old != nil && new != old
        }
        let isAnother = isOther(id, old.id) || isOther(name, old.name)
        if isAnother { forget(lane) }
        if let id, ids[lane.path] != id, ids.count < Self.most { ids[lane.path] = id }
        return isAnother
    }

    /// Forgets what `lane` was for: another call has begun.
    mutating func forget(_ lane: LaneID) {
        if !names.isEmpty { names[lane.path] = nil }
        if !ids.isEmpty { ids[lane.path] = nil }
    }

    /// Takes the name at `node`, if there is one, and returns the name of the tool that `lane` is for, if it is known.
    mutating func name(_ node: JSONTree.Node?, of json: JSONTree, for lane: LaneID) -> String? {
        if json.isText(node), let name = json.string(node) {
            if names[lane.path] != name, names.count < Self.most { names[lane.path] = name }
            return name
        }
        return self.name(lane)
    }

    /// The name of the tool that `lane` is for, if it is known.
    func name(_ lane: LaneID) -> String? { names.isEmpty ? nil : names[lane.path] }
}
