// Refuses bodies that are written so that they cannot be looked into.

import HTTPTypes
import SluicePayloads

/// Refuses bodies that are written so that they cannot be looked into: compressed ones, and text in another encoding
/// than UTF-8. Their headers tell it, or their first bytes.
enum BodyEncoding {
    /// So many first bytes tell what can be told.
    static let tellingCount = ForeignEncoding.tellingCount

    /// Looks at what the headers of a request say.
    ///
    /// - Throws: `HookError` with the code `unsupported_encoding` or `unsupported_transfer_encoding`.
    static func check(headersOf head: HTTPRequest) throws(HookError) {
        let coding = head.headerFields[.contentEncoding]?.lowercased() ?? "identity"
        guard coding == "identity" else { throw compressed }
        // Others than the last are passed on to be undone here (RFC 9112 §7).
        guard head.headerFields[.transferEncoding]?.lowercased() ?? "chunked" == "chunked" else {
            throw HookError(
                code: "unsupported_transfer_encoding",
                message: "The body has a transfer coding besides `chunked`. Send it as it is.",
                status: .notImplemented
            )
        }
    }

    /// Looks at the encoding that a `Content-Type` names.
    ///
    /// - Throws: `HookError` with the code `unsupported_encoding`.
    static func check(contentType: String?) throws(HookError) {
        for parameter in (contentType ?? "").split(separator: ";").dropFirst() {
            let parts = parameter.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, bare(parts[0]) == "charset" else { continue }
            guard ["utf-8", "utf8", "us-ascii", "ascii"].contains(bare(parts[1])) else { throw otherText }
        }
    }

    /// Looks at the first bytes of a body, as many as have come.
    ///
    /// - Parameter isText: whether it is said to be JSON or other text.
    /// - Throws: `HookError` with the code `unsupported_encoding`.
    static func check(beginning bytes: some Collection<UInt8>, isText: Bool) throws(HookError) {
        switch ForeignEncoding(beginning: bytes) {
        case .compressed?: throw compressed
        case .wideText?: throw otherText
        case nil: if isText, bytes.prefix(tellingCount).contains(0) { throw otherText }
        }
    }

    /// A name without blanks and quotation marks, in lower case.
    private static func bare(_ text: Substring) -> String {
        text.filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }.lowercased()
    }

    private static let compressed = HookError(
        code: "unsupported_encoding",
        message: "The body is compressed. Send it as it is, without `Content-Encoding`.",
        status: .unsupportedMediaType
    )

    private static let otherText = HookError(
        code: "unsupported_encoding",
        message: "The body is text in another encoding than UTF-8. Send it in UTF-8.",
        status: .unsupportedMediaType
    )
}

extension HookPart {
    /// Whether the piece is said to be JSON or other text.
    var isSaidToBeText: Bool {
        if let format { return format != .bedrock }
        return Self.isText(contentType: contentType)
    }

    /// Whether a `Content-Type` says that something is JSON or other text.
    static func isText(contentType: String?) -> Bool {
        guard let contentType, let named = PayloadFormat.named(byContentType: contentType) else { return false }
        switch named.format {
        case .json, .ndjson, .sse, .array: return true
        case .bedrock: return false
        case .text:
            let type = contentType.drop(while: \.isWhitespace).lowercased()
            return type.hasPrefix("text/") || type.hasPrefix("application/x-www-form-urlencoded")
        }
    }
}
