// Reads what lies whole in a chunk, which is nearly everything, without a step for each byte.

import SluiceMatching

extension JSONReader {
    /// Reads outside of strings from the sink's position on, for as long as names and values lie whole before `end`. Of
    /// the strings of level 0 that hold escape sequences it may leave one open.
    ///
    /// The document read is that of level 0, or that of level 1 in a string of which the raw bytes go on to `end`: its
    /// quotes and line feeds are escape sequences of two bytes. A level after these is read up to the next of them.
    ///
    /// Returns whether the next byte must be read by itself.
    mutating func readWhole(_ level: Int, _ raw: Span<UInt8>, upTo end: Int) -> Bool {
        let isTop = isAtTop(level)
        let top =
            isTop
            ? JSONFrame(isObject: false, cursor: levels[level].cursor, node: levels[level].root)
            : frames[frames.count - 1]
        var at = JSONStretch(level, end, levels[level], isTop: isTop, top, shownAs: brokenKind(level))
        var isStuck = false
        while sink.position < end, !isStuck {
            let start = sink.position
            let byte = raw[start]
            switch byte {
            case UInt8(ascii: "\""):
                isStuck = level > 0 || !wholeString(&at, raw)
                if at.state == .string { return leave(at, raw, isStuck: false) }
            case UInt8(ascii: ":"):
                isStuck = at.state != .colon
                if isStuck { break }
                colon(&at)
            case UInt8(ascii: ","):
                isStuck = at.state != .afterValue || at.isTop
                if !isStuck { comma(&at) }
            case UInt8(ascii: "\\"):
                isStuck = !wholeEscape(&at, raw)
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"):
                // In a string it ends the line and with it the document around.
                isStuck = isOnLines && level > 0 && byte == UInt8(ascii: "\n")
                if !isStuck { blank(&at, byte, 1, raw) }
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                isStuck = !open(&at, isObject: byte == UInt8(ascii: "{"), raw)
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                isStuck = !close(&at, isObject: byte == UInt8(ascii: "}"))
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                isStuck = !at.expectsMemberValue || !wholeNumber(&at, raw)
            case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "I"):
                isStuck = !at.expectsMemberValue || !wholeLiteral(&at, raw)
            default:
                isStuck = true
            }
        }
        return leave(at, raw, isStuck: isStuck)
    }

    /// Notes where the reader is, so that it can go on byte by byte.
    private mutating func leave(_ at: JSONStretch, _ raw: Span<UInt8>, isStuck: Bool) -> Bool {
        levels[at.level].state = at.state
        levels[at.level].hasGap = at.hasGap
        if !at.isTop, !at.top.isObject { frames[frames.count - 1].index = at.top.index }
        if at.namesValue, at.isNameInPlace {
            name.removeAll(keepingCapacity: true)
            name.append(copying: raw.extracting(at.name))
        }
        return isStuck
    }

    /// Reads a comma after a value inside of an object or array.
    @inline(__always)
    mutating func comma(_ at: inout JSONStretch) {
        sink.show(1, .structure, depth: at.level)
        if needsEnd { endText() }
        at.top.index &+= 1
        at.state = at.top.isObject ? .name : .value
    }

    /// Reads the colon between a name and its value.
    @inline(__always)
    mutating func colon(_ at: inout JSONStretch) {
        sink.show(1, .structure, depth: at.level)
        at.state = .value
        at.hasGap = false
    }

    /// Reads a blank that `rawCount` bytes spell, in a string by an escape sequence if they are two.
    @inline(__always)
    private mutating func blank(_ at: inout JSONStretch, _ byte: UInt8, _ rawCount: Int, _ raw: Span<UInt8>) {
        if at.namesValue {
            guard at.state == .value, !at.hasGap, byte == UInt8(ascii: " ") else { return sink.hide(rawCount, raw) }
            at.hasGap = true
        }
        if rawCount == 1 {
            sink.show(1, .structure, depth: at.level)
        } else {
            sink.escape(1, rawCount, .structure, depth: at.level, raw)
        }
        guard at.isTop else { return }
        at.state = .value
        if byte == UInt8(ascii: "\n") { endText() }
    }

    /// Reads an escape sequence of the string that the document is in: a quote or a blank.
    @inline(__always)
    private mutating func wholeEscape(_ at: inout JSONStretch, _ raw: Span<UInt8>) -> Bool {
        let start = sink.position
        guard at.level > 0, start + 1 < at.end else { return false }
        switch raw[start + 1] {
        case UInt8(ascii: "\""): return wholeString(&at, raw)
        case UInt8(ascii: "n"), UInt8(ascii: "t"), UInt8(ascii: "r"):
            blank(&at, raw[start + 1] == UInt8(ascii: "n") ? UInt8(ascii: "\n") : UInt8(ascii: "\t"), 2, raw)
            return true
        default: return false
        }
    }

    @inline(__always)
    private mutating func open(_ at: inout JSONStretch, isObject: Bool, _ raw: Span<UInt8>) -> Bool {
        guard at.expectsValue, frames.count - levels[at.level].frameBase < Self.deepestNesting else { return false }
        let cursor = cursor(at, raw)
        if mayMark(cursor.flags) { return false }
        let frame = JSONFrame(isObject: isObject, cursor: cursor, node: node(at, raw))
        if at.isTop {
            if levels[at.level].hasBegun { sink.noteDocument(at: frame.node) }
            levels[at.level].hasBegun = true
        } else if !at.top.isObject {
            frames[frames.count - 1].index = at.top.index
        }
        frames.append(frame)
        at.top = frame
        at.isTop = false
        at.state = isObject ? .firstName : .firstElement
        sink.show(1, .structure, depth: at.level)
        if needsEnd { endText() }
        return true
    }

    @inline(__always)
    private mutating func close(_ at: inout JSONStretch, isObject: Bool) -> Bool {
        guard !at.isTop, at.top.isObject == isObject, !mayMark(at.top.cursor.flags),
            at.state == .afterValue || at.state == (isObject ? .firstName : .firstElement)
        else { return false }
        frames.removeLast()
        at.isTop = frames.count == levels[at.level].frameBase
        at.top =
            at.isTop
            ? JSONFrame(isObject: false, cursor: levels[at.level].cursor, node: levels[at.level].root)
            : frames[frames.count - 1]
        let isEmpty = at.state != .afterValue
        at.state = .afterValue
        sink.show(1, .structure, depth: at.level)
        if needsEnd || isEmpty { endText() }
        return true
    }

    /// What the fields say of the value that begins.
    @inline(__always)
    func cursor(_ at: JSONStretch, _ raw: Span<UInt8>) -> FieldTree.Cursor {
        guard !at.isTop, at.top.isObject, !at.top.cursor.isEverywhere else { return at.top.cursor }
        if at.isNameInPlace { return fields.member(raw.extracting(at.name), of: at.top.cursor) }
        return fields.member(name.span, of: at.top.cursor)
    }

    /// The path of the value that begins.
    @inline(__always)
    mutating func node(_ at: JSONStretch, _ raw: Span<UInt8>) -> PathTrail.Node {
        guard at.top.isObject else { return at.isTop ? at.top.node : trail.element(at.top.index, of: at.top.node) }
        if at.isNameInPlace { return trail.member(raw.extracting(at.name), of: at.top.node) }
        let name = self.name
        return trail.member(name.span, of: at.top.node)
    }
}
