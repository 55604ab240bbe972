// Computes fingerprints.

import Crypto
package import SluiceModel

/// Computes fingerprints under one key: the first 64 bits of HMAC-SHA-256 (RFC 2104).
///
/// The two hashes that the key begins are computed once, so that a fingerprint costs the rest of them.
package struct Fingerprinter: Sendable {
    /// SHA-256 after the block of the key with each byte exclusive-or 0x36.
    private let inner: SHA256
    /// SHA-256 after the block of the key with each byte exclusive-or 0x5C.
    private let outer: SHA256

    /// Prepares `key`.
    package init(_ key: FingerprintKey) {
        // Keys longer than a block are hashed first.
        let short = key.bytes.count > SHA256.blockByteCount ? Array(SHA256.hash(data: key.bytes)) : key.bytes
        let block = short + Array(repeating: 0, count: SHA256.blockByteCount - short.count)
        var inner = SHA256()
        inner.update(data: block.map { $0 ^ 0x36 })
        var outer = SHA256()
        outer.update(data: block.map { $0 ^ 0x5C })
        self.inner = inner
        self.outer = outer
    }

    /// The fingerprint of `value`.
    package func fingerprint(of value: Span<UInt8>) -> Fingerprint {
        var inner = inner
        // Sound: the hash reads the bytes during the call and keeps no pointer.
        unsafe value.withUnsafeBytes { buffer in
            unsafe inner.update(bufferPointer: buffer)
        }
        var outer = outer
        // Sound: as above.
        unsafe inner.finalize().withUnsafeBytes { buffer in
            unsafe outer.update(bufferPointer: buffer)
        }
        return unsafe outer.finalize().withUnsafeBytes { buffer in
            var bits: UInt64 = 0
            for index in 0..<8 { bits = bits << 8 | UInt64(unsafe buffer[index]) }
            return Fingerprint(rawValue: bits)
        }
    }
}
