// A request as contracts see it.

package import HTTPTypes
package import SluicePayloads

/// A request as contracts see it, with its whole body.
package struct HookRequest: Sendable {
    /// A name for logs and the audit: the caller's `X-Request-ID`, or one that was made.
    package var id: String
    /// The route that was matched.
    package var route: HookRoute
    /// The path as it was sent, without the query.
    package var path: String
    /// What stands in the path for the names of the route.
    package var parameters: [String: String]
    /// What stands behind the `?`, undecoded.
    package var query: String?
    /// The headers.
    package var headers: HTTPFields
    /// The body.
    package var body: [UInt8]
    /// Who asks.
    package var peer: HookPeer
    /// When the answer is of no more use.
    package var deadline: ContinuousClock.Instant

    /// Describes a request; tests say only what matters to them.
    package init(
        id: String = "test",
        route: HookRoute,
        path: String? = nil,
        parameters: [String: String] = [:],
        query: String? = nil,
        headers: HTTPFields = [:],
        body: [UInt8] = [],
        peer: HookPeer = HookPeer(),
        deadline: ContinuousClock.Instant = .now + .seconds(5)
    ) {
        self.id = id
        self.route = route
        self.path = path ?? route.path
        self.parameters = parameters
        self.query = query
        self.headers = headers
        self.body = body
        self.peer = peer
        self.deadline = deadline
    }

    /// The first value of a header, whatever the case of its name.
    package func header(_ name: String) -> String? {
        HTTPField.Name(name).flatMap { headers[$0] }
    }

    /// A value of the query, percent-decoded; the first of several.
    package func query(_ name: String) -> String? {
        queryPairs.first { $0.name == name }?.value
    }

    /// The names in the query, percent-decoded.
    var queryNames: [String] { queryPairs.map(\.name) }

    private var queryPairs: [(name: String, value: String)] {
        guard let query else { return [] }
        return query.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (PercentCoding.decoded(parts[0]), parts.count > 1 ? PercentCoding.decoded(parts[1]) : "")
        }
    }

    /// The body as a JSON object.
    ///
    /// - Throws: `HookError` with the code `invalid_json` or `not_an_object`.
    package func object() throws(HookError) -> JSONTree {
        // Readers of other bytes do not agree on what they say.
        guard (try? UTF8Span(validating: body.span)) != nil, let json = JSONTree(body) else { throw .invalidJSON }
        guard json.kind(json.root) == .object else {
            throw .invalid("not_an_object", "The body is JSON but no object. Send an object.")
        }
        return json
    }
}
