// The names of the tools that a stream calls, by the lane of their arguments.

/// The names of the tools that a stream calls. Only the first fragment of a call names its tool.
struct ToolNames: Sendable {
    /// How many calls are remembered.
    static let most = 1024

    private var names: [String: String] = [:]

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
