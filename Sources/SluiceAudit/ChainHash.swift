// The hashes that chain entries together.

import Crypto

/// The hash of an entry and of all before it: SHA-256, or HMAC-SHA-256 under the chain's key.
package struct ChainHash: Sendable, Hashable, CustomStringConvertible {
    /// 32 bytes, unless somebody has changed the file.
    package let bytes: [UInt8]

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads lower-case hexadecimal digits.
    package init?(hexadecimal text: String) {
        let digits = text.utf8.map { UInt8(ascii: "0") <= $0 && $0 <= UInt8(ascii: "9") ? $0 - 0x30 : $0 &- 0x57 }
        guard digits.count == 64, digits.allSatisfy({ $0 < 16 }) else { return nil }
        bytes = stride(from: 0, to: 64, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    /// Lower-case hexadecimal digits.
    package var description: String {
        var text: [UInt8] = []
        text.reserveCapacity(2 * bytes.count)
        let digits = Array("0123456789abcdef".utf8)
        for byte in bytes { text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }
}

/// Makes the hashes of one chain.
struct ChainHasher: Sendable {
    private let key: SymmetricKey?

    init(key: AuditKey?) {
        self.key = key.map { SymmetricKey(data: $0.bytes) }
    }

    /// Whether the chain is one that only the key's owner can continue.
    var isKeyed: Bool { key != nil }

    /// Eight bytes that tell whether a chain was begun with this key; empty without one.
    var keyCheck: [UInt8] {
        key == nil ? [] : Array(hash(Array("sluice-audit key".utf8)).bytes.prefix(8))
    }

    /// The hash of bytes.
    func hash(_ bytes: [UInt8]) -> ChainHash {
        guard let key else { return ChainHash(bytes: Array(SHA256.hash(data: bytes))) }
        return ChainHash(bytes: Array(HMAC<SHA256>.authenticationCode(for: bytes, using: key)))
    }

    /// What stands before the first entry of the chain with this name.
    func origin(ofChain name: String) -> ChainHash {
        var encoding = CanonicalEncoding()
        encoding.text("sluice-audit origin 1")
        encoding.text(name)
        return hash(encoding.bytes)
    }

    /// What binds a head to its chain.
    func seal(chain name: String, sequence: Int64, hash: ChainHash) -> ChainHash {
        var encoding = CanonicalEncoding()
        encoding.text("sluice-audit head 1")
        encoding.text(name)
        encoding.integer(sequence)
        encoding.blob(hash.bytes)
        return self.hash(encoding.bytes)
    }
}
