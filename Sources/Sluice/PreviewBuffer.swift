// Remembers the end of the current line of the filtered text.

/// The end of the current line of the filtered text, for showing where a finding stands without showing what it is.
struct PreviewBuffer: Sendable {
    /// How many bytes before a finding are shown.
    static let width = 48

    private var bytes: [UInt8] = []

    /// Takes filtered bytes; only those after the last line feed matter, and of those the last `width`.
    mutating func append(_ new: Span<UInt8>) {
        var start = new.count
        let lowest = max(0, new.count - Self.width)
        while start > lowest, new[start - 1] != UInt8(ascii: "\n") { start -= 1 }
        if start > 0 { bytes.removeAll(keepingCapacity: true) }
        for index in start..<new.count { bytes.append(new[index]) }
        if bytes.count > Self.width { bytes.removeFirst(bytes.count - Self.width) }
    }

    /// The remembered bytes as text. A sequence cut at the front is left out, invalid UTF-8 is replaced.
    var text: String {
        String(decoding: bytes.drop { $0 & 0xC0 == 0x80 }, as: UTF8.self)
    }
}
