// Judges a text or a body and tells all about it.

import SluiceModel
import SluicePayloads
import SluicePolicies

/// `POST /v1/check`: judges a text, several texts, or a request's or answer's body, and tells all about it.
package struct CheckContract: GatewayContract {
    package let name = "check"
    package let routes = [HookRoute.post("/v1/check")]

    /// Makes the contract.
    package init() {}

    package func handle(_ request: HookRequest, engine: HookEngine) async throws(HookError) -> HookResponse {
        let json = try request.object()
        try KnownNames.check(membersOf: json, known: KnownNames.ofCheck)
        let message = try Message(json)
        let direction = try HookCall.direction(try json.optionalString("direction"))
        var call = try HookCall(gateway: name, request: request, direction: direction, names: .document)
        call.policy = try json.optionalString("policy") ?? call.policy
        call.model = try json.optionalString("model")
        call.route = try json.optionalString("route")
        call.language = try json.optionalString("language")?.lowercased()
        call.metadata = try HookCall.metadata(json.member("metadata", of: json.root), of: json)
        switch try await engine.check(message.parts, as: call) {
        case .judged(let verdict):
            return .json(Self.answer(verdict, to: message, outcome: "policy"))
        case .unjudged(let failure):
            guard failure.mode == .open else { throw failure.error }
            return .json(Self.answer(failure.partial, to: message, outcome: "unjudged", failure: failure))
        }
    }

    /// What is to be judged, and in which form it goes back.
    private struct Message {
        enum Form { case text, texts, body }

        let form: Form
        var parts: [HookPart]

        init(_ json: JSONTree) throws(HookError) {
            let (text, texts, body) = (
                json.member("text", of: json.root), json.member("texts", of: json.root),
                json.member("body", of: json.root)
            )
            guard [text, texts, body].count(where: { json.isPresent($0) }) == 1 else {
                throw .invalid("no_message", "Send exactly one of `text`, `texts` and `body`.")
            }
            if json.isPresent(text) {
                guard let bytes = json.text(text) else {
                    throw .invalid("invalid_text", "`text` must be a string. Send JSON under `body`.")
                }
                form = .text
                parts = [.text(bytes)]
            } else if let texts, json.isPresent(texts) {
                form = .texts
                parts = []
                guard json.kind(texts) == .array else {
                    throw .invalid("invalid_texts", "`texts` must be a list of strings.")
                }
                // Before there is a piece for each.
                try HookPart.check(count: json.elements(of: texts).count { _ in true })
                for element in json.elements(of: texts) {
                    guard let bytes = json.text(element) else {
                        throw .invalid("invalid_texts", "`texts` must be a list of strings.")
                    }
                    parts.append(.text(bytes))
                }
            } else {
                form = .body
                let dialect = try HookCall.dialect(try json.optionalString("dialect"))
                let path = try json.optionalString("request_path")
                // A string is a body in whatever format it is in, such as a recorded stream.
                if let text = json.text(body) {
                    let format = try HookCall.format(try json.optionalString("format"))
                    let type = try json.optionalString("content_type")
                    parts = [
                        .body(text, format: format, dialect: dialect, contentType: type, requestPath: path)
                    ]
                } else {
                    let bytes = body.map { json.slice($0) } ?? []
                    parts = [.body(bytes, format: .json, dialect: dialect, requestPath: path)]
                }
            }
        }

        /// The filtered message in the form that it came in.
        func member(_ verdict: HookVerdict) -> (String, JSONValue) {
            switch form {
            case .text: ("text", Self.text(verdict.parts.first))
            case .texts: ("texts", .array(verdict.parts.map(Self.text)))
            case .body:
                (
                    "body",
                    parts.first?.format == .json
                        ? verdict.parts.first?.bytes.map(JSONValue.raw) ?? .null : Self.text(verdict.parts.first)
                )
            }
        }

        private static func text(_ part: JudgedPart?) -> JSONValue {
            part?.bytes.map(JSONValue.text) ?? .null
        }
    }

    private static func answer(
        _ verdict: HookVerdict,
        to message: Message,
        outcome: String,
        failure: HookFailure? = nil
    ) -> JSONValue {
        var members: [(String, JSONValue)] = [
            ("outcome", .string(outcome)),
            ("action", .string(verdict.action.rawValue)),
            ("would_be", .string(verdict.wouldBe.rawValue)),
            ("message", .optional(verdict.message)),
            ("policy", .string(verdict.policy)),
            ("version", .string(verdict.version)),
            message.member(verdict),
            ("findings", FindingJSON.array(verdict)),
            ("finding_count", .integer(verdict.findingCount)),
            ("undecided", .integer(verdict.undecidedCount)),
            ("microseconds", .integer(Int(verdict.duration.microseconds))),
        ]
        if let failure {
            members.append(("error", failure.error.detail))
            members.append(("not_scanned_from", .integer(failure.scannedCount)))
        }
        return .object(members)
    }
}
