// Reads the key that fingerprints are made with.

package import SluiceModel

/// Reads the key that fingerprints are made with.
package enum KeySource {
    /// A key shorter than this can be searched for.
    package static let minimumLength = 16

    /// Checks a key's bytes. The line end that editors put after a text is not part of it.
    package static func key(_ bytes: [UInt8], from name: String) throws(CommandFailure) -> FingerprintKey {
        var bytes = bytes
        if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
        if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        guard bytes.count >= minimumLength else {
            throw CommandFailure(
                "\(name) holds \(bytes.count) bytes, a key needs at least \(minimumLength); make one with: openssl rand -hex 32"
            )
        }
        return FingerprintKey(bytes: bytes)
    }
}
