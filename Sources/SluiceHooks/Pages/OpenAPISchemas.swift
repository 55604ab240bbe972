// The shapes of what the server's own endpoints take and give.

import SluiceModel
import SluicePayloads

/// The shapes of what the server's own endpoints take and give.
enum OpenAPISchemas {
    /// All of them, by name.
    static var all: JSONValue {
        .object([
            ("Error", object([("error", object([("code", text), ("message", text)]))])),
            ("Finding", finding),
            (
                "Check",
                object(message + [("text", text), ("texts", array(text)), ("body", any), ("content_type", text)])
            ),
            ("StreamStart", object(message + [("content_type", text)])),
            (
                "Verdict",
                object([
                    ("outcome", choice([NativeHeaders.judged, NativeHeaders.unjudged])),
                    ("action", choice(Action.allCases.map(\.rawValue))),
                    ("would_be", choice(Action.allCases.map(\.rawValue))),
                    ("message", optionalText), ("policy", text), ("version", text),
                    ("text", optionalText), ("texts", array(optionalText)), ("body", any),
                    ("findings", array(reference("Finding"))), ("finding_count", integer), ("undecided", integer),
                    ("microseconds", integer),
                    ("error", object([("code", text), ("message", text)])), ("not_scanned_from", integer),
                ])
            ),
            ("StreamName", object([("id", text), ("expires_after_seconds", integer)])),
            (
                "StreamState",
                object([
                    ("id", text), ("action", choice(Action.allCases.map(\.rawValue))),
                    ("would_be", choice(Action.allCases.map(\.rawValue))), ("message", optionalText),
                    ("policy", text), ("version", text), ("held_bytes", integer), ("finding_count", integer),
                    ("findings", array(reference("Finding"))),
                ])
            ),
        ])
    }

    /// What is said of any message.
    private static var message: [(String, JSONValue)] {
        [
            ("direction", choice(Direction.allCases.map(\.rawValue))), ("policy", text), ("model", text),
            ("route", text), ("language", text),
            ("metadata", .object([("type", "object"), ("additionalProperties", any)])),
            ("dialect", choice(DialectID.allCases.map(\.rawValue))),
            ("format", choice(["auto"] + PayloadFormat.allCases.map(\.rawValue))), ("request_path", text),
        ]
    }

    private static var finding: JSONValue {
        object([
            ("rule", text), ("category", choice(Category.allCases.map(\.rawValue))),
            ("severity", choice(Severity.allCases.map(\.rawValue))), ("confidence", .object([("type", "number")])),
            ("verified", flag), ("sample", flag), ("entity", optionalText), ("part", optionalInteger),
            ("line", integer), ("column", integer), ("start", integer), ("end", integer), ("match_start", integer),
            ("match_end", integer), ("replacement", text),
            ("preview", text), ("fingerprint", text), ("also", array(text)), ("undecided", flag),
            ("action", choice(Action.allCases.map(\.rawValue))),
            ("would_be", choice(Action.allCases.map(\.rawValue))), ("policy", text), ("json_path", optionalText),
            ("message", optionalInteger), ("language", optionalText), ("decoded", array(text)),
        ])
    }

    private static let any = JSONValue.object([])
    private static let text = JSONValue.object([("type", "string")])
    private static let flag = JSONValue.object([("type", "boolean")])
    private static let integer = JSONValue.object([("type", "integer")])
    private static let optionalText = JSONValue.object([("type", .strings(["string", "null"]))])
    private static let optionalInteger = JSONValue.object([("type", .strings(["integer", "null"]))])

    private static func choice(_ values: [String]) -> JSONValue {
        .object([("type", "string"), ("enum", .strings(values))])
    }

    private static func array(_ element: JSONValue) -> JSONValue {
        .object([("type", "array"), ("items", element)])
    }

    private static func object(_ members: [(String, JSONValue)]) -> JSONValue {
        .object([("type", "object"), ("properties", .object(members))])
    }

    private static func reference(_ name: String) -> JSONValue {
        .object([("$ref", .string("#/components/schemas/\(name)"))])
    }
}
