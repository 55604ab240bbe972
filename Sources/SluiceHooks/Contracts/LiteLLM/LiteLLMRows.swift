// What rows of LiteLLM have that is posted beside them as well.

import SluicePayloads

/// The tool calls and pictures that the rows of a request have. LiteLLM posts them a second time beside the rows; what
/// the rows do not have is judged by itself. Only what may be asked for is kept of the rows, however many there are.
struct LiteLLMRows {
    private let json: JSONTree
    /// Calls by their name and arguments, with what else the rows have in them; those that no row has are not there.
    private var calls: [[ArraySlice<UInt8>]: Set<ArraySlice<UInt8>>] = [:]
    private var pictures: Set<ArraySlice<UInt8>> = []

    /// - Parameters:
    ///   - list: the rows; nil for none.
    ///   - posted: the calls that are posted beside them.
    ///   - images: the addresses of the pictures that are.
    init(_ list: JSONTree.Node?, besides posted: [JSONTree.Node], _ images: [JSONTree.Node], of json: JSONTree) {
        self.json = json
        guard let list, !posted.isEmpty || !images.isEmpty else { return }
        let functions = posted.compactMap { call in function(of: call).map { (call, $0) } }
        let keys = Set(functions.map { key($0.1) })
        let texts = Set(functions.flatMap { others(in: $0.0, $0.1) })
        let urls = Set(images.map { json.bytes[json.range($0)] })
        for row in json.elements(of: list) {
            for call in json.elements(of: json.present("tool_calls", of: row)) {
                guard let function = function(of: call) else { continue }
                let key = key(function)
                guard keys.contains(key) else { continue }
                calls[key, default: []].formUnion(others(in: call, function).filter(texts.contains))
            }
            for part in json.elements(of: json.present("content", of: row)) {
                let image = json.present("image_url", of: part)
                guard let url = json.present("url", of: image) ?? image, json.isText(url) else { continue }
                let spelling = json.bytes[json.range(url)]
                if urls.contains(spelling) { pictures.insert(spelling) }
            }
        }
    }

    /// Whether a row has the call, with all that may be text in it.
    func has(call: JSONTree.Node) -> Bool {
        guard let function = function(of: call), let known = calls[key(function)] else { return false }
        return others(in: call, function).allSatisfy(known.contains)
    }

    /// Whether a row has the picture.
    func has(picture url: JSONTree.Node) -> Bool {
        json.isText(url) && pictures.contains(json.bytes[json.range(url)])
    }

    private func function(of call: JSONTree.Node) -> JSONTree.Node? {
        guard let function = json.present("function", of: call), json.kind(function) == .object else { return nil }
        return function
    }

    /// Name and arguments as they are written; nothing of what is not there.
    private func key(_ function: JSONTree.Node) -> [ArraySlice<UInt8>] {
        [json.member("name", of: function), json.member("arguments", of: function)].map { node in
            node.map { json.bytes[json.range($0)] } ?? []
        }
    }

    /// What else may be text in a call: neither its id, type and index, nor `null`, `true` and `false`.
    private func others(in call: JSONTree.Node, _ function: JSONTree.Node) -> [ArraySlice<UInt8>] {
        let known = [json.member("name", of: function), json.member("arguments", of: function), function]
        let inFunction = json.children(of: function).filter { !known.contains($0) }
        let inCall = json.children(of: call).filter { member in
            guard !known.contains(member) else { return false }
            switch json.kind(member) {
            case .string: return !json.isNamed(member, "id") && !json.isNamed(member, "type")
            case .number: return !json.isNamed(member, "index")
            case .object, .array, .literal: return true
            }
        }
        return (inFunction + inCall).filter { json.kind($0) != .literal }.map { json.bytes[json.range($0)] }
    }
}
