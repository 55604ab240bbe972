// Judges a text or a body and tells all about it.

import HTTPTypes
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
            return .json(Self.answer(verdict, to: message, outcome: NativeHeaders.judged))
        case .unjudged(let failure):
            guard failure.mode == .open else { throw failure.error }
            var response = HookResponse.json(
                Self.answer(failure.partial, to: message, outcome: NativeHeaders.unjudged, failure: failure)
            )
            response.headers[NativeHeaders.outcome] = NativeHeaders.unjudged
            return response
        }
    }

    /// What is to be judged, and in which form it goes back.
    private struct Message {
        enum Form { case text, texts, body }

        let form: Form
        private(set) var parts: [HookPart] = []
        private let json: JSONTree
        /// Where the pieces stand that are strings.
        private var strings: [JSONTree.Node] = []

        init(_ json: JSONTree) throws(HookError) {
            let (text, texts, body) = (
                json.member("text", of: json.root), json.member("texts", of: json.root),
                json.member("body", of: json.root)
            )
            guard [text, texts, body].count(where: { json.isPresent($0) }) == 1 else {
                throw .invalid("no_message", "Send exactly one of `text`, `texts` and `body`.")
            }
            self.json = json
            // What is said of a body must make sense also where there is none.
            let format = try HookCall.format(try json.optionalString("format"))
            let dialect = try HookCall.dialect(try json.optionalString("dialect"))
            let type = try json.optionalString("content_type")
            try BodyEncoding.check(contentType: type)
            let path = try json.optionalString("request_path")
            if let text, json.isPresent(text) {
                form = .text
                try add(text) { .text($0) }
            } else if let texts, json.isPresent(texts) {
                form = .texts
                guard json.kind(texts) == .array else {
                    throw .invalid("invalid_texts", "`texts` must be a list of strings.")
                }
                for element in try json.pieces(of: texts) { try add(element) { .text($0) } }
            } else {
                form = .body
                // A string is a body in whatever format it is in, such as a recorded stream.
                if let body, json.kind(body) == .string {
                    try add(body) { bytes in
                        .body(bytes, format: format, dialect: dialect, contentType: type, requestPath: path)
                    }
                    try BodyEncoding.check(beginning: parts[0].bytes, isText: parts[0].isSaidToBeText)
                } else {
                    guard format == nil || format == .json else {
                        throw .invalid(
                            "invalid_format",
                            "A `body` that is no string is JSON. Send another format as one."
                        )
                    }
                    let bytes = body.map { json.slice($0) } ?? []
                    parts = [.body(bytes, format: .json, dialect: dialect, requestPath: path)]
                }
            }
        }

        private mutating func add(
            _ node: JSONTree.Node,
            _ part: ([UInt8]) -> HookPart
        ) throws(HookError) {
            guard let bytes = json.text(node) else {
                throw form == .text
                    ? .invalid("invalid_text", "`text` must be a string. Send JSON under `body`.")
                    : .invalid("invalid_texts", "`texts` must be a list of strings.")
            }
            strings.append(node)
            parts.append(part(bytes))
        }

        /// The filtered message in the form that it came in.
        func member(_ verdict: HookVerdict) -> (String, JSONValue) {
            switch form {
            case .text: ("text", value(0, in: verdict))
            case .texts: ("texts", .array(verdict.parts.indices.map { value($0, in: verdict) }))
            case .body: ("body", value(0, in: verdict))
            }
        }

        private func value(_ index: Int, in verdict: HookVerdict) -> JSONValue {
            guard verdict.parts.indices.contains(index), let bytes = verdict.parts[index].bytes else { return .null }
            guard strings.indices.contains(index) else { return .raw(bytes) }
            return bytes == parts[index].bytes ? json.unchanged(strings[index]) : .text(bytes)
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
