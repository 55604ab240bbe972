// The bytes of an event that is like one before.

import SluiceMatching
import SluicePayloads

/// The bytes of an event but for one piece of text and what does not matter, such as padding and counts. Another event
/// of the same bytes says the same of another piece: most events of a stream are so, and need not be parsed.
struct EventShape: Sendable {
    /// What stands between bytes that do not change.
    enum Hole: Sendable {
        /// The piece of the lane.
        case piece
        /// A string that is never looked at and says nothing.
        case string
        /// A number that says nothing.
        case number
        /// The number that the stream counts its events with.
        case sequence
    }

    /// An event of the shape.
    struct Match {
        /// Where the piece lies in the event's raw bytes.
        var piece: Range<Int>
        var sequence: Int?
    }

    /// The lane of the piece.
    let lane: LaneID
    /// Where the lane was last.
    fileprivate var place = 0
    /// Where the event's data begins in its raw bytes.
    let dataStart: Int
    /// The bytes that do not change, all together.
    private let bytes: [UInt8]
    /// The holes, each with the end of the bytes before it.
    private let holes: [(end: Int, hole: Hole)]

    /// - Parameter holes: what changes, in order, in ranges of `raw`.
    init(lane: LaneID, dataStart: Int, raw: [UInt8], holes: [(range: Range<Int>, hole: Hole)]) {
        self.lane = lane
        self.dataStart = dataStart
        var bytes: [UInt8] = []
        bytes.reserveCapacity(holes.reduce(raw.count) { $0 - $1.range.count })
        var ends: [(end: Int, hole: Hole)] = []
        ends.reserveCapacity(holes.count)
        var position = 0
        for (range, hole) in holes {
            bytes += raw[position..<range.lowerBound]
            ends.append((bytes.count, hole))
            position = range.upperBound
        }
        bytes += raw[position...]
        self.bytes = bytes
        self.holes = ends
    }

    /// Reads an event; nil if it has another shape, or no text.
    func match(_ raw: Span<UInt8>) -> Match? {
        guard raw.count >= bytes.count else { return nil }
        let fixed = bytes.span
        var match = Match(piece: 0..<0)
        var position = 0
        var done = 0
        for index in holes.indices {
            let (end, hole) = holes[index]
            guard Self.isSame(raw, position, fixed, done..<end) else { return nil }
            position += end - done
            done = end
            let start = position
            switch hole {
            case .piece, .string:
                guard let stop = Self.stringEnd(raw, from: start) else { return nil }
                position = stop
                if case .piece = hole {
                    guard stop > start else { return nil }
                    match.piece = start..<stop
                }
            case .number:
                position = Self.numberEnd(raw, from: start)
                guard position > start else { return nil }
            case .sequence:
                guard let (number, stop) = Self.integer(raw, from: start) else { return nil }
                match.sequence = number
                position = stop
            }
        }
        guard raw.count - position == bytes.count - done, Self.isSame(raw, position, fixed, done..<bytes.count) else {
            return nil
        }
        return match
    }

    private static func isSame(_ raw: Span<UInt8>, _ position: Int, _ fixed: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard raw.count - position >= range.count else { return false }
        return EqualBytes.areSame(raw.extracting(position..<position + range.count), fixed.extracting(range))
    }

    /// Where the string ends that is open at `start`.
    private static func stringEnd(_ raw: Span<UInt8>, from start: Int) -> Int? {
        var position = start
        while position < raw.count {
            position = JSONText.specialByte(raw, from: position)
            guard position < raw.count else { return nil }
            switch raw[position] {
            case UInt8(ascii: "\""): return position
            case UInt8(ascii: "\\"): position += 2
            // A line of an event holds no line end, and other control characters are text.
            default: position += 1
            }
        }
        return nil
    }

    private static func numberEnd(_ raw: Span<UInt8>, from start: Int) -> Int {
        guard start < raw.count, raw[start] == UInt8(ascii: "-") || isDigit(raw[start]) else { return start }
        var end = start + 1
        while end < raw.count {
            switch raw[end] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"),
                UInt8(ascii: "e"), UInt8(ascii: "E"):
                end += 1
            default: return end
            }
        }
        return end
    }

    /// A number of few digits, and where it ends.
    private static func integer(_ raw: Span<UInt8>, from start: Int) -> (number: Int, end: Int)? {
        var end = start
        var number = 0
        while end < raw.count, end < start + JSONTree.mostShortDigits, isDigit(raw[end]) {
            number = number * 10 + Int(raw[end] - UInt8(ascii: "0"))
            end += 1
        }
        guard end > start, end == numberEnd(raw, from: start) else { return nil }
        return (number, end)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
}

extension EventShape {
    /// The shape of an event that was read and planned, and in whose names and numbers nothing was found; nil if it
    /// says more than one piece of one lane.
    ///
    /// - Parameter varying: which of its strings and numbers say nothing.
    init?(_ frame: Frame, _ json: JSONTree, plan: EventPlan, strings: EventStrings, varying: FieldTree) {
        guard let stretch = frame.stretch, frame.kind == .event, plan.saysOnePiece else { return nil }
        var piece: (lane: LaneID, node: JSONTree.Node)?
        for string in strings.all {
            switch string.use {
            case .keep: break
            case .delta(let lane, let traits) where piece == nil && !traits.isStart && json.isText(string.node):
                piece = (lane, string.node)
            case .delta, .whole, .snapshot, .value, .unknown: return nil
            }
        }
        guard let piece else { return nil }
        var holes: [(range: Range<Int>, hole: Hole)] = []
        json.forEachValue(varying) { node, treatment in
            if node == piece.node {
                holes.append((json.content(node), .piece))
            } else if treatment == .keep {
                switch json.kind(node) {
                case .string: holes.append((json.content(node), .string))
                case .number: holes.append((json.range(node), json.isSequence(node) ? .sequence : .number))
                case .object, .array, .literal: break
                }
            }
        }
        let start = stretch.lowerBound
        self.init(
            lane: piece.lane,
            dataStart: start,
            raw: frame.raw,
            holes: holes.map { ($0.range.lowerBound + start..<$0.range.upperBound + start, $0.hole) }
        )
    }
}

extension JSONTree {
    /// Whether a value is the number that a stream counts its events with.
    fileprivate func isSequence(_ node: Node) -> Bool { member("sequence_number", of: root) == node }
}

/// The shapes of a stream's latest events.
struct EventShapes: Sendable {
    /// A stream has a few lanes at a time.
    private static let most = 4
    /// After so many shapes that never came again, none is made any more.
    private static let mostMisses = 64

    private var shapes: [EventShape] = []
    private var next = 0
    private var misses = 0

    /// Whether it is worth to make another shape.
    var isLearning: Bool { misses < Self.mostMisses }

    /// The event's shape and what it says, if one of them fits.
    mutating func match(_ raw: Span<UInt8>) -> (shape: Int, match: EventShape.Match)? {
        for index in shapes.indices {
            if let match = shapes[index].match(raw) {
                misses = 0
                return (index, match)
            }
        }
        return nil
    }

    /// The lane of a shape's piece.
    func lane(_ shape: Int) -> LaneID { shapes[shape].lane }

    /// Where the lane of a shape was last.
    func place(_ shape: Int) -> Int { shapes[shape].place }

    /// Remembers where the lane of a shape is.
    mutating func note(place: Int, of shape: Int) { shapes[shape].place = place }

    /// Where the data of events of a shape begins.
    func dataStart(_ shape: Int) -> Int { shapes[shape].dataStart }

    /// Adds a shape, in place of the oldest if need be.
    mutating func add(_ shape: EventShape) {
        misses += 1
        if shapes.count < Self.most {
            shapes.append(shape)
        } else {
            shapes[next] = shape
            next = (next + 1) % Self.most
        }
    }

    /// Gives up what can be made again.
    mutating func rest() { shapes.trim() }

    /// Forgets all shapes: an event has changed what such events mean.
    mutating func removeAll() {
        if !shapes.isEmpty { shapes.removeAll(keepingCapacity: true) }
        next = 0
    }
}
