// Reads keys.

package import SluiceModel

/// Reads keys.
package enum KeySource {
    /// A key shorter than this can be searched for.
    package static let minimumLength = 16

    /// Checks a key's bytes, as `secret` does.
    package static func key(_ bytes: [UInt8], from name: String) throws(CommandFailure) -> FingerprintKey {
        FingerprintKey(bytes: try secret(bytes, from: name))
    }

    /// Checks a secret's bytes. The line end that editors put after a text is not part of it.
    package static func secret(_ bytes: [UInt8], from name: String) throws(CommandFailure) -> [UInt8] {
        var bytes = bytes
        if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
        if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        guard bytes.count >= minimumLength else {
            throw CommandFailure(
                "\(name) holds \(bytes.count) bytes, a key needs at least \(minimumLength); make one with: openssl rand -hex 32"
            )
        }
        return bytes
    }
}
