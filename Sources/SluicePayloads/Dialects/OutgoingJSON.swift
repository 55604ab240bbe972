// Writes the small JSON documents that end a stream.

/// Writes the small JSON documents that end a stream, and copies from a stream what such a document has to name again.
enum OutgoingJSON {
    /// Longer values of a stream are not copied.
    static let longestCopy = 256

    /// `text` as a JSON string on one line, with its quotes.
    static func string(_ text: String) -> String {
        let escaped = String(decoding: JSONEscape.escaped(Array(text.utf8), depth: 1), as: UTF8.self)
        var quoted = "\""
        for scalar in escaped.unicodeScalars {
            // These end a line for some readers of lines.
            switch scalar.value {
            case 0x85: quoted += "\\u0085"
            case 0x2028: quoted += "\\u2028"
            case 0x2029: quoted += "\\u2029"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    /// The string at `node` as it is written, quotes included; nil if it is empty, long, or not plain.
    static func copy(_ node: JSONTree.Node?, of json: JSONTree) -> String? {
        guard json.isText(node), let node else { return nil }
        let content = json.content(node)
        guard content.count <= longestCopy else { return nil }
        for index in content where json.bytes[index] < 0x20 || json.bytes[index] == UInt8(ascii: "\\") { return nil }
        return json.raw(node)
    }
}
