// The headers of this server's own endpoints.

import HTTPTypes
import SluiceModel
import SluicePayloads

/// The headers of this server's own endpoints: what callers say of a message that is the body, and what answers say.
package enum NativeHeaders {
    static let outcome = name("X-Sluice-Outcome")
    /// The outcome of a message that the policy has judged.
    static let judged = "policy"
    /// The outcome of a message that could not be judged, or not all of it.
    static let unjudged = "unjudged"
    static let action = name("X-Sluice-Action")
    static let wouldBe = name("X-Sluice-Would-Be")
    static let version = name("X-Sluice-Version")
    static let findings = name("X-Sluice-Findings")
    static let held = name("X-Sluice-Held-Bytes")
    static let notScannedFrom = name("X-Sluice-Not-Scanned-From")

    /// A message that is the body of a request, and what headers say about it.
    ///
    /// - Throws: `HookError` that names the header.
    static func message(of request: HookRequest, contract: String) throws(HookError) -> (HookPart, HookCall) {
        let direction = try HookCall.direction(request.header("X-Sluice-Direction"))
        var call = try HookCall(gateway: contract, request: request, direction: direction, names: .message)
        call.model = request.header("X-Sluice-Model")
        call.route = request.header("X-Sluice-Route")
        call.language = request.header("X-Sluice-Language")?.lowercased()
        if let text = request.header("X-Sluice-Metadata") {
            guard let json = JSONTree(Array(text.utf8)) else {
                throw .invalid("invalid_metadata", "`X-Sluice-Metadata` must be a JSON object of texts.")
            }
            call.metadata = try HookCall.metadata(json.root, of: json)
        }
        let part = HookPart.body(
            request.body,
            format: try HookCall.format(request.header("X-Sluice-Format")),
            dialect: try HookCall.dialect(request.header("X-Sluice-Dialect")),
            contentType: request.header("Content-Type"),
            requestPath: request.header("X-Sluice-Request-Path")
        )
        try BodyEncoding.check(contentType: part.contentType)
        try BodyEncoding.check(beginning: part.bytes, isText: part.isSaidToBeText)
        return (part, call)
    }

    static func name(_ text: StaticString) -> HTTPField.Name {
        guard let name = HTTPField.Name("\(text)") else { preconditionFailure("\(text) is no name of a header") }
        return name
    }
}
