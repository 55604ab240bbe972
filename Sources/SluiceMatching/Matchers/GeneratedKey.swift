// Values that can only be keys that a program made.

/// Values that can only be keys that a program made, so that a name which is not quite their own is enough: that of the
/// list, map or column that they stand in.
enum GeneratedKey {
    /// So many letters and digits stand in a row: names with a random end have fewer.
    private static let shortestRun = 16
    /// So many stand in parts with letters and digits, of a value in parts or a short one.
    private static let fewestMixed = 12

    /// Whether a value is random from end to end, and no address, digest or identifier.
    static func isOne(_ value: Span<UInt8>) -> Bool {
        guard value.isMade(of: characters) else { return false }
        let surprise = BigramSurprise.bitsPerPair(of: value)
        guard surprise >= RandomLooking.threshold,
            longestRun(of: value) >= shortestRun || surprise >= AssignedValue.sureSurprise && isMixed(value)
        else { return false }
        return !isPublic(value)
    }

    /// Whether at least half of the letters and digits stand in parts that have both, capital letters among them: those of
    /// Kubernetes' names are small.
    private static func isMixed(_ value: Span<UInt8>) -> Bool {
        guard value.touches(.upperCase) else { return false }
        var (all, mixed, start) = (0, 0, 0)
        while start < value.count {
            var end = start
            while end < value.count, ByteSet.alphanumerics.contains(value[end]) { end += 1 }
            let part = value.extracting(start..<end)
            all += part.count
            if part.touches(.digits), part.touches(.letters) { mixed += part.count }
            start = end + 1
        }
        return mixed >= fewestMixed && mixed * 2 >= all
    }

    /// Whether a value is made to be shown: a UUID, a digest that says how it was made, the address of an account.
    static func isPublic(_ value: Span<UInt8>) -> Bool {
        if AssignedValue.isUUID(value) { return true }
        for digest in digests where ByteText.stands(digest, in: value, at: 0) { return true }
        // Solana's addresses are 32 bytes in base58 (https://solana.com/docs/core/accounts).
        return (43...44).contains(value.count) && Base58.decode(value, count: 32) != nil
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
