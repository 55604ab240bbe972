// Addresses of Monero.

/// Addresses of Monero: 69 or 77 bytes in base 58, in blocks of eight bytes for eleven digits, with a network byte in
/// front and the first four bytes of their Keccak-256 behind (Monero's standard addresses and subaddresses).
enum MoneroAddress {
    private static let blockDigits = 11
    private static let blockBytes = 8
    /// How many bytes so many digits of the last block hold.
    private static let lastBlock = [7: 5, 11: 8]
    /// Standard, integrated and subaddress of the main network.
    private static let networks: Set<UInt8> = [18, 19, 42]

    /// Whether `text` is an address.
    static func isValid(_ text: Span<UInt8>) -> Bool {
        var bytes: [UInt8] = []
        var start = 0
        while start < text.count {
            let end = min(text.count, start + blockDigits)
            let width = end - start == blockDigits ? blockBytes : lastBlock[end - start]
            guard let width, let block = Base58.decode(text.extracting(start..<end), count: width) else { return false }
            bytes += block
            start = end
        }
        guard bytes.count > 4, networks.contains(bytes[0]) else { return false }
        return Keccak256.hash(Array(bytes.dropLast(4))).prefix(4).elementsEqual(bytes.suffix(4))
    }
}
