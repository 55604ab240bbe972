// Computes fingerprints.

import Crypto
package import SluiceModel

extension FingerprintKey {
    /// The fingerprint of `value`: the first 64 bits of HMAC-SHA-256 under this key (RFC 2104).
    package func fingerprint(of value: Span<UInt8>) -> Fingerprint {
        var hash = HMAC<SHA256>(key: SymmetricKey(data: bytes))
        // Sound: the hash reads the bytes during the call and keeps no pointer.
        unsafe value.withUnsafeBytes { buffer in
            unsafe hash.update(data: buffer)
        }
        var bits: UInt64 = 0
        for byte in hash.finalize().prefix(8) { bits = bits << 8 | UInt64(byte) }
        return Fingerprint(rawValue: bits)
    }
}
