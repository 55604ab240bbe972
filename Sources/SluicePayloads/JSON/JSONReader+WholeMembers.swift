// Reads members of objects that lie whole in a chunk and have a string for a value.

import SluiceMatching

extension JSONReader {
    /// Reads the name that begins with the quote at the sink's position, and with it all of a simple member.
    @inline(__always)
    mutating func wholeName(_ at: inout JSONStretch, _ raw: Span<UInt8>) -> Bool {
        let name = sink.position &+ at.quote
        let end = JSONStringEnd.find(raw, from: name, upTo: at.end)
        guard end &+ at.quote <= at.end, isQuote(raw, end, at.quote) else { return false }
        at.name = name..<min(end, name &+ Self.longestName)
        at.isNameInPlace = true
        if wholeMember(&at, raw, name, end) { return true }
        sink.showQuoted(end &- name, at.shownAs, depth: at.level, raw)
        at.state = .colon
        if sink.position < at.end, raw[sink.position] == UInt8(ascii: ":") {
            colon(&at)
        }
        return true
    }

    /// Reads the member whose name is in `name..<nameEnd`, and the comma after it, if its value is a text and both are
    /// simple: neither empty nor with anything to decode. This is most of most documents.
    @inline(__always)
    private mutating func wholeMember(
        _ at: inout JSONStretch,
        _ raw: Span<UInt8>,
        _ name: Int,
        _ nameEnd: Int
    ) -> Bool {
        let quote = at.quote
        // A quote, a colon, perhaps a blank, a quote and a byte of the value.
        guard nameEnd > name, nameEnd &+ 2 &* quote &+ 2 < at.end, raw[nameEnd &+ quote] == UInt8(ascii: ":") else {
            return false
        }
        let gap = raw[nameEnd &+ quote &+ 1] == UInt8(ascii: " ") ? 2 : 1
        let value = nameEnd &+ 2 &* quote &+ gap
        guard value < at.end, isQuote(raw, value &- quote, quote), !Self.mayBegin(raw[value]) else { return false }
        if at.level == 0, mayBeStream(raw, value) { return false }
        let cursor = cursor(at, raw)
        let treatment = cursor.treatment
        guard treatment != .data, !mayMarkString(cursor.flags) else { return false }
        let valueEnd = JSONStringEnd.find(raw, from: value, upTo: at.end)
        guard valueEnd > value, valueEnd &+ quote <= at.end, isQuote(raw, valueEnd, quote) else { return false }
        let depth = UInt8(truncatingIfNeeded: at.level &+ 1)
        let next = valueEnd &+ quote
        let hasComma = next < at.end && raw[next] == UInt8(ascii: ",")
        needsEnd = false
        at.state = hasComma ? .name : .afterValue
        if treatment == .keep {
            sink.showQuoted(nameEnd &- name, at.shownAs, depth: at.level, raw)
            sink.show(gap, .structure, depth: at.level)
            sink.hide(next &- sink.position, raw)
            if notes(cursor) { note(raw, value..<valueEnd, at) }
            noteForm(raw, value..<valueEnd, at)
            sink.end()
            if hasComma { sink.show(1, .structure, depth: at.level) }
            return true
        }
        sink.showMember(
            TextRun(textCount: nameEnd &- name, rawCount: nameEnd &- name, kind: at.shownAs, depth: depth),
            gap: gap,
            TextRun(
                textCount: valueEnd &- value,
                rawCount: valueEnd &- value,
                kind: treatment == .signed ? .signed : at.shownAs,
                depth: depth
            ),
            trail.member(raw.extracting(at.name), of: at.top.node),
            hasComma: hasComma,
            depth: at.level,
            raw
        )
        return true
    }

    /// Whether there is a quote of `length` raw bytes at `place`.
    @inline(__always)
    func isQuote(_ raw: Span<UInt8>, _ place: Int, _ length: Int) -> Bool {
        length == 1
            ? raw[place] == UInt8(ascii: "\"")
            : raw[place] == UInt8(ascii: "\\") && raw[place &+ 1] == UInt8(ascii: "\"")
    }
}
