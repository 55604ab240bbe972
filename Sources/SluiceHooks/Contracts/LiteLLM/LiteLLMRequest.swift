// A request as LiteLLM's generic guardrail posts it.

import SluiceModel
import SluicePayloads

/// A request as LiteLLM's generic guardrail posts it, with every text twice: in `texts` and in the rows of
/// `structured_messages`. The rows are judged, and `texts` are masked like the strings of the rows that they are. Texts,
/// tool calls and pictures that no row has are judged on their own.
struct LiteLLMRequest {
    /// Where a text is judged.
    private enum Place {
        /// In the rows, in values of the spelling with this number.
        case rows(spelling: Int)
        case part(Int)
    }

    private let json: JSONTree
    private let texts: [JSONTree.Node]
    private var places: [Place] = []
    private var parts: [HookPart] = []
    /// The values of the rows that are spelled like a text, for each such spelling.
    private var spellings: [[Int]] = []
    /// The rows as a document, and their part.
    private var rows: (document: WrappedDocument, part: Int)?
    private var tools: (document: WrappedDocument, part: Int)?
    /// The parts that nothing in an answer can carry.
    private var unmaskable: Set<Int> = []

    init(texts: [JSONTree.Node], of json: JSONTree, direction: Direction?) throws(HookError) {
        self.json = json
        self.texts = texts
        let list = try json.optionalArray("structured_messages")
        let (calls, images) = (try json.optionalList("tool_calls") ?? [], try json.optionalList("images") ?? [])
        let numbers = list.map { takeRows($0) } ?? [:]
        // Rows of an answer are read as text, so that they say nothing of pictures.
        let known = LiteLLMRows(direction == .response ? nil : list, besides: calls, images, of: json)
        for call in calls where !known.has(call: call) {
            addUnmaskable([Self.callDocument(call, of: json).part])
        }
        for image in images where !known.has(picture: image) {
            addUnmaskable(HookPart.picture(image, of: json, direction: direction))
        }
        if let node = try json.optionalArray("tools"), !json.isEmpty(node) {
            let document = WrappedDocument(node, of: json, as: "tools")
            tools = (document, parts.count)
            parts.append(document.part)
        }
        for text in texts {
            if let spelling = numbers[json.bytes[json.range(text)]] {
                places.append(.rows(spelling: spelling))
            } else {
                places.append(.part(parts.count))
                parts.append(.json(json.slice(text)))
            }
        }
    }

    /// Takes the rows, and notes which of their values are spelled like a text.
    ///
    /// - Returns: the number of each such spelling.
    private mutating func takeRows(_ list: JSONTree.Node) -> [ArraySlice<UInt8>: Int] {
        let document = WrappedDocument(list, of: json, as: "messages")
        rows = (document, parts.count)
        parts.append(document.part)
        let wanted = Set(texts.map { json.bytes[json.range($0)] })
        var numbers: [ArraySlice<UInt8>: Int] = [:]
        guard let tree = JSONTree(json.slice(list)) else { return numbers }
        for (index, node) in tree.values.enumerated() where Self.isContent(node, of: tree) {
            let spelling = tree.bytes[tree.range(node)]
            guard wanted.contains(spelling) else { continue }
            if let number = numbers[spelling] {
                spellings[number].append(index)
            } else {
                numbers[spelling] = spellings.count
                spellings.append([index])
            }
        }
        return numbers
    }

    private mutating func addUnmaskable(_ more: [HookPart]) {
        unmaskable.formUnion(parts.count..<parts.count + more.count)
        parts += more
    }

    /// A tool call as a message of a model has it.
    static func callDocument(_ call: JSONTree.Node, of json: JSONTree) -> WrappedDocument {
        WrappedDocument(
            json.slice(call),
            prefix: #"{"messages":[{"role":"assistant","tool_calls":["#,
            suffix: "]}]}",
            dialect: .openAIChat,
            tool: json.string(json.member("function", "name", of: call))
        )
    }

    /// Whether a string is one that LiteLLM has as a text too: the `content` of a row, or the `text` of a part of it.
    /// Others may be spelled the same and be treated otherwise, such as reasoning under a signature.
    private static func isContent(_ node: JSONTree.Node, of tree: JSONTree) -> Bool {
        guard tree.kind(node) == .string, let holder = tree.parent(node) else { return false }
        if tree.isNamed(node, "content") { return tree.parent(holder) == tree.root }
        guard tree.isNamed(node, "text"), let list = tree.parent(holder), tree.isNamed(list, "content"),
            let row = tree.parent(list)
        else { return false }
        return tree.parent(row) == tree.root
    }

    func answer(
        _ call: HookCall,
        _ handling: MaskHandling,
        _ engine: HookEngine
    ) async throws(HookError) -> HookResponse {
        let judgement = try await engine.check(parts, as: call).judgement()
        switch judgement.ruling(handling, isMaskable: { !unmaskable.contains($0) }) {
        case .passed:
            return judgement.response(.object([("action", .string("NONE"))]))
        case .masked:
            return judgement.response(try intervention(judgement.verdict))
        case .refused(let message):
            return judgement.response(LiteLLMContract.refusal(message))
        }
    }

    private func intervention(_ verdict: HookVerdict) throws(HookError) -> JSONValue {
        var members: [(String, JSONValue)] = [("action", .string("GUARDRAIL_INTERVENED"))]
        var changedValues: [Int: [UInt8]] = [:]
        if let rows, verdict.parts[rows.part].action >= .mask {
            let filtered = rows.document.value(in: verdict.parts[rows.part].bytes ?? [])
            guard let tree = JSONTree(filtered), let list = json.present("structured_messages"),
                let original = JSONTree(json.slice(list))
            else { throw .internalError }
            let (old, new) = (original.values, tree.values)
            for index in old.indices where index < new.count && original.kind(old[index]) == .string {
                let value = tree.bytes[tree.range(new[index])]
                if value != original.bytes[original.range(old[index])] { changedValues[index] = Array(value) }
            }
            if needsRows(changedValues, original, old) { members.append(("structured_messages", .raw(filtered))) }
        }
        if let tools, verdict.parts[tools.part].action >= .mask {
            members.append(("tools", .raw(tools.document.value(in: verdict.parts[tools.part].bytes ?? []))))
        }
        // Once for each spelling: many texts and many rows may be spelled alike.
        let masks = spellings.map { $0.lazy.compactMap { changedValues[$0] }.first }
        let masked: [JSONValue] = zip(texts, places).map { text, place in
            switch place {
            case .rows(let spelling): .raw(masks[spelling] ?? json.slice(text))
            case .part(let part): .raw(verdict.parts[part].bytes ?? Array("\"\"".utf8))
            }
        }
        members.append(("texts", .array(masked)))
        return .object(members)
    }

    /// Whether something changed in the rows that no text stands for.
    private func needsRows(_ changed: [Int: [UInt8]], _ rows: JSONTree, _ values: [JSONTree.Node]) -> Bool {
        let spellings = Set(texts.map { json.bytes[json.range($0)] })
        return changed.keys.contains { index in
            !Self.isContent(values[index], of: rows) || !spellings.contains(rows.bytes[rows.range(values[index])])
        }
    }
}
