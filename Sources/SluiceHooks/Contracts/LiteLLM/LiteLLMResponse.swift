// An answer of a model as LiteLLM's generic guardrail posts it.

import SluiceModel
import SluicePayloads

/// An answer of a model as LiteLLM's generic guardrail posts it, whole or as far as it has come.
struct LiteLLMResponse {
    private let texts: [JSONTree.Node]
    private let json: JSONTree
    /// What comes beside the texts, which nothing in an answer can carry a mask of.
    private var others: [HookPart] = []

    init(texts: [JSONTree.Node], of json: JSONTree) throws(HookError) {
        self.texts = texts
        self.json = json
        for call in try json.optionalList("tool_calls") ?? [] {
            others.append(LiteLLMRequest.callDocument(call, of: json).part)
        }
        for image in try json.optionalList("images") ?? [] {
            others += HookPart.picture(image, of: json, direction: .response)
        }
        // LiteLLM posts these with requests alone; whoever posts them with an answer wants them judged.
        if let list = try json.optionalArray("structured_messages"), !json.isEmpty(list) {
            others.append(WrappedDocument(list, of: json, as: "messages").part)
        }
        if let list = try json.optionalArray("tools"), !json.isEmpty(list) {
            others.append(WrappedDocument(list, of: json, as: "tools").part)
        }
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
        if !others.isEmpty {
            let judgement = try await engine.check(others, as: call).judgement()
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
