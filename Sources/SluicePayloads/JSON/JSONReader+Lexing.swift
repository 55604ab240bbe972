// Walks over the raw bytes of one level's document.

extension JSONReader {
    /// Reads the raw bytes from the sink's position up to `end` as the next ones of a level's document.
    mutating func lex(_ level: Int, _ raw: Span<UInt8>, upTo end: Int) {
        while sink.position < end, !isAtStream {
            let start = sink.position
            switch levels[level].state {
            case .string:
                if levels[level].pending.count > 0 {
                    escapeByte(level, ByteUnit(inPlace: raw[start]), raw)
                    continue
                }
                if readsInner(level) { _ = readWhole(level + 1, raw, upTo: end) }
                if levels[level].use == .plain {
                    _ = wholeText(level, raw, upTo: end)
                } else {
                    let start = sink.position
                    let stop = JSONStringEnd.find(raw, from: start, upTo: end)
                    if stop > start { content(level, raw, upTo: stop) }
                }
                if sink.position < end { special(level, raw, end) }
            case .broken:
                var stop = end
                if level == 0 {
                    stop = start
                    while stop < end, raw[stop] != UInt8(ascii: "\n") { stop += 1 }
                }
                if stop > start { sink.show(stop - start, brokenKind(level), depth: level) }
                if stop < end { structure(level, ByteUnit(inPlace: raw[stop]), raw) }
            case .number, .literal:
                structure(level, ByteUnit(inPlace: raw[start]), raw)
            default:
                if readWhole(level, raw, upTo: end) {
                    structure(level, ByteUnit(inPlace: raw[sink.position]), raw)
                }
            }
        }
    }

    /// Whether the next raw bytes are the outside of strings of the document in the level's string.
    @inline(__always)
    private func readsInner(_ level: Int) -> Bool {
        guard level == 0, levels[0].use == .inner else { return false }
        switch levels[1].state {
        case .string, .number, .literal, .broken: return false
        case .value, .firstElement, .firstName, .name, .colon, .afterValue: return true
        }
    }

    /// Reads a unit, which the level before has decoded, as the next one of a level's document.
    mutating func lex(_ level: Int, _ unit: ByteUnit, _ raw: Span<UInt8>) {
        guard levels[level].state == .string else { return structure(level, unit, raw) }
        if levels[level].pending.count > 0 { return escapeByte(level, unit, raw) }
        stringUnit(level, unit, raw)
    }

    /// Reads the byte at the sink's position, which is a quote, a backslash or a control character in a string.
    private mutating func special(_ level: Int, _ raw: Span<UInt8>, _ end: Int) {
        let start = sink.position
        if raw[start] == UInt8(ascii: "\\"), start + 1 < end {
            if let byte = Self.simpleEscape(raw[start + 1]) {
                sink.skip(2, raw)
                return content(level, ByteUnit(byte, rawCount: 2), raw)
            }
            if raw[start + 1] == UInt8(ascii: "u"), start + 6 <= end,
                let value = Self.hexadecimal(raw, from: start + 2), value & 0xF800 != 0xD800
            {
                sink.skip(6, raw)
                return content(level, ByteUnit(codePoint: value, rawCount: 6), raw)
            }
        }
        stringUnit(level, ByteUnit(inPlace: raw[start]), raw)
    }

    /// Reads a unit of a string outside of any escape sequence.
    mutating func stringUnit(_ level: Int, _ unit: ByteUnit, _ raw: Span<UInt8>) {
        if unit.byte == UInt8(ascii: "\"") {
            closeString(level, unit, raw)
        } else if unit.byte == UInt8(ascii: "\\") {
            hold(level, unit, raw)
        } else if isOnLines, level == 0, unit.byte == UInt8(ascii: "\n") {
            closeContent(0, raw)
            breakOff(raw)
            show(unit, .structure, depth: 0)
        } else {
            content(level, unit, raw)
        }
    }

    /// Keeps a unit until the escape sequence or literal that it belongs to is complete.
    mutating func hold(_ level: Int, _ unit: ByteUnit, _ raw: Span<UInt8>) {
        if unit.isInPlace { sink.skip(1, raw) }
        levels[level].pending.append(unit.byte, rawCount: max(1, unit.rawCount))
    }

    /// Shows a unit.
    @inline(__always)
    mutating func show(_ unit: ByteUnit, _ kind: TextRun.Kind, depth: Int) {
        if unit.isInPlace {
            sink.show(1, kind, depth: depth)
        } else {
            sink.add(unit, kind, depth: depth)
        }
    }

    /// Hides a unit.
    mutating func hide(_ unit: ByteUnit, _ raw: Span<UInt8>) {
        if unit.isInPlace {
            sink.hide(1, raw)
        } else {
            sink.hide(skipped: unit.rawCount)
        }
    }

    /// Says that a text ends here.
    @inline(__always)
    mutating func endText() {
        sink.end()
        needsEnd = false
    }

    /// Ends a level's document, and those in it: what is held is text.
    mutating func close(_ level: Int, _ raw: Span<UInt8>) {
        if levels[level].state == .string {
            closeEscape(level, raw)
            closeContent(level, raw)
        } else {
            for index in 0..<levels[level].pending.count {
                sink.add(levels[level].pending[index], brokenKind(level), depth: level)
            }
            levels[level].pending.removeAll()
        }
        if level > 0 { endMarks(level) }
        frames.removeLast(frames.count - levels[level].frameBase)
    }

    /// What text outside of strings is shown as once a level's document is broken.
    @inline(__always)
    func brokenKind(_ level: Int) -> TextRun.Kind { levels[level].isSigned ? .signed : .content }
}
