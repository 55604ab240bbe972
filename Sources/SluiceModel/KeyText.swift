// Keys as they are written in files and variables.

/// Keys as they are written in files and variables.
package enum KeyText {
    /// A key of fewer bytes can be searched for.
    package static let minimumLength = 16

    /// The bytes of the key that `text` holds: the line end that editors put after a text is not part of it. They may
    /// be fewer than `minimumLength`, which the caller tells in its own words.
    package static func bytes(of text: [UInt8]) -> [UInt8] {
        var bytes = text
        if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
        if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        return bytes
    }
}
