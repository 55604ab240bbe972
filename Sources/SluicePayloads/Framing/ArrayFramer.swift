// Cuts one JSON array, sent piece by piece, into its elements.

import SluiceMatching

/// Cuts one JSON array, sent piece by piece, into its elements, as Gemini streams without `alt=sse`.
///
/// Brackets, commas and blanks belong to the frame of the element that follows them, so that they keep their place; the
/// closing bracket is an event without data. A document that is no array is one element. After something that cannot
/// be read as elements everything is torn. Elements are not checked, only their brackets are counted.
package struct ArrayFramer: Framer {
    private enum State {
        /// Between elements.
        case outside
        /// In an object or array, outside of strings.
        case nested
        case string, escape
        /// In a number or literal, which ends where something else begins.
        case scalar
        /// After the closing bracket or the only value.
        case done
        case broken
    }

    private let limit: Int
    private var raw: [UInt8] = []
    private var state = State.outside
    private var isOpen = false
    private var hasBegun = false
    private var depth = 0
    private var elementStart = 0
    private var isTorn = false
    private var markCount = 0

    /// Makes a framer that tears elements of more than `limit` bytes.
    package init(limit: Int = FrameLimit.bytes) {
        self.limit = max(1, limit)
    }

    package var heldCount: Int { raw.count }

    package mutating func append(_ bytes: Span<UInt8>, to frames: inout [Frame]) {
        var position = 0
        while position < bytes.count {
            let limit = isTorn || state == .broken ? min(limit, FrameLimit.tornPiece) : limit
            if raw.count >= limit { tear(to: &frames) }
            let stop = min(bytes.count, position + limit - raw.count)
            let end = plainEnd(of: bytes, from: position, to: stop)
            if end > position {
                raw.append(copying: bytes.extracting(position..<end))
                position = end
            } else if take(bytes[position], to: &frames) {
                position += 1
            }
        }
    }

    package mutating func finish(to frames: inout [Frame]) {
        guard !raw.isEmpty else { return }
        switch state {
        case .broken, .nested, .string, .escape: frames.append(.torn(raw))
        case .scalar: endElement(to: &frames)
        case .outside, .done:
            let isBlank = raw.allSatisfy { JSONBytes.isBlank($0) }
            frames.append(isBlank ? .keepAlive(raw) : .event(raw, []))
        }
        raw = []
    }

    /// Where bytes end that change nothing in the present state.
    private func plainEnd(of bytes: Span<UInt8>, from start: Int, to stop: Int) -> Int {
        var end = start
        switch state {
        case .string:
            while end < stop, bytes[end] != UInt8(ascii: "\""), bytes[end] != UInt8(ascii: "\\") { end += 1 }
        case .nested:
            while end < stop, !Self.changesNesting(bytes[end]) { end += 1 }
        case .scalar:
            while end < stop, JSONBytes.isScalar(bytes[end]) { end += 1 }
        case .broken:
            end = stop
        case .outside, .done, .escape:
            break
        }
        return end
    }

    private static func changesNesting(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"): true
        default: false
        }
    }

    /// Takes a byte that may change the state; the result says whether it was used up.
    private mutating func take(_ byte: UInt8, to frames: inout [Frame]) -> Bool {
        switch state {
        case .outside: return takeOutside(byte, to: &frames)
        case .done: if !JSONBytes.isBlank(byte) { state = .broken }
        case .broken: break
        case .scalar:
            endElement(to: &frames)
            return false
        case .escape: state = .string
        case .string:
            if byte == UInt8(ascii: "\\") {
                state = .escape
            } else if byte == UInt8(ascii: "\"") {
                state = .nested
                raw.append(byte)
                if depth == 0 { endElement(to: &frames) }
                return true
            }
        case .nested:
            switch byte {
            case UInt8(ascii: "\""): state = .string
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            default:
                depth -= 1
                raw.append(byte)
                if depth == 0 { endElement(to: &frames) }
                return true
            }
        }
        raw.append(byte)
        return true
    }

    private mutating func takeOutside(_ byte: UInt8, to frames: inout [Frame]) -> Bool {
        if !hasBegun, markCount < ByteOrderMark.bytes.count, byte == ByteOrderMark.bytes[markCount] {
            markCount += 1
        } else if !hasBegun, markCount > 0, markCount < ByteOrderMark.bytes.count {
            state = .broken
        } else if JSONBytes.isBlank(byte) {
            markCount = ByteOrderMark.bytes.count
        } else if byte == UInt8(ascii: ","), isOpen {
            // Which commas are right is for the receiver to say.
        } else if byte == UInt8(ascii: "["), !hasBegun {
            isOpen = true
            hasBegun = true
        } else if byte == UInt8(ascii: "]"), isOpen {
            raw.append(byte)
            frames.append(.event(raw, []))
            raw = []
            state = .done
            return true
        } else {
            beginElement(with: byte)
        }
        raw.append(byte)
        return true
    }

    private mutating func beginElement(with byte: UInt8) {
        hasBegun = true
        elementStart = raw.count
        depth = 0
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            state = .nested
            depth = 1
        case UInt8(ascii: "\""): state = .string
        default: state = JSONBytes.beginsScalar(byte) ? .scalar : .broken
        }
    }

    private mutating func endElement(to frames: inout [Frame]) {
        if !isTorn {
            frames.append(.event(raw, [elementStart..<raw.count]))
        } else if !raw.isEmpty {
            // Nothing is left of a number that was torn at its very end.
            frames.append(.torn(raw))
        }
        raw = []
        isTorn = false
        state = isOpen ? .outside : .done
    }

    private mutating func tear(to frames: inout [Frame]) {
        frames.append(.torn(raw))
        raw = []
        isTorn = state != .outside && state != .done
    }
}
