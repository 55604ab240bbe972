// Values that can only be keys that a program made.

/// Values that can only be keys that a program made, so that a name which is not quite their own is enough: that of the
/// list, map or column that they stand in.
enum GeneratedKey {
    /// So many letters and digits stand in a row: names with a random end have fewer.
    private static let shortestRun = 16

    /// Whether a value is random from end to end, and no address, digest or identifier.
    static func isOne(_ value: Span<UInt8>) -> Bool {
        guard value.isMade(of: characters), longestRun(of: value) >= shortestRun,
            BigramSurprise.bitsPerPair(of: value) >= RandomLooking.threshold
        else { return false }
        return !isPublic(value)
    }

    /// Whether a value is made to be shown: a UUID, a digest that says how it was made, the address of an account.
    static func isPublic(_ value: Span<UInt8>) -> Bool {
        if AssignedValue.isUUID(value) { return true }
        for digest in digests where begins(value, with: digest) { return true }
        // Solana's addresses are 32 bytes in base58 (https://solana.com/docs/core/accounts).
        return (43...44).contains(value.count) && Base58.decode(value, count: 32) != nil
    }

    private static func begins(_ value: Span<UInt8>, with text: [UInt8]) -> Bool {
        guard value.count >= text.count else { return false }
        for index in text.indices where value[index] != text[index] { return false }
        return true
    }

    private static func longestRun(of value: Span<UInt8>) -> Int {
        var (longest, run) = (0, 0)
        for index in value.indices {
            run = ByteSet.alphanumerics.contains(value[index]) ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }

    private static let digests = ByteText.list("sha1-", "sha256-", "sha384-", "sha512-")
    private static var characters: ByteSet { ByteSet.wordCharacters.union(ByteSet(ascii: "+/=.~-")) }
}
