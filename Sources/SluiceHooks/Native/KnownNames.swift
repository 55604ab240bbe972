// Tells callers of names that this server does not know.

import HTTPTypes
import SluicePayloads
import SluiceRules

/// Tells callers of names that this server does not know: what is misspelt is refused, as a policy that is not asked or
/// a direction that is not heeded would go unnoticed.
enum KnownNames {
    /// What may be said of any message in a JSON object.
    private static let ofMessages = [
        "direction", "policy", "dialect", "format", "content_type", "request_path", "model", "route", "language",
        "metadata",
    ]
    /// The members of what `/v1/check` takes.
    static let ofCheck = ["text", "texts", "body"] + ofMessages
    /// The members of what `/v1/streams` takes.
    static let ofStream = ofMessages

    /// The headers that describe a message which is the body.
    static let headers = [
        "X-Sluice-Direction", "X-Sluice-Policy", "X-Sluice-Dialect", "X-Sluice-Format", "X-Sluice-Request-Path",
        "X-Sluice-Model", "X-Sluice-Route", "X-Sluice-Language", "X-Sluice-Metadata",
    ]

    /// What the headers and the query of a request may say.
    struct OfRequests: Sendable {
        /// Headers of this server's own.
        var headers: [String]
        /// Names in the query.
        var query: [String]

        /// Requests whose body is the message.
        static let message = OfRequests(headers: KnownNames.headers, query: ["policy"])
        /// Requests whose body says all but the policy.
        static let document = OfRequests(headers: ["X-Sluice-Policy"], query: ["policy"])
        /// Requests to streams that have begun.
        static let stream = OfRequests(headers: KnownNames.headers, query: [])
        /// Requests of gateways.
        static let gateway = OfRequests(
            headers: ["X-Sluice-Policy", "X-Sluice-On-Mask"],
            query: ["policy", "on_mask"]
        )
        /// Requests of gateways that do not tell which way a message goes.
        static let directed = OfRequests(
            headers: gateway.headers + ["X-Sluice-Direction"],
            query: gateway.query + ["direction"]
        )
        /// Requests of gateways that can name the route.
        static let routed = OfRequests(headers: gateway.headers + ["X-Sluice-Route"], query: gateway.query)
    }

    /// Looks whether all headers of this server's own are known, and all names in the query.
    ///
    /// - Throws: `HookError` with the code `unknown_header` or `unknown_parameter`.
    static func check(_ request: HookRequest, known: OfRequests) throws(HookError) {
        try check(headersOf: request.headers, known: known.headers)
        for name in request.queryNames where !known.query.contains(name) {
            throw unknown("unknown_parameter", "a parameter of the query", name, known.query)
        }
    }

    /// Looks whether all members of an object are known: of the document's, or of `node`.
    ///
    /// - Throws: `HookError` with the code `unknown_field`.
    static func check(
        membersOf json: JSONTree,
        at node: JSONTree.Node? = nil,
        known: [String]
    ) throws(HookError) {
        for member in json.children(of: node ?? json.root) {
            let name = json.nameString(member)
            if !known.contains(name) { throw unknown("unknown_field", "a member", name, known) }
        }
    }

    private static func check(headersOf fields: HTTPFields, known: [String]) throws(HookError) {
        for field in fields {
            let name = field.name.canonicalName
            guard name.hasPrefix("x-sluice-"), !known.contains(where: { $0.lowercased() == name }) else { continue }
            throw unknown("unknown_header", "a header", name, known)
        }
    }

    /// What is unknown is only named where it is nearly a name that is known: errors repeat nothing that may be a text.
    private static func unknown(_ code: String, _ kind: String, _ name: String, _ known: [String]) -> HookError {
        let list = known.map { "`\($0)`" }.joined(separator: ", ")
        guard !known.isEmpty else { return .invalid(code, "There is \(kind), and none is known here.") }
        guard let meant = NearestName.suggestion(for: name, among: known) else {
            return .invalid(code, "There is \(kind) that is not known here. Known are \(list).")
        }
        return .invalid(code, "`\(name)` is not known here; did you mean `\(meant)`? Known are \(list).")
    }
}
