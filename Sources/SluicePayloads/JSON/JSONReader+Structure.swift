// Reads what is outside of strings.

extension JSONReader {
    /// Reads one byte outside of strings.
    mutating func structure(_ level: Int, _ unit: ByteUnit, _ raw: Span<UInt8>) {
        switch levels[level].state {
        case .number: return number(level, unit, raw)
        case .literal: return literal(level, unit, raw)
        case .broken: return broken(level, unit, raw)
        default: break
        }
        switch unit.byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"):
            blank(level, unit, raw)
        case UInt8(ascii: "\""):
            openString(level, unit, raw)
        case UInt8(ascii: ":"):
            guard levels[level].state == .colon else { return stop(level, unit, raw) }
            show(unit, .structure, depth: level)
            levels[level].state = .value
            levels[level].hasGap = false
        case UInt8(ascii: ","):
            comma(level, unit, raw)
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            open(level, unit, raw)
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            closeBracket(level, unit, raw)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            guard expectsValue(level), !isBracketNeeded(level) else { return stop(level, unit, raw) }
            openNumber(level, unit, raw)
        default:
            openLiteral(level, unit, raw)
        }
    }

    /// Whether the level is outside of all objects and arrays.
    @inline(__always)
    func isAtTop(_ level: Int) -> Bool { frames.count == levels[level].frameBase }

    /// Whether a value may begin.
    @inline(__always)
    func expectsValue(_ level: Int) -> Bool {
        levels[level].state == .value || levels[level].state == .firstElement
    }

    /// Whether only an object or array may begin, as the text was taken for a document by its bracket.
    @inline(__always)
    func isBracketNeeded(_ level: Int) -> Bool {
        isAtTop(level) && level > 0 && (levels[level].needsBrackets || levels[level].hasBegun)
    }

    /// Notes that a value is complete.
    @inline(__always)
    mutating func endValue(_ level: Int) {
        levels[level].state = .afterValue
    }

    /// Reads a blank. Of those between a name and its value one space behind the colon is shown, so that a name is
    /// context for its value however far they are apart.
    private mutating func blank(_ level: Int, _ unit: ByteUnit, _ raw: Span<UInt8>) {
        guard isAtTop(level) else {
            let isBehindColon = levels[level].state == .value
            if frames.last?.isObject == true, isBehindColon || levels[level].state == .colon {
                guard isBehindColon, !levels[level].hasGap, unit.byte == UInt8(ascii: " ") else {
                    return hide(unit, raw)
                }
                levels[level].hasGap = true
            }
            return show(unit, .structure, depth: level)
        }
        show(unit, .structure, depth: level)
        levels[level].state = .value
        if unit.byte == UInt8(ascii: "\n") { endText() }
    }

    private mutating func comma(_ level: Int, _ unit: ByteUnit, _ raw: Span<UInt8>) {
        guard levels[level].state == .afterValue, !isAtTop(level) else { return stop(level, unit, raw) }
        show(unit, .structure, depth: level)
        if needsEnd { endText() }
        let top = frames.count - 1
        if frames[top].isObject {
            levels[level].state = .name
        } else {
            frames[top].index += 1
            levels[level].state = .value
        }
    }

    private mutating func open(_ level: Int, _ unit: ByteUnit, _ raw: Span<UInt8>) {
        let follows = levels[level].state == .afterValue && isAtTop(level)
        guard expectsValue(level) || follows, frames.count - levels[level].frameBase < Self.deepestNesting else {
            return stop(level, unit, raw)
        }
        if isAtTop(level), levels[level].hasBegun { sink.noteDocument(at: valueNode(level)) }
        let isObject = unit.byte == UInt8(ascii: "{")
        let cursor = valueCursor(level)
        frames.append(JSONFrame(isObject: isObject, cursor: cursor, node: valueNode(level)))
        if mayMark(cursor.flags) { markOpening(cursor.flags, isObject: isObject) }
        levels[level].hasBegun = true
        levels[level].state = isObject ? .firstName : .firstElement
        show(unit, .structure, depth: level)
        // What names an object or array names what is in it.
        if needsEnd { endText() }
    }

    private mutating func closeBracket(_ level: Int, _ unit: ByteUnit, _ raw: Span<UInt8>) {
        let state = levels[level].state
        guard !isAtTop(level), let top = frames.last, top.isObject == (unit.byte == UInt8(ascii: "}")),
            state == .afterValue || state == (top.isObject ? .firstName : .firstElement)
                // Behind a comma, which many writers leave there.
                || state == (top.isObject ? .name : .value)
        else { return stop(level, unit, raw) }
        frames.removeLast()
        show(unit, .structure, depth: level)
        if mayMark(top.cursor.flags) { markClosing(top.cursor.flags) }
        if needsEnd || state != .afterValue { endText() }
        endValue(level)
    }

    /// What the fields say of the value that begins.
    @inline(__always)
    func valueCursor(_ level: Int) -> FieldTree.Cursor {
        guard !isAtTop(level), let top = frames.last else { return levels[level].cursor }
        return top.isObject ? fields.member(name.span, of: top.cursor) : top.cursor
    }

    /// The path of the value that begins.
    mutating func valueNode(_ level: Int) -> PathTrail.Node {
        guard !isAtTop(level), let top = frames.last else { return levels[level].root }
        guard top.isObject else { return trail.element(top.index, of: top.node) }
        var name: [UInt8] = []
        swap(&name, &self.name)
        let node = trail.member(name.span, of: top.node)
        swap(&name, &self.name)
        return node
    }

    /// Takes the rest of the level's document for text, from this unit on, unless it begins another one: the document
    /// has broken off with the line before.
    mutating func stop(_ level: Int, _ unit: ByteUnit, _ raw: Span<UInt8>) {
        if level == 0, beginsDocument(unit, raw) {
            breakOff(raw)
            return open(0, unit, raw)
        }
        abandon(level, raw, next: .broken)
        broken(level, unit, raw)
    }

    /// Whether an object or array that may not stand there begins its line.
    private func beginsDocument(_ unit: ByteUnit, _ raw: Span<UInt8>) -> Bool {
        guard unit.byte == UInt8(ascii: "{") || unit.byte == UInt8(ascii: "[") else { return false }
        return frames.count < Self.deepestNesting && isFirstOnLine(raw, sink.position)
    }

    /// Ends the outermost document where it is, so that another one may begin.
    mutating func breakOff(_ raw: Span<UInt8>) {
        abandon(0, raw, next: .value)
        endText()
        (note, formWord) = (nil, nil)
    }

    /// Leaves all that is open in the level's document.
    private mutating func abandon(_ level: Int, _ raw: Span<UInt8>, next state: JSONLevel.State) {
        sink.settle(raw)
        endMarks(level)
        frames.removeLast(frames.count - levels[level].frameBase)
        levels[level].state = state
    }

    /// Reads a byte of a document that is no JSON. A line feed at the top begins a new one, so that one bad line of a
    /// log does not spoil the others; text does not end there, as it may be text of several lines.
    private mutating func broken(_ level: Int, _ unit: ByteUnit, _ raw: Span<UInt8>) {
        show(unit, brokenKind(level), depth: level)
        if level == 0, unit.byte == UInt8(ascii: "\n") { levels[level].state = .value }
    }
}
