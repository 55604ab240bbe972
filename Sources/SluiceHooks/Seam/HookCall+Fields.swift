// Reads what callers say about a message.

package import SluiceModel
package import SluicePayloads

extension HookCall {
    /// Reads a direction.
    ///
    /// - Throws: `HookError` with the code `invalid_direction`.
    package static func direction(_ text: String?) throws(HookError) -> Direction? {
        guard let text else { return nil }
        guard let direction = Direction(rawValue: text.lowercased()) else {
            throw .invalid("invalid_direction", "`direction` must be `request` or `response`.")
        }
        return direction
    }

    /// Reads the name of a dialect.
    ///
    /// - Throws: `HookError` with the code `invalid_dialect`.
    package static func dialect(_ text: String?) throws(HookError) -> DialectID? {
        guard let text else { return nil }
        guard let dialect = DialectID(rawValue: text) else {
            let names = DialectID.allCases.map(\.rawValue).joined(separator: ", ")
            throw .invalid("invalid_dialect", "`dialect` must be one of \(names).")
        }
        return dialect
    }

    /// Reads the name of a format.
    ///
    /// - Throws: `HookError` with the code `invalid_format`.
    package static func format(_ text: String?) throws(HookError) -> PayloadFormat? {
        guard let text, text != "auto" else { return nil }
        guard let format = PayloadFormat(rawValue: text) else {
            let names = PayloadFormat.allCases.map(\.rawValue).joined(separator: ", ")
            throw .invalid("invalid_format", "`format` must be auto or one of \(names).")
        }
        return format
    }

    /// The most that metadata may have: names, and bytes of names and values together.
    private static let mostMetadata = (count: 64, bytes: 8_192)

    /// Reads an object of texts; numbers and flags are taken as they are written, and other values are left out.
    ///
    /// - Throws: `HookError` with the code `invalid_metadata`.
    package static func metadata(_ node: JSONTree.Node?, of json: JSONTree) throws(HookError) -> [String: String] {
        guard json.isPresent(node), let node else { return [:] }
        guard json.kind(node) == .object else {
            throw .invalid("invalid_metadata", "`metadata` must be an object of texts.")
        }
        var metadata: [String: String] = [:]
        var size = 0
        json.forEachText(of: node) { name, value in
            size += name.utf8.count + value.utf8.count
            metadata[name] = value
        }
        guard metadata.count <= mostMetadata.count, size <= mostMetadata.bytes else {
            throw .invalid(
                "invalid_metadata",
                "`metadata` may have \(mostMetadata.count) names and \(mostMetadata.bytes) bytes. Send what policies ask for."
            )
        }
        return metadata
    }
}
