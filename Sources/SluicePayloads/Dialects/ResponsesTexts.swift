// Where the texts of OpenAI Responses stand, whatever event says them.

/// Where the texts of one event of OpenAI Responses stand in the response: a text has one name in its deltas, its done
/// event, its part, its item and the last event's response.
struct ResponsesTexts {
    private let json: JSONTree
    /// The names of the item that the event is about.
    private let items: [String]
    /// The name of its part.
    private let part: String?
    /// The ids of the items of the response that the event holds.
    private let ids: [String?]

    /// - Parameter output: what the event says of the place of its item.
    init(_ json: JSONTree, output: String) {
        self.json = json
        let root = json.root
        // An event that says nothing is about no item that could be known again.
        var items = output.hasPrefix("output[") ? [output] : []
        if let id = json.string(json.member("item", "id", of: root)), items != ["output[\(id)]"] {
            items.append("output[\(id)]")
        }
        self.items = items
        var part: String?
        for (name, list) in [("content_index", "content"), ("summary_index", "summary")] as [(StaticString, String)] {
            guard let place = items.first, let index = json.integer(json.member(name, of: root)) else { continue }
            part = "\(place).\(list)[\(index)]"
        }
        self.part = part
        ids = json.elements(of: json.member("response", "output", of: root)).map {
            json.string(json.member("id", of: $0))
        }
    }

    /// The names of a string's text; none if it stands for itself.
    func names(of node: JSONTree.Node) -> [String] {
        let path = json.path(of: node)
        if path.hasPrefix("item.") { return items.map { $0 + path.dropFirst(4) } }
        if path.hasPrefix("part.") { return part.map { [$0 + path.dropFirst(4)] } ?? [] }
        guard path.hasPrefix("response.") else { return [] }
        guard path.hasPrefix("response.output[") else { return [path] }
        let name = path.dropFirst("response.".count)
        let index = name.dropFirst("output[".count).prefix { $0 != "]" }
        guard let position = Int(index), position < ids.count, let id = ids[position] else { return [String(name)] }
        return [String(name), "output[\(id)]" + name.dropFirst("output[".count + index.count + 1)]
    }

    /// The name of the text of a lane.
    static func text(of lane: String) -> String {
        for (kind, name) in kinds where lane.hasSuffix(kind) { return lane.dropLast(kind.count) + name }
        return lane
    }

    /// Kinds of deltas that are called otherwise in items.
    private static let kinds = [
        (".reasoning_text", ".text"), (".output_audio_transcript", ".transcript"), (".audio_transcript", ".transcript"),
        (".audio.transcript", ".transcript"),
    ]
}
