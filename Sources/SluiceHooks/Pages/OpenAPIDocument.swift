// Describes the endpoints to programs.

import HTTPTypes
import SluiceModel
import SluicePayloads

/// `GET /openapi.json`: describes the endpoints to programs, this server's own in full. What a gateway's contract looks
/// like is the gateway's to say; of these the paths are named, and what its configuration may say.
struct OpenAPIDocument: Sendable {
    private let body: [UInt8]

    /// - Parameter routes: all routes, each with the name of who answers.
    init(routes: [(HookRoute, String)]) {
        var paths: [(String, [(String, JSONValue)])] = []
        for (route, owner) in routes {
            let operation = (route.method.rawValue.lowercased(), Self.operation(route, owner: owner))
            if let index = paths.firstIndex(where: { $0.0 == route.path }) {
                paths[index].1.append(operation)
            } else {
                paths.append((route.path, [operation]))
            }
        }
        let credentials: [(String, JSONValue)] = [
            ("token", .object([("type", "http"), ("scheme", "bearer")])),
            ("password", .object([("type", "http"), ("scheme", "basic")])),
            ("key", .object([("type", "apiKey"), ("in", "header"), ("name", "x-api-key")])),
        ]
        body =
            JSONValue.object([
                ("openapi", "3.1.0"),
                ("info", .object([("title", "Sluice"), ("version", "1")])),
                ("paths", .object(paths.map { ($0.0, .object($0.1)) })),
                (
                    "components",
                    .object([
                        ("schemas", OpenAPISchemas.all),
                        ("securitySchemes", .object(credentials)),
                    ])
                ),
                ("security", .array([.object([])] + credentials.map { .object([($0.0, .array([]))]) })),
            ]).bytes
    }

    /// The page.
    var response: HookResponse {
        HookResponse(headers: [.contentType: "application/json"], body: body)
    }

    private static func operation(_ route: HookRoute, owner: String) -> JSONValue {
        let own = OpenAPIOperations.of(route)
        var members: [(String, JSONValue)] = [
            ("tags", .array([.string(owner)])),
            ("summary", .string(own?.summary ?? "The contract of \(owner), as the gateway defines it.")),
        ]
        let names = route.path.split(separator: "/").filter { $0.hasPrefix("{") }.map { $0.dropFirst().dropLast() }
        let inPath = names.map { name in
            JSONValue.object([
                ("name", .string(String(name))), ("in", "path"), ("required", .bool(true)),
                ("schema", .object([("type", "string")])),
            ])
        }
        let known = OpenAPIOperations.names(of: route, owner: owner)
        let parameters =
            inPath + known.headers.map { OpenAPIOperations.parameter($0, in: "header") }
            + known.query.map { OpenAPIOperations.parameter($0, in: "query") }
        if !parameters.isEmpty { members.append(("parameters", .array(parameters))) }
        if route.method == .post {
            members.append(("requestBody", content(own?.request ?? "application/json", schema: own?.requestSchema)))
        }
        members.append(
            (
                "responses",
                .object([
                    (own?.status ?? "200", answer(own?.answer ?? "application/json", schema: own?.answerSchema)),
                    ("default", failure(isOwn: own != nil)),
                ])
            )
        )
        return .object(members)
    }

    private static func answer(
        _ type: String,
        schema: String?,
        description: String = "The answer."
    ) -> JSONValue {
        guard case .object(let members) = content(type, schema: schema) else { return .null }
        return .object([("description", .string(description))] + members)
    }

    /// What an error looks like; to gateways it does as their contract says.
    private static func failure(isOwn: Bool) -> JSONValue {
        answer(
            "application/json",
            schema: isOwn ? "Error" : nil,
            description: isOwn
                ? "What could not be done, and why."
                : "What could not be done, and why, in the form that the gateway reads."
        )
    }

    private static func content(_ type: String, schema: String?) -> JSONValue {
        let value: JSONValue =
            schema.map { .object([("schema", .object([("$ref", .string("#/components/schemas/\($0)"))]))]) }
            ?? .object([])
        return .object([("content", .object([(type, value)]))])
    }
}
