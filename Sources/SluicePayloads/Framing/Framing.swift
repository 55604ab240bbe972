// How a stream is cut into frames.

/// How a stream is cut into frames.
package enum Framing: Sendable, Hashable, CaseIterable {
    /// Server-sent events.
    case sse
    /// Newline-delimited JSON.
    case lines
    /// The elements of one JSON array.
    case array
    /// Messages of AWS's binary event stream.
    case eventStream

    /// A framer at the start of a stream. Frames of more than `limit` bytes are torn.
    package func makeFramer(limit: Int = FrameLimit.bytes) -> any Framer {
        switch self {
        case .sse: SSEFramer(limit: limit)
        case .lines: LineFramer(limit: limit)
        case .array: ArrayFramer(limit: limit)
        case .eventStream: EventStreamFramer(limit: limit)
        }
    }
}
