// Reads strings, numbers and literals that lie whole in a chunk.

import SluiceMatching

extension JSONReader {
    /// Reads the name or string that begins with the quote at the sink's position.
    @inline(__always)
    mutating func wholeString(_ at: inout JSONStretch, _ raw: Span<UInt8>) -> Bool {
        if at.state == .name || at.state == .firstName { return wholeName(&at, raw) }
        guard at.expectsMemberValue else { return false }
        let inside = sink.position + at.quote
        let stop = JSONStringEnd.find(raw, from: inside, upTo: at.end)
        guard stop < at.end else { return false }
        let isClosed = stop &+ at.quote <= at.end && isQuote(raw, stop, at.quote)
        return isClosed ? closedString(&at, raw, inside, stop) : openString(&at, raw, inside, stop)
    }

    /// Reads the string without escape sequences whose text is in `inside..<stop`, unless it must be looked into.
    @inline(__always)
    private mutating func closedString(_ at: inout JSONStretch, _ raw: Span<UInt8>, _ inside: Int, _ stop: Int) -> Bool
    {
        if Self.mayBegin(raw[inside]) || at.level == 0 && mayBeStream(raw, inside) { return false }
        let cursor = cursor(at, raw)
        if mayMarkString(cursor.flags) { return false }
        let treatment = cursor.treatment
        switch treatment {
        case .data:
            return false
        case .keep:
            guard at.level == 0 else { return false }
            sink.hide(stop + 1 - sink.position, raw)
            if notes(cursor) { note(raw, inside..<stop, at) }
            noteForm(raw, inside..<stop, at)
        case .text, .signed:
            sink.place(node(at, raw))
            let kind = treatment == .signed ? .signed : at.shownAs
            sink.showQuoted(stop - inside, kind, depth: at.level, raw)
        }
        endText()
        at.state = .afterValue
        if sink.position < at.end, raw[sink.position] == UInt8(ascii: ",") { comma(&at) }
        return true
    }

    /// Reads a text that begins in `inside..<stop` up to its end, or up to where the chunk or what can be decoded ends.
    private mutating func openString(_ at: inout JSONStretch, _ raw: Span<UInt8>, _ inside: Int, _ stop: Int) -> Bool {
        guard at.level == 0, stop > inside, !Self.mayBegin(raw[inside]), !mayBeStream(raw, inside) else { return false }
        let treatment = cursor(at, raw).treatment
        guard treatment == .text || treatment == .signed else { return false }
        let node = node(at, raw)
        sink.place(node)
        levels[0].node = node
        levels[0].use = .plain
        levels[0].kind = treatment == .signed ? .signed : at.shownAs
        sink.show(1, .structure, depth: 0)
        sink.show(stop - inside, levels[0].kind, depth: 1)
        at.state = .string
        if wholeText(0, raw, upTo: at.end) {
            sink.show(1, .structure, depth: 0)
            endText()
            at.state = .afterValue
        }
        return true
    }

    /// Shows the inside of the open string, which is a text, up to `end` or to what must be read by itself. Returns
    /// whether that is the quote that closes it.
    mutating func wholeText(_ level: Int, _ raw: Span<UInt8>, upTo end: Int) -> Bool {
        let kind = levels[level].kind
        while true {
            let start = sink.position
            let stop = JSONStringEnd.find(raw, from: start, upTo: end)
            if stop > start { sink.show(stop - start, kind, depth: level + 1) }
            guard stop < end else { return false }
            guard raw[stop] == UInt8(ascii: "\\"), stop + 1 < end else { return raw[stop] == UInt8(ascii: "\"") }
            if raw[stop + 1] == UInt8(ascii: "u") {
                guard stop + 6 <= end, let value = Self.hexadecimal(raw, from: stop + 2), value & 0xF800 != 0xD800
                else { return false }
                sink.escape(value < 0x80 ? 1 : value < 0x800 ? 2 : 3, 6, kind, depth: level + 1, raw)
            } else {
                guard Self.simpleEscape(raw[stop + 1]) != nil else { return false }
                sink.escape(1, 2, kind, depth: level + 1, raw)
            }
        }
    }

    /// Reads the number at the sink's position if it ends before `end`.
    @inline(__always)
    mutating func wholeNumber(_ at: inout JSONStretch, _ raw: Span<UInt8>) -> Bool {
        var number = JSONNumber.start
        var stop = sink.position
        while stop < at.end, let next = number.after(raw[stop]) {
            number = next
            stop += 1
        }
        guard stop < at.end, number.mayEnd, !mayGoOn(at, raw, stop) else { return false }
        let cursor = cursor(at, raw)
        if mayMark(cursor.flags), !at.top.isObject, at.top.index == 0 { return false }
        let treatment = cursor.treatment
        if treatment == .keep {
            sink.hide(stop - sink.position, raw)
        } else {
            let isSigned = treatment == .signed || at.shownAs == .signed
            sink.place(node(at, raw))
            sink.show(stop - sink.position, isSigned ? .signed : .number, depth: at.level)
        }
        needsEnd = true
        at.state = .afterValue
        return true
    }

    /// Whether the bytes at `place` may be an escape sequence for a digit.
    @inline(__always)
    private func mayGoOn(_ at: JSONStretch, _ raw: Span<UInt8>, _ place: Int) -> Bool {
        guard at.level > 0, raw[place] == UInt8(ascii: "\\") else { return false }
        return place + 1 == at.end || raw[place + 1] == UInt8(ascii: "u")
    }

    /// Reads the literal at the sink's position if it is one and ends before `end`.
    @inline(__always)
    mutating func wholeLiteral(_ at: inout JSONStretch, _ raw: Span<UInt8>) -> Bool {
        let start = sink.position
        guard let literal = JSONLiteral.beginning(with: raw[start]), start + literal.count <= at.end else {
            return false
        }
        for index in 1..<literal.count where !literal.has(raw[start + index], at: index) { return false }
        if cursor(at, raw).treatment == .keep {
            sink.hide(literal.count, raw)
        } else {
            sink.show(literal.count, .structure, depth: at.level)
        }
        needsEnd = true
        at.state = .afterValue
        return true
    }

    /// Whether reading has to stop in a string whose inside begins at `place`.
    @inline(__always)
    func mayBeStream(_ raw: Span<UInt8>, _ place: Int) -> Bool { stopsAtStreams && StreamStart.begins(raw, place) }

    /// Whether a document in a string may begin with `byte`, or with blanks of which it is the first.
    @inline(__always)
    static func mayBegin(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: " ")
    }
}
