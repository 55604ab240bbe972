// How a payload of a known format is read.

import SluiceMatching
import SluiceModel
import SluicePayloads

/// How a payload of a known format is read: as text, as one document, or as a stream of events with lanes.
enum PayloadReading: Sendable {
    case text
    case document(JSONReader)
    case events(Framing, DialectID?)

    /// Whether it can be said how a payload is read that begins with `start` and goes on. Where its dialect is not
    /// known, the first bytes tell it, those of the first value at most; of lines, the first one.
    static func canBegin(_ format: PayloadFormat, source: PayloadSource, start: Span<UInt8>) -> Bool {
        let isKnown = dialect(of: source) != nil
        switch format {
        case .json where !isKnown:
            return start.count >= FormatDetector.limit || TopLevelNames(start).isComplete
        case .ndjson where !isKnown: return start.count >= FormatDetector.limit || firstLine(of: start) != nil
        default: return true
        }
    }

    /// The dialect that is given, or told by the request's path.
    static func dialect(of source: PayloadSource) -> DialectID? {
        source.dialect ?? source.requestPath.flatMap { DialectRegistry.dialect(path: $0) }
    }

    /// Where the first line that is not blank lies, once its end is there; after the head of an HTTP answer, if there
    /// is one.
    private static func firstLine(of start: Span<UInt8>) -> Range<Int>? {
        var isHead = start.count > 5 && "HTTP/".utf8.enumerated().allSatisfy { start[$0.offset] == $0.element }
        var lower = 0
        for index in start.indices where start[index] == UInt8(ascii: "\n") {
            let isBlank = index <= lower + 1
            if !isBlank, !isHead { return lower..<index }
            if isBlank { isHead = false }
            lower = index + 1
        }
        return nil
    }

    /// - Parameters:
    ///   - start: the payload's first bytes, as far as they are known.
    ///   - watched: what cannot be looked into and matters.
    init(format: PayloadFormat, source: PayloadSource, start: [UInt8], watched: [Uninspectable]) {
        let dialect = Self.dialect(of: source)
        switch format {
        case .text:
            self = .text
        case .json:
            let fields = Self.fields(dialect, source.context.direction, start: start, watched)
            self = .document(JSONReader(fields: fields, marked: Self.marks(watched).union(.spellings)))
        case .ndjson:
            // Lines of a log are documents of any size; only those of a known stream are events.
            if let streamed = dialect ?? Self.dialect(ofLine: start) {
                self = .events(.lines, streamed)
            } else {
                self = .document(JSONReader(fields: .record, marked: .spellings, isOnLines: true))
            }
        case .sse: self = .events(.sse, dialect)
        case .array: self = .events(.array, dialect)
        case .bedrock: self = .events(.eventStream, dialect)
        }
    }

    /// How a body's strings are treated. Where the dialect is not known, the names of its first members tell it; where
    /// the direction is not known, they tell that as well.
    private static func fields(
        _ dialect: DialectID?,
        _ direction: Direction?,
        start: [UInt8],
        _ watched: [Uninspectable]
    ) -> FieldTree {
        let names = TopLevelNames(start.span.extracting(first: FormatDetector.limit)).names
        if direction != .response, let known = dialect ?? BodyFields.dialect(requestMembers: names) {
            if direction == .request || BodyFields.dialect(responseMembers: names) == nil {
                return BodyFields.request(known)
            }
        }
        if direction != .request, let known = dialect ?? BodyFields.dialect(responseMembers: names) {
            return BodyFields.response(known)
        }
        // Only tokens are told by what such a request calls its members.
        return direction != .response && watched.contains(.tokenIDs) ? BodyFields.request(.unknown) : .record
    }

    /// What a reader marks.
    private static func marks(_ watched: [Uninspectable]) -> FieldTree.Flags {
        var marks: FieldTree.Flags = []
        for part in watched {
            switch part {
            case .images: marks.formUnion([.media, .onlyMedia])
            case .tokenIDs: marks.insert(.tokens)
            case .encrypted: marks.insert(.encrypted)
            }
        }
        return marks
    }

    /// The dialect that the first of several lines is an event of, if it is one.
    private static func dialect(ofLine start: [UInt8]) -> DialectID? {
        let start = Array(start.prefix(FormatDetector.limit))
        let line = firstLine(of: start.span) ?? start.indices
        let bytes = Array(start[line])
        guard let json = JSONTree(event: Array(bytes.dropFirst(ByteOrderMark.count(in: bytes)))) else { return nil }
        return DialectRegistry.dialect(event: StreamEvent(name: "", json: json))
    }
}
