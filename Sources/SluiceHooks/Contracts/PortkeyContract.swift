// Portkey's webhook guardrail.

import HTTPTypes
import Sluice
import SluiceModel
import SluicePayloads
import SluicePolicies

/// Portkey's `default.webhook`: `POST /portkey/webhook` before and after a call of a model, the whole body each time.
///
/// What its gateway does with answers, which decides what they must be:
/// - A status other than 2xx, bad JSON or a late answer lets the message pass unless the check has `failOnError`. What
///   this policy does not let pass unjudged is therefore refused with `verdict: false`, and an `error` tells it from a
///   decision.
/// - The hook after a streamed answer runs when the answer is out, and passthrough routes (`requestType` `proxy`) take
///   no changed body: masks cannot be carried there, and a `verdict: true` with masks would tell what did not happen.
/// - `request.text` holds the last message only, so the `json` is judged and the text is just its stand-in.
package struct PortkeyContract: GatewayContract {
    package let name = "portkey"
    package let routes = [HookRoute.post("/portkey/webhook")]

    /// Makes the contract.
    package init() {}

    package func handle(_ request: HookRequest, engine: HookEngine) async throws(HookError) -> HookResponse {
        var call = HookCall(contract: name, request: request, direction: nil)
        do throws(HookError) {
            call = try HookCall(gateway: name, request: request, direction: nil)
            let json = try request.object()
            let subject = Subject(json)
            call.direction = subject.direction
            let body = json.member("request", "json", of: json.root)
            call.model = json.string(body.flatMap { json.present("model", of: $0) })
            call.route = subject.route
            call.metadata = Self.metadata(json)
            return try await judge(subject, call, try request.maskHandling() ?? .mask, engine)
        } catch {
            guard Self.mode(of: call, engine: engine) == .closed else { throw error }
            var response = HookResponse.json(
                .object([
                    ("verdict", .bool(false)),
                    ("error", error.detail),
                    ("data", .object([("outcome", .string(NativeHeaders.unjudged)), ("error", error.detail)])),
                ])
            )
            response.headers[NativeHeaders.outcome] = NativeHeaders.unjudged
            response.refusal = error
            return response
        }
    }

    private func judge(
        _ subject: Subject,
        _ call: HookCall,
        _ handling: MaskHandling,
        _ engine: HookEngine
    ) async throws(HookError) -> HookResponse {
        guard let part = subject.part else {
            // After a stream there may be nothing to look at.
            guard subject.direction == .response else {
                throw .invalid("no_message", "Neither `request.json` nor `request.text` is there to be judged.")
            }
            if subject.isStream {
                return .json(.object([("verdict", .bool(true)), ("data", .object([("outcome", .string("nothing"))]))]))
            }
            return Self.passed(try await engine.unjudged(.noMessage, as: call).judgement())
        }
        let judgement = try await engine.check([part], as: call).judgement()
        var members: [(String, JSONValue)] = []
        switch judgement.ruling(handling, isMaskable: { _ in subject.isMaskable }) {
        case .passed:
            return Self.passed(judgement)
        case .masked:
            let body = JSONValue.raw(judgement.verdict.parts[0].bytes ?? [])
            let member = call.direction == .response ? "response" : "request"
            members = [
                ("verdict", .bool(true)),
                ("transformedData", .object([(member, .object([("json", body)]))])),
            ]
        case .refused(let message):
            members = [("verdict", .bool(false)), ("message", .string(message))]
        }
        // The gateway shows `data` in `hook_results`.
        members.append(("data", judgement.summary))
        return judgement.response(.object(members))
    }

    private static func passed(_ judgement: Judgement) -> HookResponse {
        judgement.response(.object([("verdict", .bool(true)), ("data", judgement.summary)]))
    }

    /// What the policy does with messages that cannot be judged; the default policy's word where the one that was named
    /// is not there.
    private static func mode(of call: HookCall, engine: HookEngine) -> Policy.Failure {
        let guards = engine.guards.current
        let policy = (guards.guardrail(call.policy) ?? guards.standard).policy
        return HookEngine.failureMode(of: policy, direction: call.direction)
    }

    private static func metadata(_ json: JSONTree) -> [String: String] {
        var metadata = GatewayMetadata()
        metadata.add("provider", json.string(json.present("provider")))
        metadata.add(membersOf: json.present("metadata"), in: json)
        return metadata.values
    }

    /// What of a hook's message is judged.
    private struct Subject {
        let direction: Direction?
        /// Nil if nothing is there.
        var part: HookPart?
        /// Whether the gateway uses a changed body.
        var isMaskable = true
        /// Whether the answer goes out before it is asked about.
        let isStream: Bool
        /// The kind of call, or the path of one that is passed through.
        let route: String?

        init(_ json: JSONTree) {
            let (request, response) = (json.present("request"), json.present("response"))
            let answer = response.flatMap { json.present("json", of: $0) }
            switch json.string(json.present("eventType")) {
            case "beforeRequestHook": direction = .request
            case "afterRequestHook": direction = .response
            // Without the name of the hook an answer tells it; what is neither is judged by the stricter decision.
            default: direction = answer.map { json.kind($0) == .object && !json.isEmpty($0) } == true ? .response : nil
            }
            let type = json.string(json.present("requestType"))
            let path = json.string(json.member("requestInfo", "path", of: json.root))
            // What stands behind a path may be a key, and the route is recorded.
            route = path.map { String($0.prefix { $0 != "?" }.prefix(200)) } ?? type
            let holder = direction == .response ? response : request
            let body = direction == .response ? answer : request.flatMap { json.present("json", of: $0) }
            let text = holder.flatMap { json.present("text", of: $0) }
            // A body that the gateway could not read is empty, and its text tells.
            let isAnything = body.map { json.isText($0) || !json.isEmpty($0) && json.kind($0) != .string } ?? false
            if let body, isAnything || direction != .response && !json.isText(text) {
                part = .body(json.slice(body), format: .json, dialect: Self.dialect(type), requestPath: path)
            } else if let text = json.text(text), !text.isEmpty {
                part = .text(text)
                isMaskable = false
            }
            if type == "proxy" { isMaskable = false }
            isStream = json.bool(json.member("request", "isStreamingRequest", of: json.root)) == true
            if direction == .response, isStream { isMaskable = false }
        }

        /// The format that the gateway has bodies of a kind in, whatever the provider's is.
        private static func dialect(_ requestType: String?) -> DialectID? {
            switch requestType {
            case "chatComplete": .openAIChat
            case "complete": .openAICompletions
            case "messages": .anthropic
            case "createModelResponse": .openAIResponses
            default: nil
            }
        }
    }
}
