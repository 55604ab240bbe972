// One piece of a message that is judged on its own.

package import SluiceModel
package import SluicePayloads

/// One piece of a message: a text, or a document. No finding reaches from one piece into another.
package struct HookPart: Sendable {
    /// The bytes.
    package var bytes: [UInt8]
    /// The format; nil to find it out from the first bytes.
    package var format: PayloadFormat?
    /// The provider's format of messages; nil to find it out.
    package var dialect: DialectID?
    /// The `Content-Type` that it came with.
    package var contentType: String?
    /// The path of the model's request, which tells the dialect.
    package var requestPath: String?
    /// The tool whose arguments or result it is.
    package var tool: String?
    /// What the piece is if it cannot be looked into, and is not among `bytes`.
    package var uninspectable: Uninspectable?

    /// So many pieces a message may have.
    package static let most = 10_000

    /// Looks whether a message may have so many pieces.
    ///
    /// - Throws: `HookError` with the code `too_many_texts`.
    package static func check(count: Int) throws(HookError) {
        guard count > most else { return }
        throw .invalid(
            "too_many_texts",
            "The message has more than \(most) texts. Send it in several requests, or texts that belong together as one."
        )
    }

    /// A text. What is JSON in it is read as text.
    package static func text(_ bytes: [UInt8], tool: String? = nil) -> HookPart {
        HookPart(bytes: bytes, format: .text, tool: tool)
    }

    /// A JSON value in which every string is text: a string with its quotes, arguments of a tool, an unknown document.
    /// It comes back as JSON, byte for byte but for the masks.
    package static func json(_ bytes: [UInt8], tool: String? = nil) -> HookPart {
        HookPart(bytes: bytes, format: .json, dialect: .unknown, tool: tool)
    }

    /// A picture or another medium, of which the policy is asked.
    package static let picture = HookPart(bytes: [], uninspectable: .images)

    /// A request's or answer's body as a provider defines it, whose ids, roles and the like are no text.
    package static func body(
        _ bytes: [UInt8],
        format: PayloadFormat? = nil,
        dialect: DialectID? = nil,
        contentType: String? = nil,
        requestPath: String? = nil
    ) -> HookPart {
        HookPart(bytes: bytes, format: format, dialect: dialect, contentType: contentType, requestPath: requestPath)
    }
}
