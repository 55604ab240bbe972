// The prompt guard webhook of agentgateway and kgateway.

import HTTPTypes
import SluiceModel
import SluicePayloads
import SluicePolicies

/// The prompt guard webhook of agentgateway and kgateway: `POST /request` and `POST /response`, the paths that they
/// have fixed, also below `/agentgateway` for those that set the `:path`.
///
/// - The messages come as `{role, content}` only, and a mask replaces all messages of the request by what is sent back:
///   tool calls, tool ids, pictures and cache marks are gone. So by default a request is masked only while nothing in
///   it can have been a tool call (no answer of a model, no result of a tool), and refused otherwise. `on_mask: mask`
///   says that callers use no tools, and refuses only where a message shows that they do.
/// - Of an answer it replaces the texts alone. Of a streamed answer it heeds refusals and ignores masks, and it
///   cannot be told from a whole answer: `on_mask: block` is for gateways with streaming guards.
/// - What could not be judged is refused with 504 and the error's code as reason, since the gateway may be set to let
///   pass what fails.
/// - A webhook with `messageFormat: raw` sends the provider's own messages, `{messages, model}`, and takes them back:
///   there tool calls stay. It has no refusal, so a block is the status 403.
package struct AgentGatewayContract: GatewayContract {
    package let name = "agentgateway"
    package let routes = [
        HookRoute.post("/request"), HookRoute.post("/response"),
        HookRoute.post("/agentgateway/request"), HookRoute.post("/agentgateway/response"),
    ]

    /// Makes the contract.
    package init() {}

    package func handle(_ request: HookRequest, engine: HookEngine) async throws(HookError) -> HookResponse {
        let direction: Direction = request.route.path.hasSuffix("response") ? .response : .request
        var call = try HookCall(gateway: name, request: request, direction: direction, names: .routed)
        call.route = request.header("X-Sluice-Route")
        let json = try request.object()
        let handling = try request.maskHandling()
        if json.present("body") == nil, let messages = json.present("messages") {
            call.model = json.string(json.present("model"))
            return try await answerRaw(messages, in: json, call, handling ?? .mask, engine)
        }
        let message = try Message(json, direction: direction)
        let outcome = try await engine.check(message.parts, as: call)
        if case .unjudged(let failure) = outcome, failure.mode == .closed {
            let error = failure.error
            var response = Self.rejection(error.message, status: error.status, reason: error.code)
            response.headers[NativeHeaders.outcome] = NativeHeaders.unjudged
            return response
        }
        let judgement = try outcome.judgement()
        let isMaskable = handling == nil ? !message.mayHaveTools : !message.hasTools
        switch judgement.ruling(handling ?? .mask, isMaskable: { _ in isMaskable }) {
        case .passed:
            return judgement.response(Self.action([("reason", .string(judgement.verdict.action.rawValue))]))
        case .masked:
            return judgement.response(
                Self.action([
                    ("body", .object([(message.listName, .raw(message.masked(by: judgement.verdict)))])),
                    ("reason", .string("masked")),
                ])
            )
        case .refused(let text):
            var response = Self.rejection(text, status: .forbidden, reason: "blocked_by_policy")
            response.headers = judgement.response(.null).headers
            return response
        }
    }

    private static func action(_ members: [(String, JSONValue)]) -> JSONValue {
        .object([("action", .object(members))])
    }

    /// A refusal; its `body` is a text, which tells it from a mask.
    private static func rejection(_ text: String, status: HTTPResponse.Status, reason: String) -> HookResponse {
        .json(
            action([("body", .string(text)), ("status_code", .integer(status.code)), ("reason", .string(reason))])
        )
    }

    private func answerRaw(
        _ messages: JSONTree.Node,
        in json: JSONTree,
        _ call: HookCall,
        _ handling: MaskHandling,
        _ engine: HookEngine
    ) async throws(HookError) -> HookResponse {
        let document = WrappedDocument(
            messages,
            of: json,
            as: "messages",
            dialect: Self.dialect(ofMessages: messages, in: json)
        )
        let judgement = try await engine.check([document.part], as: call).judgement()
        switch judgement.ruling(handling) {
        case .passed:
            return judgement.response(.object([]))
        case .masked:
            let value = document.value(in: judgement.verdict.parts[0].bytes ?? [])
            return judgement.response(.object([("messages", .raw(value))]))
        case .refused(let text):
            let error = HookError(code: "blocked_by_policy", message: text, status: .forbidden)
            return judgement.response(.object([("error", error.detail)]), status: error.status)
        }
    }

    /// Anthropic's messages have parts that OpenAI's do not.
    private static func dialect(ofMessages messages: JSONTree.Node, in json: JSONTree) -> DialectID {
        for message in json.elements(of: messages) {
            for part in json.elements(of: json.present("content", of: message)) {
                switch json.string(json.present("type", of: part)) {
                case "tool_use", "tool_result", "thinking", "redacted_thinking", "document", "image": return .anthropic
                default: continue
                }
            }
        }
        return .openAIChat
    }

    /// The texts of a request or an answer.
    private struct Message {
        let listName: String
        private let json: JSONTree
        private let list: JSONTree.Node
        private var contents: [JSONTree.Node] = []
        /// The texts as JSON strings.
        private(set) var parts: [HookPart] = []
        /// Whether a message shows that tools are used: one of a tool, or one without text.
        private(set) var hasTools = false
        /// Whether tools may be used, though no message shows it: an answer of a model may have had calls beside its
        /// text.
        private(set) var mayHaveTools = false

        init(_ json: JSONTree, direction: Direction) throws(HookError) {
            let name: StaticString = direction == .request ? "messages" : "choices"
            guard let body = json.present("body"), let list = json.present(name, of: body), json.kind(list) == .array
            else {
                throw .invalid("no_message", "`body.\(name)` must be a list.")
            }
            listName = "\(name)"
            self.json = json
            self.list = list
            for element in try json.pieces(of: list) {
                guard let message = direction == .request ? element : json.present("message", of: element) else {
                    throw .invalid("invalid_message", "A choice must have a `message`.")
                }
                try add(message, direction: direction)
            }
        }

        private mutating func add(_ message: JSONTree.Node, direction: Direction) throws(HookError) {
            guard json.kind(message) == .object else {
                throw .invalid("invalid_message", "A message must be an object with `role` and `content`.")
            }
            let content = json.present("content", of: message)
            // Of an answer the gateway replaces the texts and keeps its tool calls.
            if direction == .request {
                let role = json.string(json.present("role", of: message))
                if role == "tool" || role == "function" || !json.isText(content) { hasTools = true }
                if hasTools || role == "assistant" || role == "model" { mayHaveTools = true }
            }
            guard let content else { return }
            guard json.kind(content) == .string else {
                throw .invalid("invalid_message", "`content` must be a string.")
            }
            contents.append(content)
            parts.append(.json(json.slice(content)))
        }

        /// The list with the masks; everything else is as it came.
        func masked(by verdict: HookVerdict) -> [UInt8] {
            let start = json.range(list).lowerBound
            let edits = zip(contents, verdict.parts).map { (node: $0, json: $1.bytes ?? []) }
            let whole = json.replacing(edits)
            return Array(whole[start..<whole.count - (json.bytes.count - json.range(list).upperBound)])
        }
    }
}
