// What a gateway's way of asking has to say for itself.

/// One gateway's way of asking: its routes, and what it sends and accepts back.
///
/// A contract turns a request into calls of the engine and the engine's outcome into the answer that the gateway
/// understands. It knows nothing of sockets, and one of it serves all requests at once.
package protocol GatewayContract: Sendable {
    /// The name in metrics, logs and the audit, such as `portkey`: lower-case letters, digits and hyphens.
    var name: String { get }
    /// The requests that it answers.
    var routes: [HookRoute] { get }

    /// Whether the body of a request to one of the routes is a piece of a message, whose first bytes tell nothing.
    func takesPieces(at route: HookRoute) -> Bool

    /// Answers one request to one of the routes.
    ///
    /// - Throws: `HookError` where the request cannot be judged. What the policy decides, a block included, is an
    ///   answer.
    func handle(_ request: HookRequest, engine: HookEngine) async throws(HookError) -> HookResponse

    /// What the contract's callers read when a request of theirs fails.
    func response(to error: HookError, request: HookRequest) -> HookResponse
}

extension GatewayContract {
    package func takesPieces(at route: HookRoute) -> Bool { false }

    package func response(to error: HookError, request: HookRequest) -> HookResponse { error.response }
}
