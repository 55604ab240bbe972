// The shape of LLM Guard's API.

import HTTPTypes
import Sluice
import SluiceModel
import SluicePayloads

/// The shape of LLM Guard's API: `POST /analyze/prompt` and `/analyze/output`, and `/scan/prompt` and `/scan/output`,
/// which give no text back.
///
/// - What is masked is valid in its sanitized form: callers take `sanitized_prompt` or `sanitized_output`. Where a path
///   gives no text back, it is not valid.
/// - `scanners_suppress` is not followed: it would let callers switch off what the policy says.
/// - A message that was not judged in time is a 408, as there.
package struct LLMGuardContract: GatewayContract {
    package let name = "llm-guard"
    package let routes = [
        HookRoute.post("/analyze/prompt"), HookRoute.post("/analyze/output"),
        HookRoute.post("/scan/prompt"), HookRoute.post("/scan/output"),
    ]

    /// Makes the contract.
    package init() {}

    package func handle(_ request: HookRequest, engine: HookEngine) async throws(HookError) -> HookResponse {
        let isOutput = request.route.path.hasSuffix("output")
        let isAnalysis = request.route.path.hasPrefix("/analyze")
        let json = try request.object()
        let call = try HookCall(gateway: name, request: request, direction: isOutput ? .response : .request)
        guard let text = isOutput ? json.present("output") : json.present("prompt"), json.kind(text) == .string else {
            throw .invalid("no_message", "`\(isOutput ? "output" : "prompt")` must be a string.")
        }
        let judgement = try await engine.check([.json(json.slice(text))], as: call).judgement()
        let ruling = judgement.ruling(try request.maskHandling() ?? .mask) { _ in isAnalysis }
        var members: [(String, JSONValue)] = []
        switch ruling {
        case .passed: members = [("is_valid", .bool(true))]
        case .masked: members = [("is_valid", .bool(true))]
        case .refused: members = [("is_valid", .bool(false))]
        }
        members.append(("scanners", Self.scanners(judgement.verdict.findings)))
        if isAnalysis {
            let sanitized: JSONValue =
                switch ruling {
                case .passed: .raw(json.slice(text))
                case .masked: .raw(judgement.verdict.parts[0].bytes ?? Array("\"\"".utf8))
                case .refused: .string("")
                }
            members.append((isOutput ? "sanitized_output" : "sanitized_prompt", sanitized))
        }
        return judgement.response(.object(members))
    }

    package func response(to error: HookError, request: HookRequest) -> HookResponse {
        var response = error.response
        if error.code == HookFailure.Reason.deadline.rawValue { response.status = .requestTimeout }
        response.body =
            JSONValue.object([("message", .string(error.message)), ("code", .string(error.code))]).bytes
        return response
    }

    /// The highest confidence of each rule that found something, from 0 to 1.
    private static func scanners(_ findings: [LocatedFinding]) -> JSONValue {
        var risks: [String: Int] = [:]
        for located in findings {
            let rule = located.finding.rule.rawValue
            risks[rule] = max(risks[rule] ?? 0, located.finding.confidence.percent)
        }
        return .object(risks.sorted { $0.key < $1.key }.map { ($0.key, .number(Double($0.value) / 100)) })
    }
}
