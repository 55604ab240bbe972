// Plans the strings of an event that its dialect does not know.

/// Plans the strings of an event that its dialect does not know: each is a piece of a lane that is named by its path.
///
/// A field that says the same again and again is a label (an id, a version), not a text in pieces. Its lane is ended,
/// so that nothing waits for a text that never goes on; the label is still scanned on its own.
struct StrayText: Sendable {
    /// How many fields are watched for being labels.
    static let mostFields = 128
    /// A value is a label when it came at least twice in a row and this many bytes of it came.
    static let labelBytes = 24

    private struct Label: Sendable {
        var hash: Int
        var bytes: Int
    }

    private var labels: [LaneID: Label] = [:]

    /// Plans the strings of `event` that `plan` does not mention and that `fields` calls text. Those below a value of
    /// `complete` are whole texts, the others pieces of lanes whose names begin with `prefix`.
    mutating func plan(
        _ event: StreamEvent,
        fields: FieldTree,
        complete: [JSONTree.Node] = [],
        prefix: String = "",
        lanes: inout OpenLanes,
        into plan: inout EventPlan
    ) {
        let json = event.json
        var found: [JSONTree.Node] = []
        json.forEachString(fields) { node, treatment in
            if treatment == .text, plan.uses[node] == nil { found.append(node) }
        }
        guard !found.isEmpty else { return }
        let replaced = json.replacedMembers()
        let wholes = RangeIndex(complete.map { json.range($0) })
        for node in found where json.isText(node) {
            // A string has nothing inside, so that a value that meets it is it or is around it.
            if wholes.overlaps(json.range(node)) {
                plan.whole(node, isRepeat: false)
                continue
            }
            var path = prefix + json.lanePath(of: node)
            if !replaced.isEmpty { path += json.mark(of: node, replaced) }
            let lane = LaneID(path)
            if isLabel(node, of: json, lane) {
                plan.whole(node, isRepeat: false)
                lanes.end(lane, into: &plan)
            } else {
                plan.unknown(node, lane: lane)
                lanes.note(lane)
            }
        }
    }

    private mutating func isLabel(_ node: JSONTree.Node, of json: JSONTree, _ lane: LaneID) -> Bool {
        let content = json.content(node)
        var hasher = Hasher()
        for index in content { hasher.combine(json.bytes[index]) }
        let hash = hasher.finalize()
        guard let old = labels[lane] else {
            if labels.count < Self.mostFields { labels[lane] = Label(hash: hash, bytes: content.count) }
            return false
        }
        guard old.hash == hash else {
            labels[lane] = Label(hash: hash, bytes: content.count)
            return false
        }
        let bytes = old.bytes + content.count
        if old.bytes < Self.labelBytes { labels[lane] = Label(hash: hash, bytes: bytes) }
        return bytes >= Self.labelBytes
    }
}

extension JSONTree {
    /// The path of a value, in which an element of an array that has a number `index` goes by that number: providers
    /// name choices and tool calls so, whatever their position in an event.
    func lanePath(of node: Node) -> String {
        var trail = PathTrail()
        var chain = [node]
        while let last = chain.last, let parent = parent(last) { chain.append(parent) }
        var place = PathTrail.Node.root
        for index in chain.indices.dropLast().reversed() {
            let value = chain[index]
            if kind(chain[index + 1]) == .array {
                place = trail.element(self.index(of: value), of: place)
            } else {
                place = trail.member(nameText(value).span, of: place)
            }
        }
        return trail.text(of: place)
    }

    /// The number `index` of an element of an array, or else its position.
    func index(of node: Node) -> Int {
        integer(member("index", of: node)) ?? position(node)
    }

    /// Calls `body` with every string at or below `node`.
    func forEachString(below node: Node?, _ body: (Node) -> Void) {
        guard let node else { return }
        if kind(node) == .string { return body(node) }
        // Values lie in the order of the document, so all below a value come right after it.
        let end = range(node).upperBound
        var index = node.index + 1
        while index < records.count, records[Int(index)].range.lowerBound < end {
            if records[Int(index)].kind == .string { body(Node(index: index)) }
            index += 1
        }
    }
}
