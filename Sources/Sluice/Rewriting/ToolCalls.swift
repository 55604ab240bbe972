// Which tool's call or result a string of a document belongs to.

import SluiceMatching
import SluiceModel
import SluicePayloads
import SluiceScanning

/// Which tool's call or result each string of a document belongs to, from the names of its members and of its
/// neighbours: `name` beside `input`, `arguments` or `args`, and ids of calls beside results. So it knows all
/// providers' messages and the records of them in logs, in documents inside strings as well. What a call holds that
/// looks like another is the call's.
struct ToolCalls: Sendable {
    /// What is known of an object, from its members so far.
    private struct Facts: Sendable {
        var object: PathTrail.Node
        /// The tool that it names, or that a call in it names.
        var tool: Int16?
        var isCall = false
        /// Whether it is a call of a tool of the provider's own, which its type names.
        var isBuiltIn = false
        var isResult = false
        /// Its own id, and the one that it names a call by, as hashes.
        var id: Int?
        var callID: Int?
    }

    /// A value that is, or may be, what a tool is called with or what it gave.
    private struct Holder: Sendable {
        var node: PathTrail.Node
        var tool: Int16
        /// Whether it is a call whatever stands around or inside it.
        var isSure: Bool
    }

    /// A call whose arguments come before its tool's name.
    private struct Pending: Sendable {
        var code: Int16
        var object: PathTrail.Node
        /// Where its arguments begin in the text of all documents.
        var start: Int
        /// The tool if none is named by the end of the object.
        var fallback: Int16
    }

    /// So many bytes of text behind the beginning of its arguments the name of a tool is waited for.
    static let patience = 65_536
    /// How many calls are remembered by their ids.
    private static let mostCalls = 1_024
    /// More objects are open inside each other in no message; of more, the outermost are forgotten.
    private static let mostObjects = 64
    private static let farthestAncestor = 256
    /// So many calls inside each other may wait; what else looks like one is what the innermost is called with.
    private static let mostPending = 8

    private let places: PlaceSettings
    /// Whether text can wait for a name that comes after it.
    private let mayWait: Bool
    private var objects: [Facts] = []
    private var holders: [Holder] = []
    private var pending: [Pending] = []
    private var lastCode: Int16 = -1
    /// What became of calls that had to wait, by their codes, until it is taken.
    private(set) var settled: [(code: Int16, tool: Int16)] = []
    /// The tools of calls by their ids, and the ids in the order in which they came.
    private var calls: [Int: Int16] = [:]
    private var callOrder: [Int] = []
    private var oldestCall = 0
    /// The tools that were named last, as most calls of a conversation are of a few.
    private var named: [(name: [UInt8], tool: Int16)] = []
    private static let mostNamed = 8

    init(_ places: PlaceSettings, mayWait: Bool) {
        self.places = places
        self.mayWait = mayWait
    }

    /// Where the first call begins whose tool is still waited for, in the text of all documents.
    var firstPending: Int? { pending.first?.start }

    /// Forgets where the document was; the calls are remembered.
    mutating func restart() {
        settleAll()
        objects = []
        holders = []
    }

    /// Forgets what is known of the document at `node`, as another one begins there; the calls are remembered.
    mutating func beginDocument(at node: PathTrail.Node, offset: Int) {
        while let call = pending.last, call.object >= node { settleLast(call, at: offset) }
        objects.removeAll { $0.object >= node }
        holders.removeAll { $0.node > node }
    }

    /// Takes what became of calls that had to wait.
    mutating func takeSettled() -> [(code: Int16, tool: Int16)] {
        guard !settled.isEmpty else { return [] }
        defer { settled = [] }
        return settled
    }

    /// Ends the waiting of calls whose tool was not named in time.
    mutating func expire(at offset: Int) {
        while let first = pending.first, offset - first.start > Self.patience {
            pending.removeFirst()
            settle(first.code, as: PlaceSettings.anyTool)
        }
    }

    /// Ends the waiting of all calls, as nothing follows.
    mutating func settleAll() {
        while let call = pending.popLast() { settle(call.code, as: call.fallback) }
    }

    /// Ends the waiting of calls whose object has ended before the value at `node`.
    private mutating func settleEnded(before node: PathTrail.Node, _ trail: PathTrail, at offset: Int) {
        while let call = pending.last, !Self.isWithin(node, call.object, trail) { settleLast(call, at: offset) }
    }

    /// Ends the waiting of the last call, whose object ended before `offset`.
    private mutating func settleLast(_ call: Pending, at offset: Int) {
        pending.removeLast()
        settle(call.code, as: offset - call.start <= Self.patience ? call.fallback : PlaceSettings.anyTool)
    }

    /// Whether the value at `node` is the one at `outer` or in it; one that is far down counts as in it.
    private static func isWithin(_ node: PathTrail.Node, _ outer: PathTrail.Node, _ trail: PathTrail) -> Bool {
        var place = node
        var steps = 0
        while place > outer, steps < farthestAncestor {
            place = trail.parent(of: place)
            steps += 1
        }
        return place >= outer
    }

    /// The tool whose call or result the value at `node` belongs to: a number, or the code of a call that waits.
    mutating func tool(of node: PathTrail.Node, _ trail: PathTrail, at offset: Int) -> Int16 {
        if !pending.isEmpty { settleEnded(before: node, trail, at: offset) }
        let holder = trail.holder(of: node)
        while let last = holders.last, last.node > holder { holders.removeLast() }
        if holder != .root, holders.last?.node != holder { open(holder: holder, trail, at: offset) }
        return holders.last?.tool ?? 0
    }

    /// Adds a holder, with those around it in which nothing has been placed.
    private mutating func open(holder: PathTrail.Node, _ trail: PathTrail, at offset: Int) {
        var unseen: [PathTrail.Node] = []
        var outer = holder
        while true {
            outer = trail.holder(of: trail.parent(of: outer))
            while let last = holders.last, last.node > outer { holders.removeLast() }
            if outer == .root || holders.last?.node == outer { break }
            unseen.append(outer)
        }
        for node in unseen.reversed() {
            holders.append(self.holder(node, in: holders.last, trail, at: offset))
        }
        holders.append(self.holder(holder, in: holders.last, trail, at: offset))
    }

    /// Takes a short string that may say which tool is called.
    ///
    /// - Parameters:
    ///   - kind: what its name says.
    ///   - isCut: whether `value` is a part of it only.
    mutating func take(
        _ kind: MemberKind,
        of object: PathTrail.Node,
        _ value: ArraySlice<UInt8>,
        isCut: Bool,
        _ trail: PathTrail,
        at offset: Int
    ) {
        guard !value.isEmpty else { return }
        if !pending.isEmpty { settleEnded(before: object, trail, at: offset) }
        // Most say of a message that it is one of a person or a model.
        if kind == .role, !Self.isResult(role: value) { return }
        let index = open(object, trail)
        switch kind {
        case .toolName:
            let tool = isCut ? PlaceSettings.anyTool : number(of: value)
            // Of two names it is not known which one counts.
            let isOther = objects[index].tool.map { $0 != tool } ?? false
            objects[index].tool = isOther ? PlaceSettings.anyTool : tool
            settle(callsOf: objects[index].object, as: objects[index].tool ?? tool, at: offset)
            remember(objects[index])
            return nameCall(around: index, trail)
        case .type:
            objects[index].isCall = Self.callTypes.contains { $0.count == value.count && $0.elementsEqual(value) }
            objects[index].isResult = Self.isResult(type: value)
            if let tool = ProviderTool(callType: value) {
                objects[index].tool = number(of: tool.name[...])
                objects[index].isBuiltIn = true
            } else if value.starts(with: Self.partPrefix), !isCut {
                takePart(value.dropFirst(Self.partPrefix.count), of: index, at: offset)
            }
        case .role: objects[index].isResult = true
        case .id, .callID:
            guard !isCut else { return }
            if kind == .id { objects[index].id = value.hashValue } else { objects[index].callID = value.hashValue }
        default: return
        }
        remember(objects[index])
    }

    /// Takes what stands behind `tool-` in the type of a part of a message, which is the name of the tool or a step of
    /// a call (AI SDK).
    private mutating func takePart(_ name: ArraySlice<UInt8>, of index: Int, at offset: Int) {
        if Self.partSteps.contains(where: { name.starts(with: $0) }) { return }
        objects[index].isCall = true
        if name.starts(with: Self.partInput) { return }
        let tool = objects[index].tool ?? number(of: name)
        objects[index].tool = tool
        settle(callsOf: objects[index].object, as: tool, at: offset)
    }

    /// Takes over the tool that an object names for the one around it, whose ids are the call's.
    private mutating func nameCall(around index: Int, _ trail: PathTrail) {
        let object = objects[index].object
        guard Self.isWithinCall(object, trail), let tool = objects[index].tool else { return }
        let outer = trail.object(of: object)
        if index == 0 || objects[index - 1].object != outer {
            objects.insert(Facts(object: outer, tool: tool), at: index)
        } else {
            objects[index - 1].tool = tool
            remember(objects[index - 1])
        }
    }

    /// What the value at a holder's `node` is, which is in `outer`.
    private mutating func holder(
        _ node: PathTrail.Node,
        in outer: Holder?,
        _ trail: PathTrail,
        at offset: Int
    ) -> Holder {
        // A call inside of a call is what it is called with.
        if let outer, outer.isSure { return Holder(node: node, tool: outer.tool, isSure: true) }
        let object = trail.object(of: node)
        let facts = objects.last { $0.object == object } ?? Facts(object: object)
        let kind = trail.kind(of: node)
        if kind == .action || kind == .code {
            if facts.isBuiltIn, let tool = facts.tool { return Holder(node: node, tool: tool, isSure: true) }
            if trail.kind(of: object) == .executable {
                let tool = number(of: ProviderTool.codeExecution.name[...])
                return Holder(node: node, tool: tool, isSure: true)
            }
        }
        if kind.isArguments {
            if isCall(node, kind, object, facts, trail) {
                let tool = facts.tool ?? wait(for: object, at: offset, otherwise: PlaceSettings.anyTool)
                return Holder(node: node, tool: tool, isSure: true)
            }
            let mayBeCall = kind == .arguments || kind == .input && trail.shape(of: node) == .object
            if mayBeCall, let tool = facts.tool { return Holder(node: node, tool: tool, isSure: false) }
            // A record with sorted members names its tool behind what it is called with, if it is one of a call.
            if kind == .arguments, pending.count < Self.mostPending {
                let tool = wait(for: object, at: offset, otherwise: outer?.tool ?? 0)
                return Holder(node: node, tool: tool, isSure: false)
            }
        } else if isResult(object, facts, trail) {
            if let known = facts.tool ?? facts.callID.flatMap({ calls[$0] }) ?? facts.id.flatMap({ calls[$0] }) {
                return Holder(node: node, tool: known, isSure: true)
            }
        } else if kind == .output, facts.isCall, let tool = facts.tool {
            return Holder(node: node, tool: tool, isSure: true)
        }
        return Holder(node: node, tool: outer?.tool ?? 0, isSure: false)
    }

    /// Whether arguments are surely those of a call: by what their object is called, by its type, or by the list that
    /// it is in.
    private func isCall(
        _ node: PathTrail.Node,
        _ kind: MemberKind,
        _ object: PathTrail.Node,
        _ facts: Facts,
        _ trail: PathTrail
    ) -> Bool {
        if facts.isCall { return true }
        let around = object == .root ? MemberKind.other : trail.kind(of: trail.object(of: object))
        switch trail.kind(of: object) {
        case .call: return around != .definitions
        case .innerCall: return around == .call || around == .result
        // A block of a message.
        case .body: return kind == .input && trail.isElement(object) && trail.shape(of: node) == .object
        // An item of a conversation.
        case .input, .output:
            return trail.isElement(object) && (kind == .arguments || kind == .input && facts.callID != nil)
        default: return false
        }
    }

    private func isResult(_ object: PathTrail.Node, _ facts: Facts, _ trail: PathTrail) -> Bool {
        facts.isResult || trail.kind(of: object) == .result
            || !facts.isCall && facts.callID.map { calls[$0] != nil } ?? false
    }

    /// Waits for the name of the tool that is called in `object`. The result stands for it until then.
    ///
    /// - Parameter fallback: the tool if none is named by the end of the object.
    private mutating func wait(
        for object: PathTrail.Node,
        at offset: Int,
        otherwise fallback: Int16
    ) -> Int16 {
        guard mayWait else { return PlaceSettings.anyTool }
        lastCode = lastCode == TextPlace.spelledCall + 1 ? -2 : lastCode - 1
        pending.append(Pending(code: lastCode, object: object, start: offset, fallback: fallback))
        return lastCode
    }

    /// Settles the calls of an object whose tool is named now.
    private mutating func settle(callsOf object: PathTrail.Node, as tool: Int16, at offset: Int) {
        guard !pending.isEmpty else { return }
        for call in pending where call.object == object {
            settle(call.code, as: offset - call.start <= Self.patience ? tool : PlaceSettings.anyTool)
        }
        pending.removeAll { $0.object == object }
    }

    private mutating func settle(_ code: Int16, as tool: Int16) {
        settled.append((code, tool))
        for index in holders.indices where holders[index].tool == code { holders[index].tool = tool }
        for index in pending.indices where pending[index].fallback == code { pending[index].fallback = tool }
    }

    /// Remembers the tool of a call by its ids.
    private mutating func remember(_ facts: Facts) {
        guard let tool = facts.tool else { return }
        for case let id? in [facts.id, facts.callID] {
            if calls.updateValue(tool, forKey: id) != nil { continue }
            if callOrder.count < Self.mostCalls {
                callOrder.append(id)
            } else {
                calls[callOrder[oldestCall]] = nil
                callOrder[oldestCall] = id
                oldestCall = (oldestCall + 1) % Self.mostCalls
            }
        }
    }

    /// The index of what is known of the object at `object`, a member of which comes now. Objects that have ended are
    /// forgotten.
    private mutating func open(_ object: PathTrail.Node, _ trail: PathTrail) -> Int {
        var ancestor = object
        var steps = 0
        while let last = objects.last, last.object != object {
            while ancestor > last.object, steps < Self.farthestAncestor {
                ancestor = trail.parent(of: ancestor)
                steps += 1
            }
            if ancestor >= last.object { break }
            objects.removeLast()
        }
        if objects.last?.object != object {
            if objects.count >= Self.mostObjects { objects.removeFirst() }
            objects.append(Facts(object: object))
        }
        return objects.count - 1
    }

    /// Whether an object is the part of a call that names the tool, so that ids beside it are the call's.
    private static func isWithinCall(_ object: PathTrail.Node, _ trail: PathTrail) -> Bool {
        let kind = trail.kind(of: object)
        return (kind == .call || kind == .innerCall) && !trail.isElement(object)
    }

    /// The paths that are remembered, for forgetting all others.
    func addPaths(to paths: inout [PathTrail.Node]) {
        paths += objects.map(\.object)
        paths += holders.map(\.node)
        paths += pending.map(\.object)
    }

    /// Takes over the new names of the paths that `addPaths` added, which are the first of `paths`.
    mutating func renamePaths(_ paths: ArraySlice<PathTrail.Node>) {
        var names = paths
        for index in objects.indices { objects[index].object = names.popFirst() ?? .root }
        for index in holders.indices { holders[index].node = names.popFirst() ?? .root }
        for index in pending.indices { pending[index].object = names.popFirst() ?? .root }
    }

    /// The number of a tool's name.
    private mutating func number(of name: ArraySlice<UInt8>) -> Int16 {
        if let known = named.first(where: { $0.name.count == name.count && $0.name.elementsEqual(name) }) {
            return known.tool
        }
        let tool = places.number(ofTool: String(decoding: name, as: UTF8.self))
        if named.count >= Self.mostNamed { named.removeFirst() }
        named.append((Array(name), tool))
        return tool
    }

    private static let callTypes = [
        "tool_use", "server_tool_use", "mcp_tool_use", "function_call", "custom_tool_call", "mcp_call", "tool_call",
        "tool-call", "toolCall",
    ].map { Array($0.utf8) }

    private static let partPrefix = Array("tool-".utf8)
    private static let partInput = Array("input-".utf8)
    private static let partSteps = ["call", "result", "error", "output-", "approval-"].map { Array($0.utf8) }

    private static let resultTypes = ["tool_result", "tool-result", "_output"].map { Array($0.utf8) }
    private static let resultRoles = ["tool", "function"].map { Array($0.utf8) }

    private static func isResult(type: ArraySlice<UInt8>) -> Bool {
        resultTypes.contains { type.suffix($0.count).elementsEqual($0) }
    }

    private static func isResult(role: ArraySlice<UInt8>) -> Bool { resultRoles.contains { role.elementsEqual($0) } }
}
