// What an index's key gives its numbers.

import Crypto

/// What the key of an index gives: where numbering begins, and by what a wrong key is known. Without the key nobody can
/// tell from an index whether it holds some code.
enum CodeKey {
    /// Where numbering begins; a constant without a key.
    static func seed(of key: [UInt8]) -> UInt64 {
        key.isEmpty ? 0x5EED_0F_C0DE : derived("sluice code fingerprints", key)
    }

    /// What tells whether a key is the right one; 0 without a key.
    static func check(of key: [UInt8]) -> UInt64 {
        key.isEmpty ? 0 : derived("sluice code fingerprints: check", key)
    }

    /// The first 64 bits of HMAC-SHA-256 (RFC 2104).
    private static func derived(_ purpose: String, _ key: [UInt8]) -> UInt64 {
        let code = HMAC<SHA256>.authenticationCode(for: Array(purpose.utf8), using: SymmetricKey(data: key))
        return Array(code).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
