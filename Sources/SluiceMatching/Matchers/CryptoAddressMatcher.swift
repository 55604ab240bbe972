// Finds addresses of cryptocurrencies that a checksum proves.

/// Finds addresses in base 58 whose checksum holds: of Bitcoin, Litecoin, Dogecoin, Dash, Tron and Zcash
/// (base58check), and of Monero.
package struct CryptoAddressMatcher: NamedMatcher {
    package static let name = "crypto-address"
    package static let summary =
        "Addresses of Bitcoin, Litecoin, Dogecoin, Dash, Tron, Zcash (base58check) and Monero, proved by their checksums."
    package static let optionNames: [String] = []

    private static var outside: ByteSet { ByteSet.alphanumerics.inverted.union(ByteSet(ascii: "nrt")) }
    /// What an address begins with: the first character, and those that its version byte allows behind it.
    private static let beginnings: [(first: ByteSet, second: ByteSet)] = [
        (ByteSet("1"), .base58),
        (ByteSet("3"), .base58),
        (ByteSet("L"), ByteSet(ascii: "KLMNPQRSTUVWXYZabcdefgh")),
        (ByteSet("M"), ByteSet(ascii: "89ABCDEFGHJKLMNPQRSTUVW")),
        (ByteSet("D"), ByteSet(ascii: "56789ABCDEFGHJKLMNPQRSTU")),
        (ByteSet("T"), ByteSet(ascii: "9ABCDEFGHJKLMNPQRSTUVWXYZ")),
        (ByteSet("X"), ByteSet(ascii: "bcdefghijkmnopqrstuvwxyz")),
        (ByteSet("t"), ByteSet("13")),
        (ByteSet("4"), ByteSet("123456789ABCDEFGHJKLM")),
        (ByteSet("8"), ByteSet("123456789ABC")),
    ]

    package let anchors = CryptoAddressMatcher.beginnings.map { beginning in
        Anchor(
            elements: [CryptoAddressMatcher.outside, beginning.first, beginning.second],
            offset: 1,
            maskOffset: 1
        )
    }
    package let gate = CandidateGate(
        set: .alphanumerics,
        lengths: Array(CryptoAddressMatcher.shortest...CryptoAddressMatcher.longest) + [CandidateGate.longest]
    )
    package let reachBefore = 2
    package let reachAfter = CryptoAddressMatcher.integratedLength + 1
    package var matchesBeginAtPosition: Bool { true }

    /// Lengths of addresses in base58check: 25 bytes with few or no leading zeros, 26 of Zcash.
    private static let shortest = 26
    private static let longest = 35
    /// Monero's addresses have 69 bytes, or 77 with a payment id.
    private static let moneroLength = 95
    private static let integratedLength = 106

    /// Version bytes of addresses: Bitcoin P2PKH and P2SH, Litecoin P2PKH and P2SH, Dogecoin P2PKH and P2SH, Dash
    /// P2PKH, Tron. From SLIP-44's companions: the chain parameters that each project publishes.
    private static let versions: Set<UInt8> = [0x00, 0x05, 0x30, 0x32, 0x1E, 0x16, 0x4C, 0x41]
    /// Zcash's transparent addresses (ZIP 173): two version bytes.
    private static let zcashVersions: Set<UInt8> = [0xB8, 0xBD]
    private static let zcashLead: UInt8 = 0x1C

    package init(options: [String: [String]], runClasses: inout RunClassTable) throws(MatcherOptionError) {}

    package func match(at position: Int, in window: borrowing ByteWindow, runs: inout RunCache) -> MatchOutcome {
        guard !NumberBoundary.continuesWord(at: position, in: window) else { return .noMatch(.leftBoundary) }
        let limit = position + Self.integratedLength + 1
        let end = window.runEnd(of: .alphanumerics, from: min(position, window.upperBound), limit: limit)
        if end == window.upperBound, end < limit, !window.isComplete { return .needsMore(holdFrom: position) }
        let count = end - position
        if window.byte(at: end) == UInt8(ascii: "_") { return .noMatch(.rightBoundary) }
        let text = window.span(position..<end)
        let isProved =
            switch count {
            case Self.shortest...Self.longest: Self.isChecked(text)
            case Self.moneroLength, Self.integratedLength: MoneroAddress.isValid(text)
            default: false
            }
        guard isProved else { return .noMatch(.length(found: count)) }
        return .match(RawMatch(match: position..<end, proof: .holds))
    }

    private static func isChecked(_ text: Span<UInt8>) -> Bool {
        if text[0] == UInt8(ascii: "t") {
            guard let bytes = Base58.decodeChecked(text, count: 22) else { return false }
            return bytes[0] == zcashLead && zcashVersions.contains(bytes[1])
        }
        guard let bytes = Base58.decodeChecked(text, count: 21) else { return false }
        return versions.contains(bytes[0])
    }
}
