// Reads what lies whole in a chunk, which is nearly everything, without a step for each byte.

import SluiceMatching

extension JSONReader {
    /// Reads outside of strings from the sink's position on, for as long as names and values lie whole before `end` and
    /// hold nothing to decode. What it leaves is read byte by byte.
    mutating func readWhole(_ level: Int, _ raw: Span<UInt8>, upTo end: Int) {
        var state = levels[level].state
        let isTop = isAtTop(level)
        while sink.position < end {
            let start = sink.position
            switch raw[start] {
            case UInt8(ascii: " ") where !isTop:
                sink.show(1, .structure, depth: level)
            case UInt8(ascii: ":") where state == .colon:
                sink.show(1, .structure, depth: level)
                state = .value
            case UInt8(ascii: ",") where state == .afterValue && !isTop:
                sink.show(1, .structure, depth: level)
                if needsEnd { endText() }
                if frames[frames.count - 1].isObject {
                    state = .name
                } else {
                    frames[frames.count - 1].index += 1
                    state = .value
                }
            case UInt8(ascii: "\""):
                let stop = JSONStringEnd.find(raw, from: start + 1, upTo: end)
                guard stop < end, raw[stop] == UInt8(ascii: "\"") else {
                    levels[level].state = state
                    return structure(level, ByteUnit(inPlace: raw[start]), raw)
                }
                if state == .name || state == .firstName {
                    wholeName(level, raw, stop)
                    state = .colon
                } else if !isTop, state == .value || state == .firstElement, wholeString(level, raw, stop) {
                    state = .afterValue
                } else {
                    levels[level].state = state
                    return structure(level, ByteUnit(inPlace: raw[start]), raw)
                }
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                guard !isTop, state == .value || state == .firstElement, wholeNumber(level, raw, end) else {
                    levels[level].state = state
                    return structure(level, ByteUnit(inPlace: raw[start]), raw)
                }
                state = .afterValue
            case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"):
                guard !isTop, state == .value || state == .firstElement, wholeLiteral(level, raw, end) else {
                    levels[level].state = state
                    return structure(level, ByteUnit(inPlace: raw[start]), raw)
                }
                state = .afterValue
            default:
                levels[level].state = state
                return structure(level, ByteUnit(inPlace: raw[start]), raw)
            }
        }
        levels[level].state = state
    }

    /// Reads the name that ends with the quote at `stop`.
    @inline(__always)
    private mutating func wholeName(_ level: Int, _ raw: Span<UInt8>, _ stop: Int) {
        let start = sink.position + 1
        name.removeAll(keepingCapacity: true)
        name.append(copying: raw.extracting(start..<min(stop, start + Self.longestName)))
        sink.show(1, .structure, depth: level)
        if stop > start { sink.show(stop - start, brokenKind(level), depth: level + 1) }
        sink.show(1, .structure, depth: level)
    }

    /// Reads the string value that ends with the quote at `stop`, unless it must be looked into.
    @inline(__always)
    private mutating func wholeString(_ level: Int, _ raw: Span<UInt8>, _ stop: Int) -> Bool {
        let start = sink.position + 1
        switch raw[start] {
        case UInt8(ascii: " "), UInt8(ascii: "{"), UInt8(ascii: "["): return false
        default: break
        }
        let treatment = valueCursor(level).treatment
        switch treatment {
        case .data:
            return false
        case .keep:
            sink.hide(stop + 1 - sink.position, raw)
        case .text, .signed:
            let kind = treatment == .signed ? .signed : brokenKind(level)
            sink.place(valueNode(level))
            sink.show(1, .structure, depth: level)
            if stop > start { sink.show(stop - start, kind, depth: level + 1) }
            sink.show(1, .structure, depth: level)
        }
        endText()
        return true
    }

    /// Reads the number at the sink's position if it ends before `end`.
    @inline(__always)
    private mutating func wholeNumber(_ level: Int, _ raw: Span<UInt8>, _ end: Int) -> Bool {
        var number = JSONNumber.start
        var stop = sink.position
        while stop < end, let next = number.after(raw[stop]) {
            number = next
            stop += 1
        }
        guard stop < end, number.mayEnd else { return false }
        let kind = numberKind(level)
        if kind == .hidden {
            sink.hide(stop - sink.position, raw)
        } else {
            sink.place(valueNode(level))
            sink.show(stop - sink.position, kind, depth: level)
        }
        needsEnd = true
        return true
    }

    /// Reads the literal at the sink's position if it is one and ends before `end`.
    @inline(__always)
    private mutating func wholeLiteral(_ level: Int, _ raw: Span<UInt8>, _ end: Int) -> Bool {
        let start = sink.position
        guard let literal = JSONLiteral.beginning(with: raw[start]), start + literal.count <= end else { return false }
        for index in 1..<literal.count where !literal.has(raw[start + index], at: index) { return false }
        if valueCursor(level).treatment == .keep {
            sink.hide(literal.count, raw)
        } else {
            sink.show(literal.count, .structure, depth: level)
        }
        needsEnd = true
        return true
    }
}
