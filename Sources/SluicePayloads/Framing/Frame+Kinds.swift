// Frames that all framers make: pieces that are torn, and bytes that carry nothing.

extension FrameLimit {
    /// What follows the first piece of a torn frame comes out in pieces of this many bytes.
    static let tornPiece = 16 << 10
}

extension Frame {
    /// A piece that is scanned as plain text.
    static func torn(_ raw: [UInt8]) -> Frame {
        Frame(raw: raw, stretch: 0..<raw.count, name: 0..<0, kind: .torn)
    }

    /// Bytes that carry no data and may overtake events.
    static func keepAlive(_ raw: [UInt8]) -> Frame {
        Frame(raw: raw, data: [], kind: .keepAlive, encoding: .stretches([]))
    }

    /// An event whose data are `stretches` of `raw`, joined by line feeds.
    static func event(_ raw: [UInt8], _ stretches: [Range<Int>], name: Range<Int> = 0..<0) -> Frame {
        if stretches.count == 1 { return Frame(raw: raw, stretch: stretches[0], name: name, kind: .event) }
        var data: [UInt8] = []
        data.reserveCapacity(stretches.reduce(0) { $0 + $1.count + 1 })
        for (index, stretch) in stretches.enumerated() {
            if index > 0 { data.append(UInt8(ascii: "\n")) }
            data += raw[stretch]
        }
        let name = String(decoding: raw[name], as: UTF8.self)
        return Frame(raw: raw, data: data, name: name, kind: .event, encoding: .stretches(stretches))
    }
}

/// The byte order mark in UTF-8, which text may begin with.
package enum ByteOrderMark {
    static let bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// How many bytes of `text` are a byte order mark at its start: three or none.
    package static func count(in text: [UInt8]) -> Int {
        text.starts(with: bytes) ? bytes.count : 0
    }
}
