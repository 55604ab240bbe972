// The key that makes a chain one that nobody else can continue.

/// The key of a chain: whoever can write the file but has no key cannot make up a chain that verifies.
package struct AuditKey: Sendable {
    /// A shorter key can be searched for.
    package static let minimumLength = 16

    let bytes: [UInt8]

    /// Uses `bytes` as the key; nil when there are fewer than `minimumLength`.
    package init?(bytes: [UInt8]) {
        guard bytes.count >= AuditKey.minimumLength else { return nil }
        self.bytes = bytes
    }
}
