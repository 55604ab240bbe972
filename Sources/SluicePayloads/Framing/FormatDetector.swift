// Finds out what format a body has, from its content type or its first bytes.

import SluiceMatching

/// Finds out what format a body has, from its content type or else from its first bytes.
///
/// It decides byte by byte and looks at 4 KiB at most, so the chunks do not matter. Server-sent events are a `data:`
/// line in a block of nothing but fields and comments; newline-delimited JSON is an object alone on the first line and
/// the start of another; a stream's array is one whose first element begins like Gemini's answers; a binary event
/// stream is a prelude whose checksum is right. Before any of them the head of an HTTP answer may stand, as in what
/// `curl -i` writes, whose type counts. What begins like a JSON object or array otherwise is JSON, the rest is text.
package struct FormatDetector: Sendable {
    /// How many bytes are looked at.
    package static let limit = 4096

    private enum State {
        case start
        case head(HTTPHead)
        case prelude
        case fields(FieldLines)
        case object(JSONStart)
        case array(ArrayStart)
    }

    /// The format, as soon as it is known.
    package private(set) var format: PayloadFormat?
    private var state = State.start
    private var count = 0
    private var prelude: [UInt8] = []
    private var markCount = 0
    private var isIndented = false
    /// What it is if the bytes do not tell.
    private var fallback = PayloadFormat.text
    private let isAnswer: Bool

    /// Makes a detector for a body with this `Content-Type`, if it has one.
    ///
    /// - Parameter isAnswer: whether it is known that it is a model's request or answer, so that lines of fields are a
    ///   stream also where no one knows the names of all of them.
    package init(contentType: String? = nil, isAnswer: Bool = false) {
        self.isAnswer = isAnswer
        guard let contentType, let (named, isCertain) = PayloadFormat.named(byContentType: contentType) else { return }
        if isCertain { format = named }
        fallback = named
    }

    /// Takes the next bytes. The result is the format if it is known.
    package mutating func append(_ bytes: Span<UInt8>) -> PayloadFormat? {
        var index = 0
        while format == nil, index < bytes.count {
            format = take(bytes[index])
            index += 1
            count += 1
            if format == nil, count == Self.limit { format = ending() }
        }
        return format
    }

    /// Ends the body, which decides.
    package mutating func finish() -> PayloadFormat {
        let known = format ?? ending()
        format = known
        return known
    }

    private mutating func take(_ byte: UInt8) -> PayloadFormat? {
        switch state {
        case .start: return takeFirst(byte)
        case .head(var head): return take(byte, of: &head)
        case .prelude:
            prelude.append(byte)
            guard prelude.count == EventStreamMessage.preludeCount else { return nil }
            return EventStreamMessage.prelude(of: prelude) == nil ? fallback : .bedrock
        case .fields(var lines):
            let isStream = lines.take(byte)
            state = .fields(lines)
            return isStream.map { $0 ? .sse : fallback }
        case .object(var start):
            let found = start.take(byte)
            state = .object(start)
            return found.map { $0 == .text ? fallback : $0 }
        case .array(var start):
            let found = start.take(byte)
            state = .array(start)
            return found.map { $0 == .text ? fallback : $0 }
        }
    }

    private mutating func take(_ byte: UInt8, of head: inout HTTPHead) -> PayloadFormat? {
        let isHead = head.take(byte)
        state = .head(head)
        guard let isHead else { return nil }
        guard isHead else { return fallback }
        state = .start
        guard let (named, isCertain) = PayloadFormat.named(byContentType: head.contentType) else { return nil }
        fallback = named
        return isCertain ? named : nil
    }

    /// Takes a byte before anything but blanks and a byte order mark.
    private mutating func takeFirst(_ byte: UInt8) -> PayloadFormat? {
        if markCount == count, markCount < ByteOrderMark.bytes.count, byte == ByteOrderMark.bytes[markCount] {
            markCount += 1
            return nil
        }
        if count > 0, count < ByteOrderMark.bytes.count, markCount == count { return fallback }
        switch byte {
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"): isIndented = false
        case UInt8(ascii: " "), UInt8(ascii: "\t"): isIndented = true
        case 0:
            // Messages are shorter than 16 MiB, so that the first byte of their length is zero.
            guard count == 0 else { return fallback }
            prelude = [byte]
            state = .prelude
        case UInt8(ascii: "{"): state = .object(JSONStart())
        case UInt8(ascii: "["): state = .array(ArrayStart())
        case UInt8(ascii: "H") where count == 0:
            state = .head(HTTPHead())
        default:
            var lines = FieldLines()
            lines.isExpected = isAnswer
            if isIndented || lines.take(byte) == false { return fallback }
            state = .fields(lines)
        }
        return nil
    }

    /// What it is if no more bytes are looked at.
    private func ending() -> PayloadFormat {
        switch state {
        case .start, .head, .prelude: fallback
        case .fields(let lines): lines.hasData ? .sse : fallback
        case .object, .array: .json
        }
    }
}
