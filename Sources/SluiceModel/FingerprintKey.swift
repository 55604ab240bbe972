// The key under which values are fingerprinted.

/// The key under which values are fingerprinted: 32 random bytes, kept as secret as the values.
public struct FingerprintKey: Sendable {
    /// The key's bytes.
    package let bytes: [UInt8]

    /// Uses `bytes` as the key. Any length is possible; below 16 bytes values can be searched for.
    public init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// A fresh random key: fingerprints then hold within this process only.
    public static func random() -> FingerprintKey {
        var generator = SystemRandomNumberGenerator()
        return FingerprintKey(bytes: (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    }
}
