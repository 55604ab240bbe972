// An answer as contracts give it.

package import HTTPTypes
package import SluicePayloads

/// An answer as contracts give it.
package struct HookResponse: Sendable {
    /// The status.
    package var status: HTTPResponse.Status
    /// The headers; `Content-Length` is added.
    package var headers: HTTPFields
    /// The body.
    package var body: [UInt8]
    /// What is wrong with the request, where the gateway has to be told with a status that says nothing of it.
    package var refusal: HookError?

    /// Puts an answer together.
    package init(status: HTTPResponse.Status = .ok, headers: HTTPFields = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// An answer in JSON.
    package static func json(_ value: JSONValue, status: HTTPResponse.Status = .ok) -> HookResponse {
        HookResponse(status: status, headers: [.contentType: "application/json"], body: value.bytes)
    }
}
