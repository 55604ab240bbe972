// What is known of a message that is to be judged.

package import SluiceModel
package import SluicePolicies

/// What is known of a message that is to be judged: whose it is, where it goes, and which policy is asked.
package struct HookCall: Sendable {
    /// The contract's name.
    package var contract: String
    /// The request's name.
    package var requestID: String
    /// Which way the message travels; nil if that is not known, in which case the stricter decision holds.
    package var direction: Direction?
    /// The name of the policy; nil for the default.
    package var policy: String?
    /// The model's name.
    package var model: String?
    /// The path of the model's request, or the gateway's name of the route.
    package var route: String?
    /// Who asks and where: `team`, `environment`, … Keys and values are recorded in the audit.
    package var metadata: [String: String]
    /// The language of the text, in lower case, such as `python`.
    package var language: String?
    /// Who sent the request.
    package var peer: HookPeer
    /// When the outcome is of no more use.
    package var deadline: ContinuousClock.Instant

    /// Describes a call on behalf of a request.
    package init(contract: String, request: HookRequest, direction: Direction?) {
        self.contract = contract
        self.direction = direction
        requestID = request.id
        metadata = [:]
        peer = request.peer
        deadline = request.deadline
    }

    /// What policies are asked with.
    package func context(tool: String? = nil) -> PolicyContext {
        PolicyContext(
            direction: direction,
            model: model,
            route: route,
            metadata: metadata,
            tool: tool,
            language: language
        )
    }
}
