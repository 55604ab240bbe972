// One message of a stream: its raw bytes and the data inside them.

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
        /// As stretches of raw bytes, in order, joined by one line feed each (`data:` lines of an event; one stretch for
        /// other text formats).
        case stretches([Range<Int>])
        /// The payload of a binary event-stream message, whose lengths and checksums follow it.
        case message(payload: Range<Int>)
        /// Base64 in the member `bytes` of the JSON payload of a binary event-stream message: `string` is the range of
        /// the base64 text in `raw`.
        case wrapped(payload: Range<Int>, string: Range<Int>)
    }

    /// The bytes as they came in, framing included.
    package var raw: [UInt8]
    /// The data inside, as its receiver reads it.
    package var data: [UInt8]
    /// The event's name: SSE's `event:` or a message's `:event-type` (or `:exception-type`); empty if it has none.
    package var name: String
    /// What the frame is.
    package var kind: Kind
    /// How `data` lies in `raw`.
    package var encoding: Encoding

    /// Makes a frame of its parts.
    package init(raw: [UInt8], data: [UInt8], name: String = "", kind: Kind, encoding: Encoding) {
        self.raw = raw
        self.data = data
        self.name = name
        self.kind = kind
        self.encoding = encoding
    }
}
