// Reads keys.

package import SluiceModel

/// Reads keys.
package enum KeySource {
    /// Checks a key's bytes, as `secret` does.
    package static func key(_ bytes: [UInt8], from name: String) throws(CommandFailure) -> FingerprintKey {
        FingerprintKey(bytes: try secret(bytes, from: name))
    }

    /// Checks a secret's bytes.
    package static func secret(_ bytes: [UInt8], from name: String) throws(CommandFailure) -> [UInt8] {
        let key = KeyText.bytes(of: bytes)
        guard key.count >= KeyText.minimumLength else {
            throw CommandFailure(
                "\(name) holds \(key.count) bytes, a key needs at least \(KeyText.minimumLength); make one with: openssl rand -hex 32"
            )
        }
        return key
    }
}
