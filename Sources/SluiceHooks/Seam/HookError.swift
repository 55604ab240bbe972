// Why a request is not answered.

package import HTTPTypes
package import SluicePayloads

/// Why a request is not answered: a stable code, and a sentence that says what to do. It never holds anything of the
/// text.
///
/// Errors are never used for what a policy decides: a gateway may let pass what could not be judged.
package struct HookError: Error, Sendable, Hashable {
    /// The stable code, in lower-case letters and underscores.
    package let code: String
    /// What is wrong and what to do, in sentences.
    package let message: String
    /// The status that the answer has.
    package let status: HTTPResponse.Status
    /// After how many seconds to try again; nil if that is of no use.
    package var retryAfter: Int?

    /// Names an error.
    package init(code: String, message: String, status: HTTPResponse.Status, retryAfter: Int? = nil) {
        self.code = code
        self.message = message
        self.status = status
        self.retryAfter = retryAfter
    }

    /// The request is not as it must be.
    package static func invalid(_ code: String, _ message: String) -> HookError {
        HookError(code: code, message: message, status: .badRequest)
    }

    /// The body is no JSON.
    package static let invalidJSON = invalid(
        "invalid_json",
        """
        The body is not one JSON document. Send JSON in UTF-8 that is nested at most \(JSONTree.deepest) deep and has at most \
        \(JSONTree.mostValues) values.
        """
    )

    /// The server made a mistake.
    package static let internalError = HookError(
        code: "internal_error",
        message: "The server failed to answer. Nothing was judged; the log has the request's id.",
        status: .internalServerError
    )

    /// The code and the message as an object.
    package var detail: JSONValue {
        .object([("code", .string(code)), ("message", .string(message))])
    }

    /// The answer in this server's own form.
    package var response: HookResponse {
        var response = HookResponse.json(.object([("error", detail)]), status: status)
        if let retryAfter { response.headers[.retryAfter] = String(retryAfter) }
        return response
    }
}
