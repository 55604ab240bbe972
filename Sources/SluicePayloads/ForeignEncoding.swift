// How bytes are written that cannot be looked into.

/// How bytes are written that cannot be looked into, as their beginning tells.
package enum ForeignEncoding: Hashable, Sendable {
    /// By gzip, Zstandard, zlib, xz or bzip2, or in a ZIP archive.
    case compressed
    /// Text in UTF-16 or UTF-32.
    case wideText

    /// So many first bytes tell what can be told.
    package static let tellingCount = 4

    /// What the first bytes tell, as many as have come; nil where nothing speaks against looking.
    package init?(beginning bytes: some Collection<UInt8>) {
        let start = Array(bytes.prefix(Self.tellingCount))
        if Self.compressedBeginnings.contains(where: start.starts(with:)) {
            self = .compressed
        } else if Self.wideMarks.contains(where: start.starts(with:)) || Self.isWide(start) {
            self = .wideText
        } else {
            return nil
        }
    }

    /// The first bytes of gzip (RFC 1952), Zstandard (RFC 8878), zlib as it mostly is (RFC 1950), xz (The .xz File
    /// Format, 2.1.1.1) and a file of ZIP (APPNOTE, 4.3.7): no text begins so, and no message of a binary event stream.
    private static let compressedBeginnings: [[UInt8]] = [
        [0x1F, 0x8B], [0x28, 0xB5, 0x2F, 0xFD], [0x78, 0x9C], [0xFD, 0x37, 0x7A, 0x58], [0x50, 0x4B, 0x03, 0x04],
    ]

    /// What the beginning of a file tells, of which more than the first bytes are there: those of bzip2 (`BZh9` and the
    /// digits of π) are text up to the fourth.
    package init?(file bytes: some Collection<UInt8>) {
        if let encoding = ForeignEncoding(beginning: bytes) {
            self = encoding
        } else if bytes.starts(with: "BZh".utf8), bytes.dropFirst(4).starts(with: [0x31, 0x41, 0x59, 0x26, 0x53, 0x59])
        {
            self = .compressed
        } else {
            return nil
        }
    }

    /// The byte order marks of UTF-16, of which the one also begins UTF-32. That of UTF-32 the other way round may begin
    /// a message of an event stream.
    private static let wideMarks: [[UInt8]] = [[0xFF, 0xFE], [0xFE, 0xFF]]

    /// Whether bytes of which nothing is said look like ASCII in UTF-16 or UTF-32. The length that a message of an
    /// event stream begins with would be megabytes.
    private static func isWide(_ start: [UInt8]) -> Bool {
        guard start.count == tellingCount else { return false }
        let isFirst = start[1] == 0 && start[3] == 0 && isPlain(start[0])
        return isFirst || start[0] == 0 && start[2] == 0 && isPlain(start[1]) && isPlain(start[3])
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x09, 0x0A, 0x0D, 0x20...0x7E: true
        default: false
        }
    }
}
