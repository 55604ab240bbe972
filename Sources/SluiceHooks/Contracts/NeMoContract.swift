// The check endpoint of NeMo Guardrails.

import HTTPTypes
import Sluice
import SluiceModel
import SluicePayloads

/// The check endpoint of NeMo Guardrails: `POST /v1/checks`, a chat request with `guardrails`.
///
/// - `guardrails.config_id` is the policy's name; several cannot be asked at once.
/// - Messages of the assistant are judged as answers and the others as requests; `rail_types` says which of the two,
///   else both. The answer holds one `content`: that of the last answer if answers are judged, else that of the last
///   user. A mask anywhere else (an earlier message, a tool call, several parts) cannot be carried and blocks.
/// - Tools and `guardrails.context` are judged with the requests; a mask there blocks as well.
/// - What could not be judged is an error with a `detail`, 422 where NeMo has it so.
package struct NeMoContract: GatewayContract {
    package let name = "nemo"
    package let routes = [HookRoute.post("/v1/checks")]

    /// Makes the contract.
    package init() {}

    package func handle(_ request: HookRequest, engine: HookEngine) async throws(HookError) -> HookResponse {
        let json = try request.object()
        var call = try HookCall(gateway: name, request: request, direction: nil)
        call.model = json.string(json.present("model"))
        if call.policy == nil { call.policy = try Self.policy(json) }
        let conversation = try Conversation(json)
        let handling = try request.maskHandling() ?? .mask
        var judgements: [Judgement] = []
        var content = conversation.content
        var isModified = false
        for direction in conversation.directions {
            let messages = conversation.messages.filter { $0.direction == direction }
            call.direction = direction
            let others = direction == .request ? conversation.others : []
            let judgement = try await engine.check(messages.map(\.document.part) + others, as: call).judgement()
            judgements.append(judgement)
            let answered = messages.firstIndex { $0.isAnswered }
            let ruling = judgement.ruling(handling) { part in
                // Where findings are not kept it is not known where all masks stand.
                part == answered && judgement.verdict.omittedFindings.isEmpty
                    && Self.onlyContent(judgement.verdict.parts[part].findings)
                    && messages[part].text(in: judgement.verdict.parts[part].bytes ?? []) != nil
            }
            switch ruling {
            case .passed: break
            case .masked:
                guard let answered, judgement.verdict.parts[answered].action >= .mask,
                    let text = messages[answered].text(in: judgement.verdict.parts[answered].bytes ?? [])
                else { break }
                isModified = true
                content = text
            case .refused(let message):
                return judgement.response(
                    .object([
                        ("status", .string("blocked")), ("content", .string(message)),
                        ("rail", .string(judgement.verdict.policy)),
                    ])
                )
            }
        }
        let body = JSONValue.object([("status", .string(isModified ? "modified" : "passed")), ("content", content)])
        let incomplete = judgements.first { $0.failure != nil }
        return (incomplete ?? judgements.max { $0.verdict.action < $1.verdict.action })?.response(body) ?? .json(body)
    }

    package func response(to error: HookError, request: HookRequest) -> HookResponse {
        var response = error.response
        if error.status == .badRequest { response.status = .unprocessableContent }
        response.body =
            JSONValue.object([("detail", .string(error.message)), ("code", .string(error.code))]).bytes
        return response
    }

    /// Whether masks stand in the text of the message only.
    private static func onlyContent(_ findings: [LocatedFinding]) -> Bool {
        findings.allSatisfy { $0.action < .mask || $0.path?.hasPrefix("messages[0].content") == true }
    }

    private static func policy(_ json: JSONTree) throws(HookError) -> String? {
        guard let settings = json.present("guardrails") else { return nil }
        guard json.kind(settings) == .object else {
            throw .invalid("invalid_field", "`guardrails` must be an object.")
        }
        let ids = try json.optionalList("config_ids", of: settings) ?? []
        guard ids.count <= 1 else {
            throw .invalid("one_policy", "`guardrails.config_ids` must have one name: one policy is asked at a time.")
        }
        guard ids.allSatisfy({ json.kind($0) == .string }) else {
            throw .invalid("invalid_field", "`guardrails.config_ids` must be a list of names.")
        }
        return try json.optionalString("config_id", of: settings) ?? ids.first.flatMap { json.string($0) }
    }

    /// The messages of a check.
    private struct Conversation {
        var messages: [Message] = []
        /// Which kinds of messages are judged.
        var directions: [Direction] = []
        /// The text of the message that is answered, as it came.
        var content = JSONValue.string("")
        /// What is sent to the model beside the messages: tools, and what the rails know.
        var others: [HookPart] = []

        init(_ json: JSONTree) throws(HookError) {
            guard let list = try json.optionalList("messages"), !list.isEmpty else {
                throw .invalid("no_message", "`messages` must be a list that is not empty.")
            }
            let types = try json.present("guardrails").map { node throws(HookError) in
                try json.optionalList("rail_types", of: node)
            }
            let names = types??.compactMap { json.string($0) }
            if names?.contains("input") != false { directions.append(.request) }
            if names?.contains("output") != false { directions.append(.response) }
            guard !directions.isEmpty else {
                throw .invalid("no_rail", "`guardrails.rail_types` must have `input` or `output`.")
            }
            for node in list {
                guard json.kind(node) == .object else {
                    throw .invalid("invalid_message", "A message must be an object with `role` and `content`.")
                }
                messages.append(Message(node, of: json))
            }
            for name in ["tools", "functions"] as [StaticString] {
                guard let node = json.present(name) else { continue }
                others.append(WrappedDocument(node, of: json, as: "\(name)").part)
            }
            if let context = json.present("guardrails").flatMap({ json.present("context", of: $0) }) {
                others.append(.json(json.slice(context)))
            }
            // A kind without messages is not recorded as one that was judged.
            let kinds = directions.filter { kind in
                messages.contains { $0.direction == kind } || kind == .request && !others.isEmpty
            }
            directions = kinds.isEmpty ? [directions[0]] : kinds
            let wantsAnswer = directions.contains(.response) && messages.contains { $0.direction == .response }
            let answered = messages.lastIndex {
                wantsAnswer ? $0.direction == .response : $0.role == "user"
            }
            guard let answered else { return }
            messages[answered].isAnswered = true
            let document = messages[answered].document.part.bytes
            if let text = messages[answered].text(in: document) { content = text }
        }
    }

    private struct Message {
        let role: String?
        let document: WrappedDocument
        var isAnswered = false
        /// A model's messages are answers.
        var direction: Direction { role == "assistant" ? .response : .request }

        init(_ node: JSONTree.Node, of json: JSONTree) {
            role = json.string(json.present("role", of: node))
            document = WrappedDocument(
                json.slice(node),
                prefix: #"{"messages":["#,
                suffix: "]}",
                dialect: .openAIChat
            )
        }

        /// The text of the message in a form of its document, if it is one text.
        func text(in document: [UInt8]) -> JSONValue? {
            guard let json = JSONTree(self.document.value(in: document)) else { return nil }
            let content = json.present("content")
            if let content, json.kind(content) == .string { return json.unchanged(content) }
            var found: JSONTree.Node?
            for part in json.elements(of: content) {
                guard let text = json.present("text", of: part), json.kind(text) == .string else { continue }
                guard found == nil else { return nil }
                found = text
            }
            return found.map { json.unchanged($0) }
        }
    }
}
