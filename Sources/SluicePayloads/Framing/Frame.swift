// One message of a stream: its raw bytes and the data inside them.

import SluiceMatching

/// One message of a stream: its raw bytes and the data inside them.
package struct Frame: Sendable {
    /// What the frame is.
    package enum Kind: Sendable, Hashable {
        /// A message with data.
        case event
        /// Something that carries no data and may overtake held events: a comment, an empty event.
        case keepAlive
        /// A message that is too long, cut off, or damaged, or a part of one: `data` is its raw bytes.
        case torn
    }

    /// How `data` lies in `raw`.
    package enum Encoding: Sendable, Hashable {
        /// As stretches of raw bytes, in order, joined by one line feed each (`data:` lines of an event; one stretch
        /// for other text formats).
        case stretches([Range<Int>])
        /// The payload of a binary event-stream message, whose lengths and checksums follow it.
        case message(payload: Range<Int>)
        /// Base64 in the member `bytes` of the JSON payload of a binary event-stream message: `string` is the range of
        /// the base64 text in `raw`.
        case wrapped(payload: Range<Int>, string: Range<Int>)
    }

    /// The bytes as they came in, framing included.
    package var raw: [UInt8]
    /// What the frame is.
    package var kind: Kind
    /// Where in the raw bytes other text lies that someone may read: comments and fields beside the data.
    package var asides: [Range<Int>] = []
    /// The data inside, where it is not one stretch of the raw bytes; empty there.
    private var copied: [UInt8] = []
    private var storedName = ""
    /// Where the name lies in the raw bytes, if it does.
    private var nameRange = 0..<0
    private var layout: Layout
    /// Where in the data each of several stretches begins.
    private(set) var dataStarts: [Int] = []

    /// How the data lies in the raw bytes: mostly in one stretch, for which nothing is allocated.
    private enum Layout: Sendable {
        case stretch(Range<Int>)
        case other(Encoding)
    }

    /// Makes a frame of its parts.
    package init(raw: [UInt8], data: [UInt8], name: String = "", kind: Kind, encoding: Encoding) {
        self.raw = raw
        self.kind = kind
        storedName = name
        if case .stretches(let stretches) = encoding, stretches.count == 1 {
            layout = .stretch(stretches[0])
        } else {
            layout = .other(encoding)
            copied = data
            guard case .stretches(let stretches) = encoding else { return }
            var start = 0
            for stretch in stretches {
                dataStarts.append(start)
                start += stretch.count + 1
            }
        }
    }

    /// Makes an event, or a part of one, whose data is one stretch of the raw bytes, as its name is.
    init(raw: [UInt8], stretch: Range<Int>, name: Range<Int>, kind: Kind) {
        self.raw = raw
        self.kind = kind
        nameRange = name
        layout = .stretch(stretch)
    }

    /// Where the data lies in the raw bytes, if it is one stretch of them.
    package var stretch: Range<Int>? {
        if case .stretch(let stretch) = layout { stretch } else { nil }
    }

    /// The data inside, as its receiver reads it.
    package var data: [UInt8] {
        if case .stretch(let stretch) = layout { Array(raw[stretch]) } else { copied }
    }

    /// How many bytes of data there are.
    package var dataCount: Int {
        if case .stretch(let stretch) = layout { stretch.count } else { copied.count }
    }

    /// The event's name: SSE's `event:` or a message's `:event-type` (or `:exception-type`); empty if it has none.
    package var name: String {
        nameRange.isEmpty ? storedName : String(decoding: raw[nameRange], as: UTF8.self)
    }

    /// The frame after edits of its raw bytes, all of which lie in `asides`.
    package func withAsides(_ edits: [Edit]) -> Frame {
        // Where edits end, in order, and by how much they and those before them move what follows.
        let ends = edits.sorted { $0.range.upperBound < $1.range.upperBound }
        var shifts: [Int] = []
        for edit in ends { shifts.append((shifts.last ?? 0) + edit.replacement.count - edit.range.count) }
        func moved(_ range: Range<Int>) -> Range<Int> {
            func moved(_ offset: Int) -> Int {
                let passed = (0..<ends.count).partitionPoint { ends[$0].range.upperBound > offset }
                return passed > 0 ? offset + shifts[passed - 1] : offset
            }
            return moved(range.lowerBound)..<moved(range.upperBound)
        }
        var frame = self
        frame.raw = EditList(edits, count: raw.count).applied(to: raw)
        frame.nameRange = moved(nameRange)
        frame.asides = asides.map(moved)
        switch layout {
        case .stretch(let stretch): frame.layout = .stretch(moved(stretch))
        case .other(.stretches(let stretches)): frame.layout = .other(.stretches(stretches.map(moved)))
        case .other: break
        }
        return frame
    }

    /// How `data` lies in `raw`.
    package var encoding: Encoding {
        switch layout {
        case .stretch(let stretch): .stretches([stretch])
        case .other(let encoding): encoding
        }
    }
}
