// What a gateway's configuration can say with every request.

import SluiceModel

extension HookRequest {
    /// What the gateway's configuration says about masks, if anything.
    ///
    /// - Throws: `HookError` with the code `invalid_on_mask`.
    func maskHandling() throws(HookError) -> MaskHandling? {
        try MaskHandling(header("X-Sluice-On-Mask") ?? query("on_mask"))
    }
}

extension HookCall {
    /// Describes a call that a gateway makes. Every contract takes the policy from the header `X-Sluice-Policy` or from
    /// `?policy=`, which gateways set in their configuration and callers of a gateway cannot.
    ///
    /// - Parameter names: what may be said in headers and in the query.
    /// - Throws: `HookError` where anything else is said, or a policy is named by nothing: a name that is misspelt or
    ///   left out must not stand for the default.
    init(
        gateway contract: String,
        request: HookRequest,
        direction: Direction?,
        names: KnownNames.OfRequests = .gateway
    ) throws(HookError) {
        try KnownNames.check(request, known: names)
        self.init(contract: contract, request: request, direction: direction)
        policy = request.header("X-Sluice-Policy") ?? request.query("policy")
    }

    /// Takes the gateway's name of the call, so that the request and its answer are found under one name. Names that
    /// are long or have odd characters are not taken: a caller of the gateway may have made them.
    mutating func take(requestID: String?) {
        guard let requestID, (1...128).contains(requestID.utf8.count),
            requestID.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return }
        self.requestID = requestID
    }
}
