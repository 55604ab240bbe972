// Every contract in one table: how a text is sent through it, and what its answers mean.

import HTTPTypes
import SluiceHooks
import SluiceModel
import SluicePayloads

/// What an answer means to the gateway.
enum Reply: Equatable {
    /// The message goes on as it came.
    case passed
    /// This text goes on in its place.
    case masked(String)
    /// The policy stops the message.
    case refused
    /// The message could not be judged, and its gateway is told so, with this status.
    case stopped(Int)
}

/// One way of one contract to have a text judged.
struct ContractCase: Sendable, CustomStringConvertible {
    let description: String
    let contract: any GatewayContract
    let path: String
    let direction: Direction
    /// The body that has the text, which is spelled as JSON needs it.
    let body: @Sendable (String) -> String
    /// What an answer with the status 200 means.
    let reply: @Sendable (HookResponse) -> Reply
    /// Whether masks can be carried.
    var carriesMasks = true
    /// The status with which the contract says that a message could not be judged in time.
    var lateStatus = 504
    /// Bodies that the contract cannot read: not what it needs, or of other types.
    var malformed: [String] = []

    /// What an answer means.
    func meaning(_ response: HookResponse) -> Reply {
        if response.json?.string(response.value("error", "code")) == "blocked_by_policy"
            || response.text("detail") != nil && response.status == .forbidden
        {
            return .refused
        }
        return response.status.code == 200 ? reply(response) : .stopped(response.status.code)
    }

    static let all: [ContractCase] = portkey + trueFoundry + liteLLM + agentGateway + kong + others

    private static func chat(_ text: String) -> String {
        #"{"model":"m","messages":[{"role":"user","content":"\#(text)"}]}"#
    }

    private static func completion(_ text: String) -> String {
        #"{"id":"c","object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant","content":"\#(text)"}}]}"#
    }

    private static let portkey: [ContractCase] = [
        ContractCase(
            description: "portkey before",
            contract: PortkeyContract(),
            path: "/portkey/webhook",
            direction: .request,
            body: {
                #"{"request":{"json":\#(chat($0)),"text":"last","isStreamingRequest":false,"isTransformed":false},"#
                    + #""response":{"json":{},"text":"","statusCode":null},"provider":"openai","#
                    + #""requestType":"chatComplete","metadata":{"_user":"x"},"eventType":"beforeRequestHook"}"#
            },
            reply: { portkeyReply($0, "request", ["messages", "0", "content"]) },
            lateStatus: 200
        ),
        ContractCase(
            description: "portkey after",
            contract: PortkeyContract(),
            path: "/portkey/webhook",
            direction: .response,
            body: {
                #"{"request":{"json":{"model":"m"},"isStreamingRequest":false},"response":{"json":\#(completion($0)),"#
                    + #""text":"","statusCode":200},"requestType":"chatComplete","eventType":"afterRequestHook"}"#
            },
            reply: { portkeyReply($0, "response", ["choices", "0", "message", "content"]) },
            lateStatus: 200
        ),
    ]

    private static func portkeyReply(_ response: HookResponse, _ member: String, _ path: [String]) -> Reply {
        if response.value("error") != nil { return .stopped(200) }
        guard response.raw("verdict") == "true" else { return .refused }
        guard let body = response.raw("transformedData", member, "json") else { return .passed }
        return .masked(text(body, path))
    }

    private static func text(_ json: String, _ path: [String]) -> String {
        var response = HookResponse()
        response.body = Array(json.utf8)
        switch path.count {
        case 3: return response.text(path[0], path[1], path[2]) ?? ""
        case 4: return response.text(path[0], path[1], path[2], path[3]) ?? ""
        default: return ""
        }
    }

    private static let trueFoundry: [ContractCase] = ["", "legacy-"].flatMap { generation in
        [Direction.request, .response].map { direction in
            let isRequest = direction == .request
            let path = isRequest ? ["messages", "0", "content"] : ["choices", "0", "message", "content"]
            return ContractCase(
                description: "truefoundry \(generation)\(direction)",
                contract: TrueFoundryContract(),
                path: "/truefoundry/\(generation)mutate/\(isRequest ? "input" : "output")",
                direction: direction,
                body: {
                    isRequest
                        ? #"{"requestBody":\#(chat($0)),"context":{"user":{"subjectId":"u"}},"config":{}}"#
                        : #"{"requestBody":{"model":"m"},"responseBody":\#(completion($0)),"context":{}}"#
                },
                reply: { response in
                    if generation.isEmpty {
                        guard response.raw("verdict") == "true" else { return .refused }
                        guard response.raw("transformed") == "true" else { return .passed }
                        return .masked(text(response.raw("result") ?? "", path))
                    }
                    return response.text == "null" ? .passed : .masked(text(response.text, path))
                },
                malformed: ["{}", #"{"requestBody":null,"responseBody":null}"#]
            )
        }
    }

    private static let liteLLM: [ContractCase] = [
        ContractCase(
            description: "litellm request",
            contract: LiteLLMContract(),
            path: "/beta/litellm_basic_guardrail_api",
            direction: .request,
            body: {
                #"{"input_type":"request","litellm_call_id":"a","texts":["hi","\#($0)"],"structured_messages":"#
                    + #"[{"role":"user","content":"hi"},{"role":"user","content":"\#($0)"}],"tool_calls":null,"images":null,"#
                    + #""tools":null,"request_data":{"user_api_key_team_alias":"t"},"model":"m"}"#
            },
            reply: { liteLLMReply($0, text: "1") },
            malformed: [#"{"input_type":"request","texts":"x"}"#, #"{"input_type":"request","texts":[1]}"#]
        ),
        ContractCase(
            description: "litellm response",
            contract: LiteLLMContract(),
            path: "/beta/litellm_basic_guardrail_api",
            direction: .response,
            body: {
                #"{"input_type":"response","texts":["\#($0)","hi"],"structured_messages":null,"tools":null}"#
            },
            reply: { liteLLMReply($0, text: "0") }
        ),
    ]

    private static func liteLLMReply(_ response: HookResponse, text: String) -> Reply {
        switch response.text("action") {
        case "NONE": .passed
        case "GUARDRAIL_INTERVENED": .masked(response.text("texts", text) ?? "")
        case "BLOCKED": .refused
        default: .stopped(0)
        }
    }

    private static let agentGateway: [ContractCase] = [
        ContractCase(
            description: "agentgateway request",
            contract: AgentGatewayContract(),
            path: "/request",
            direction: .request,
            body: { #"{"body":{"messages":[{"role":"user","content":"\#($0)"}]}}"# },
            reply: { agentGatewayReply($0, $0.text("action", "body", "messages", "0", "content")) },
            lateStatus: 200,
            malformed: ["{}", #"{"body":{"messages":{}}}"#, #"{"body":{"messages":[{"role":"user","content":1}]}}"#]
        ),
        ContractCase(
            description: "agentgateway response",
            contract: AgentGatewayContract(),
            path: "/agentgateway/response",
            direction: .response,
            body: { #"{"body":{"choices":[{"message":{"role":"assistant","content":"\#($0)"}}]}}"# },
            reply: { agentGatewayReply($0, $0.text("action", "body", "choices", "0", "message", "content")) },
            lateStatus: 200,
            malformed: [#"{"body":{"choices":[{"text":"a"}]}}"#]
        ),
        ContractCase(
            description: "agentgateway raw",
            contract: AgentGatewayContract(),
            path: "/request",
            direction: .request,
            body: { #"{"messages":[{"role":"user","content":"\#($0)"}],"model":"m"}"# },
            reply: { $0.text == "{}" ? .passed : .masked($0.text("messages", "0", "content") ?? "") }
        ),
    ]

    private static func agentGatewayReply(_ response: HookResponse, _ text: String?) -> Reply {
        if let text { return .masked(text) }
        guard let status = response.raw("action", "status_code") else { return .passed }
        return status == "403" ? .refused : .stopped(200)
    }

    private static let kong: [ContractCase] = [
        ContractCase(
            description: "kong guardrail",
            contract: KongGuardrailContract(),
            path: "/kong/guardrail",
            direction: .request,
            body: { #"{"text":"\#($0)","source":"INPUT","allow_masking":"true"}"# },
            reply: kongReply,
            malformed: ["{}", #"{"text":null}"#, #"{"text":"a","source":1}"#]
        ),
        ContractCase(
            description: "kong guardrail that cannot mask",
            contract: KongGuardrailContract(),
            path: "/kong/guardrail",
            direction: .response,
            body: { #"{"text":"\#($0)","source":"OUTPUT"}"# },
            reply: kongReply,
            carriesMasks: false
        ),
        ContractCase(
            description: "kong sanitizer",
            contract: KongSanitizerContract(),
            path: "/llm/v1/sanitize?direction=request",
            direction: .request,
            body: { #"{"text":"\#($0)","anonymize":["all_and_credentials"],"options":{"redact_type":"placeholder"}}"# },
            reply: { response in
                let text = response.text("text", "0", "sanitized_text") ?? ""
                if text.hasPrefix("Blocked by policy") { return .refused }
                return response.raw("anonymized_pii") == "[]" ? .passed : .masked(text)
            },
            malformed: [#"{"text":1}"#, #"{"text":[{"msg_id":1}]}"#]
        ),
    ]

    @Sendable private static func kongReply(_ response: HookResponse) -> Reply {
        if response.raw("block") == "true" { return .refused }
        return response.raw("masked") == "true" ? .masked(response.text("text") ?? "") : .passed
    }

    private static let others: [ContractCase] =
        [Direction.request, .response].map { direction in
            ContractCase(
                description: "apply-guardrail \(direction)",
                contract: ApplyGuardrailContract(),
                path: "/guardrail/default/version/DRAFT/apply",
                direction: direction,
                body: {
                    #"{"source":"\#(direction == .request ? "INPUT" : "OUTPUT")","content":[{"text":{"text":"\#($0)","#
                        + #""qualifiers":["guard_content"]}},{"text":{"text":"hi"}}]}"#
                },
                reply: { response in
                    guard response.text("action") == "GUARDRAIL_INTERVENED" else { return .passed }
                    guard response.value("outputs", "1") != nil else { return .refused }
                    return .masked(response.text("outputs", "0", "text") ?? "")
                },
                malformed: [
                    #"{"source":"INPUT"}"#, #"{"source":"X","content":[]}"#, #"{"source":"INPUT","content":[1]}"#,
                ]
            )
        } + [
            ContractCase(
                description: "moderations",
                contract: ModerationsContract(),
                path: "/v1/moderations?direction=request",
                direction: .request,
                body: { #"{"input":"\#($0)","model":"omni-moderation-latest"}"# },
                reply: { $0.raw("results", "0", "flagged") == "true" ? .refused : .passed },
                carriesMasks: false,
                malformed: ["{}", #"{"input":1}"#, #"{"input":[]}"#, #"{"input":[1]}"#]
            ),
            ContractCase(
                description: "nemo request",
                contract: NeMoContract(),
                path: "/v1/checks",
                direction: .request,
                body: {
                    #"{"model":"m","messages":[{"role":"user","content":"\#($0)"}],"guardrails":{"rail_types":["input"]}}"#
                },
                reply: nemoReply,
                malformed: ["{}", #"{"messages":[]}"#, #"{"messages":["a"]}"#]
            ),
            ContractCase(
                description: "nemo response",
                contract: NeMoContract(),
                path: "/v1/checks",
                direction: .response,
                body: {
                    #"{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":[{"type":"text","text":"\#($0)"}]}]}"#
                },
                reply: nemoReply
            ),
            ContractCase(
                description: "llm-guard prompt",
                contract: LLMGuardContract(),
                path: "/analyze/prompt",
                direction: .request,
                body: { #"{"prompt":"\#($0)","scanners_suppress":["Secrets"]}"# },
                reply: { llmGuardReply($0, "sanitized_prompt") },
                lateStatus: 408,
                malformed: ["{}", #"{"prompt":["a"]}"#]
            ),
            ContractCase(
                description: "llm-guard output",
                contract: LLMGuardContract(),
                path: "/analyze/output",
                direction: .response,
                body: { #"{"prompt":"p","output":"\#($0)"}"# },
                reply: { llmGuardReply($0, "sanitized_output") },
                lateStatus: 408
            ),
            ContractCase(
                description: "llm-guard scan",
                contract: LLMGuardContract(),
                path: "/scan/output",
                direction: .response,
                body: { #"{"prompt":"p","output":"\#($0)"}"# },
                reply: { $0.raw("is_valid") == "true" ? .passed : .refused },
                carriesMasks: false,
                lateStatus: 408
            ),
        ]

    @Sendable private static func nemoReply(_ response: HookResponse) -> Reply {
        switch response.text("status") {
        case "passed": .passed
        case "modified": .masked(response.text("content") ?? "")
        case "blocked": .refused
        default: .stopped(0)
        }
    }

    private static func llmGuardReply(_ response: HookResponse, _ member: String) -> Reply {
        guard response.raw("is_valid") == "true" else { return .refused }
        let text = response.text(member) ?? ""
        return text.contains("[REDACTED:") ? .masked(text) : .passed
    }
}
