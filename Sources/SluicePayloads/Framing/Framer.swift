// Cuts a byte stream into frames.

/// Cuts a byte stream into frames: server-sent events, lines, array elements, binary messages. The raw bytes of all
/// frames, one after the other, are the stream, whatever the chunks.
package protocol Framer: Sendable {
    /// Takes the next bytes and appends the frames that are complete.
    mutating func append(_ bytes: Span<UInt8>, to frames: inout [Frame])
    /// Ends the stream and appends what was incomplete, if anything.
    mutating func finish(to frames: inout [Frame])
    /// How many bytes have come in that are in no frame yet.
    var heldCount: Int { get }
    /// Gives up what can be made again, while nothing comes.
    mutating func rest()
}

extension Framer {
    package mutating func rest() {}
}

/// The limits of framers.
package enum FrameLimit {
    /// A frame that grows beyond this many bytes comes out in pieces of kind `.torn`, which are scanned as plain text.
    package static let bytes = 8 << 20
}
