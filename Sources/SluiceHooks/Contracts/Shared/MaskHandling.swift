// What becomes of a message in which the policy masks something.

/// What becomes of a message in which the policy masks something. A gateway's configuration says it with the header
/// `X-Sluice-On-Mask` or `?on_mask=`, since a gateway does not always use the masked text that it is given.
enum MaskHandling: String, CaseIterable {
    /// It is masked; where the gateway's contract cannot carry the mask, the message is refused.
    case mask
    /// It is refused, masks or not: for gateways that ask and do not change anything.
    case block
    /// It is masked; where the gateway's contract cannot carry the mask, it passes and is only recorded.
    case pass

    /// Reads what a request says.
    ///
    /// - Returns: nil if it says nothing.
    /// - Throws: `HookError` with the code `invalid_on_mask`.
    init?(_ text: String?) throws(HookError) {
        guard let text else { return nil }
        guard let handling = MaskHandling(rawValue: text.lowercased()) else {
            let names = MaskHandling.allCases.map(\.rawValue).joined(separator: ", ")
            throw .invalid("invalid_on_mask", "`on_mask` must be one of \(names).")
        }
        self = handling
    }
}
