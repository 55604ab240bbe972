// An answer of a model as LiteLLM's generic guardrail posts it.

import SluiceModel
import SluicePayloads

/// An answer of a model as LiteLLM's generic guardrail posts it, whole or as far as it has come.
struct LiteLLMResponse {
    private let texts: [JSONTree.Node]
    private let calls: [JSONTree.Node]
    private let json: JSONTree

    init(texts: [JSONTree.Node], calls: [JSONTree.Node], of json: JSONTree) {
        self.texts = texts
        self.calls = calls
        self.json = json
    }

    /// Judges the answer.
    ///
    /// - Parameter id: the name of the answer, under which its texts are remembered as they grow.
    func answer(
        _ id: String,
        _ call: HookCall,
        _ handling: MaskHandling,
        _ engine: HookEngine
    ) async throws(HookError) -> HookResponse {
        let parts = calls.map { LiteLLMRequest.callDocument($0, of: json).part } + (try LiteLLMRequest.pictures(json))
        if !parts.isEmpty {
            let judgement = try await engine.check(parts, as: call).judgement()
            if case .refused(let message) = judgement.ruling(handling, isMaskable: { _ in false }) {
                return judgement.response(LiteLLMContract.refusal(message))
            }
        }
        let bytes = texts.map { json.text($0) ?? [] }
        let name = "\(call.policy ?? "") \(id)"
        let judgement = try await engine.check(growing: bytes, name: name, isLast: nil, as: call).judgement()
        switch judgement.ruling(handling) {
        case .passed:
            return judgement.response(.object([("action", .string("NONE"))] + holdback(judgement.verdict)))
        case .masked:
            let masked = zip(texts, judgement.verdict.parts).map { text, part in
                part.action < .mask ? JSONValue.raw(json.slice(text)) : .text(part.bytes ?? [])
            }
            let members: [(String, JSONValue)] = [
                ("action", .string("GUARDRAIL_INTERVENED")), ("texts", .array(masked)),
            ]
            return judgement.response(.object(members + holdback(judgement.verdict)))
        case .refused(let message):
            return judgement.response(LiteLLMContract.refusal(message))
        }
    }

    /// How many characters at the end of each text may still change, as Python counts them: in code points.
    private func holdback(_ verdict: HookVerdict) -> [(String, JSONValue)] {
        let counts = verdict.parts.map { part in
            let tail = (part.bytes ?? []).dropFirst(part.settledCount)
            let isCut = tail.first.map(Self.isContinuation) ?? false
            return tail.count { !Self.isContinuation($0) } + (isCut ? 1 : 0)
        }
        guard counts.contains(where: { $0 > 0 }) else { return [] }
        return [("stream_holdback_chars", .array(counts.map(JSONValue.integer)))]
    }

    private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
