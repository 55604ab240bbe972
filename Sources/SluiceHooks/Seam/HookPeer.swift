// Who asks.

/// Who asks.
package struct HookPeer: Sendable, Hashable {
    /// The address that the connection comes from; nil over a unix socket.
    package var address: String?
    /// The name of the bearer token; nil without one.
    package var token: String?
    /// Describes a peer.
    package init(address: String? = nil, token: String? = nil) {
        self.address = address
        self.token = token
    }
}
