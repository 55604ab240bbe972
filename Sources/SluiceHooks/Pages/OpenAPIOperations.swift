// What each of the server's own endpoints takes and gives.

import HTTPTypes
import SluiceModel
import SluicePayloads

/// What each of the server's own endpoints takes and gives.
enum OpenAPIOperations {
    /// One endpoint.
    struct Operation {
        var summary: String
        var headers: [String] = []
        var request = "application/json"
        var requestSchema: String?
        var status = "200"
        var answer = "application/json"
        var answerSchema: String?
    }

    private static let own: [HookRoute: Operation] = [
        .post("/v1/check"): Operation(
            summary: "Judges a text, several texts, or a body, and tells all about it.",
            headers: ["X-Sluice-Policy"],
            requestSchema: "Check",
            answerSchema: "Verdict"
        ),
        .post("/v1/filter"): Operation(
            summary: "Gives back the body that it gets, filtered; the verdict is in headers.",
            headers: KnownNames.headers,
            request: "*/*",
            answer: "*/*"
        ),
        .post("/v1/stream"): Operation(
            summary: "Filters a stream while it comes; the verdict is in trailers.",
            headers: KnownNames.headers,
            request: "*/*",
            answer: "*/*"
        ),
        .post("/v1/streams"): Operation(
            summary: "Begins a stream that is sent in calls.",
            headers: KnownNames.headers,
            requestSchema: "StreamStart",
            status: "201",
            answerSchema: "StreamName"
        ),
        .post("/v1/streams/{id}/chunks"): Operation(
            summary: "Takes the next bytes of a stream and gives what may go out.",
            request: "application/octet-stream",
            answer: "application/octet-stream"
        ),
        .post("/v1/streams/{id}/finish"): Operation(
            summary: "Takes the last bytes of a stream, which may be none, and gives all that is left.",
            request: "application/octet-stream",
            answer: "application/octet-stream"
        ),
        .get("/v1/streams/{id}"): Operation(
            summary: "Tells what was found in a stream so far.",
            answerSchema: "StreamState"
        ),
        HookRoute(.delete, "/v1/streams/{id}"): Operation(summary: "Gives a stream up.", status: "204"),
        .get("/v1/status"): Operation(summary: "Counts, for the page at /."),
        .get("/health/live"): Operation(summary: "Tells that the process answers."),
        .get("/health/ready"): Operation(summary: "Tells that rules are in force, and what could not be loaded."),
        .get("/metrics"): Operation(summary: "Metrics for Prometheus.", answer: "text/plain"),
        .get("/openapi.json"): Operation(summary: "This document."),
        .get("/"): Operation(summary: "A page for people.", answer: "text/html"),
    ]

    /// What is known of a route; nil of those of gateways.
    static func of(_ route: HookRoute) -> Operation? { own[route] }

    /// The headers and the parameters of the query that a request to a route may have.
    static func names(of route: HookRoute, owner: String) -> KnownNames.OfRequests {
        if let headers = own[route]?.headers {
            // Where the policy may be named, the address may do so too.
            let query = KnownNames.OfRequests.document.query
            return .init(headers: headers, query: headers.contains("X-Sluice-Policy") ? query : [])
        }
        guard route.method == .post else { return .init(headers: [], query: []) }
        return switch owner {
        case "moderations", "kong-sanitizer": .directed
        case "agentgateway": .routed
        default: .gateway
        }
    }

    /// A header or a name in the query as a parameter.
    static func parameter(_ name: String, in place: String) -> JSONValue {
        .object([("name", .string(name)), ("in", .string(place)), ("schema", .object([("type", "string")]))])
    }
}
