// Reads the beginnings, insides and ends of strings.

import SluiceMatching
import SluiceModel

extension JSONReader {
    /// Begins a name or a string value.
    mutating func openString(_ level: Int, _ unit: ByteUnit, _ raw: Span<UInt8>) {
        switch levels[level].state {
        case .name, .firstName:
            name.removeAll(keepingCapacity: true)
            levels[level].kind = brokenKind(level)
            levels[level].use = .name
            show(unit, .structure, depth: level)
        case .value, .firstElement:
            guard !isBracketNeeded(level) else { return stop(level, unit, raw) }
            openValue(level, unit, raw)
        default:
            return stop(level, unit, raw)
        }
        levels[level].state = .string
    }

    private mutating func openValue(_ level: Int, _ unit: ByteUnit, _ raw: Span<UInt8>) {
        let cursor = valueCursor(level)
        let treatment = cursor.treatment
        levels[level].hasBegun = true
        expectMark(level, cursor.flags)
        if treatment == .keep {
            levels[level].use = .hidden
            if levels[level].mark != nil { sink.place(valueNode(level)) }
            note = notes(cursor) ? namedNote(level) : nil
            formWord = isAtTop(level) ? nil : []
            return hide(unit, raw)
        }
        let isText = treatment == .data && isTextByItsForm(level, cursor)
        if isText { levels[level].mark = nil }
        levels[level].use = treatment == .data && !isText ? .deciding : .probing
        levels[level].kind = treatment == .signed ? .signed : brokenKind(level)
        levels[level].node = valueNode(level)
        sink.place(levels[level].node)
        show(unit, .structure, depth: level)
        isAtStream =
            level == 0 && treatment == .text && !isAtTop(0) && !mayMarkString(cursor.flags)
            && mayBeStream(raw, sink.position)
    }

    /// Ends the open string by its quote. The string that a lane is inside of does not end.
    mutating func closeString(_ level: Int, _ unit: ByteUnit, _ raw: Span<UInt8>) {
        if levels[level].isEndless { return content(level, unit, raw) }
        closeContent(level, raw)
        switch levels[level].use {
        case .name:
            show(unit, .structure, depth: level)
            levels[level].state = .colon
            return
        case .hidden:
            hide(unit, raw)
            if let note = note.take() { sink.note(note.value.span, note.kind, in: note.object) }
            if let word = formWord.take(), !isAtTop(level), frames.last?.isObject == true {
                let name = self.name
                frames[frames.count - 1].form.take(word.span, of: name.span)
            }
        default:
            show(unit, .structure, depth: level)
        }
        endText()
        endValue(level)
    }

    /// Adds what is held of the inside of the open string.
    mutating func closeContent(_ level: Int, _ raw: Span<UInt8>) {
        switch levels[level].use {
        case .inner: close(level + 1, raw)
        case .deciding: releaseUndecided(level, raw)
        default: break
        }
    }

    /// Takes the raw bytes up to `end` as the inside of the open string.
    mutating func content(_ level: Int, _ raw: Span<UInt8>, upTo end: Int) {
        let start = sink.position
        switch levels[level].use {
        case .name:
            let room = min(Self.longestName - name.count, end - start)
            if room > 0 { name.append(copying: raw.extracting(start..<start + room)) }
            sink.show(end - start, levels[level].kind, depth: level + 1)
        case .plain:
            sink.show(end - start, levels[level].kind, depth: level + 1)
        case .inner:
            lex(level + 1, raw, upTo: end)
        case .hidden:
            mark(level)
            addToNote(raw.extracting(start..<end))
            if let count = formWord?.count, count < DataForm.longestValue {
                let stop = min(end, start + DataForm.longestValue - count)
                formWord?.append(copying: raw.extracting(start..<stop))
            }
            sink.hide(end - start, raw)
        case .probing, .deciding, .base64, .padding:
            while sink.position < end {
                switch levels[level].use {
                case .base64: hideBase64(level, raw, upTo: end)
                case .probing, .deciding, .padding:
                    content(level, ByteUnit(inPlace: raw[sink.position]), raw)
                default: content(level, raw, upTo: end)
                }
            }
        }
    }

    /// Takes a unit as the inside of the open string.
    mutating func content(_ level: Int, _ unit: ByteUnit, _ raw: Span<UInt8>) {
        switch levels[level].use {
        case .name:
            var packed = unit.packed
            for _ in 0..<unit.count where name.count < Self.longestName {
                name.append(UInt8(truncatingIfNeeded: packed))
                packed >>= 8
            }
            show(unit, levels[level].kind, depth: level + 1)
        case .plain:
            show(unit, levels[level].kind, depth: level + 1)
        case .inner:
            lex(level + 1, unit, raw)
        case .hidden:
            mark(level)
            if let count = formWord?.count, count < DataForm.longestValue { formWord?.append(unit.byte) }
            if let count = note?.value.count, count <= MappedText.Note.longest {
                var packed = unit.packed
                for _ in 0..<unit.count {
                    note?.value.append(UInt8(truncatingIfNeeded: packed))
                    packed >>= 8
                }
            }
            hide(unit, raw)
        case .probing:
            probe(level, unit, raw)
        case .deciding:
            decide(level, unit, raw)
        case .base64, .padding:
            base64(level, unit, raw)
        }
    }

    /// Whether what may be base64 is text, as a member beside it says.
    private func isTextByItsForm(_ level: Int, _ cursor: FieldTree.Cursor) -> Bool {
        guard !cursor.flags.contains(.onlyMedia), !isAtTop(level), let top = frames.last else { return false }
        return top.isObject && top.form.isText
    }

    /// Notes what a member that is not shown says of data beside it: its raw bytes are in `range`, and none of them has
    /// to be decoded.
    @inline(__always)
    mutating func noteForm(_ raw: Span<UInt8>, _ range: Range<Int>, _ at: JSONStretch) {
        guard at.top.isObject, !at.isTop, !range.isEmpty, DataForm.mayTell(raw[range.lowerBound]) else { return }
        let value = raw.extracting(range.lowerBound..<min(range.upperBound, range.lowerBound + DataForm.longestValue))
        let top = frames.count - 1
        if at.isNameInPlace {
            frames[top].form.take(value, of: raw.extracting(at.name))
        } else {
            let name = self.name
            frames[top].form.take(value, of: name.span)
        }
    }

    /// Whether a string is noted that rules do not see.
    @inline(__always)
    func notes(_ cursor: FieldTree.Cursor) -> Bool { notesCalls && cursor.flags.contains(.tellsOfCalls) }

    /// The note that begins with a member's value.
    private mutating func namedNote(_ level: Int) -> (value: [UInt8], kind: MemberKind, object: PathTrail.Node)? {
        guard !isAtTop(level), let top = frames.last, top.isObject else { return nil }
        let name = self.name
        return ([], trail.kind(ofName: name.span), top.node)
    }

    private mutating func addToNote(_ bytes: Span<UInt8>) {
        guard let count = note?.value.count, count <= MappedText.Note.longest else { return }
        note?.value.append(copying: bytes.extracting(0..<min(bytes.count, MappedText.Note.longest + 1 - count)))
    }

    /// Notes the value of a member, whose raw bytes are in `range` and none of which has to be decoded.
    mutating func note(_ raw: Span<UInt8>, _ range: Range<Int>, _ at: JSONStretch) {
        guard at.top.isObject, !at.isTop else { return }
        let end = min(range.upperBound, range.lowerBound + MappedText.Note.longest + 1)
        let kind: MemberKind
        if at.isNameInPlace {
            kind = trail.kind(ofName: raw.extracting(at.name))
        } else {
            let name = self.name
            kind = trail.kind(ofName: name.span)
        }
        sink.note(raw.extracting(range.lowerBound..<end), kind, in: at.top.node)
    }

    /// Takes a unit of a string of which only blanks have been seen: a bracket begins a document in it.
    private mutating func probe(_ level: Int, _ unit: ByteUnit, _ raw: Span<UInt8>) {
        switch unit.byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"):
            show(unit, levels[level].kind, depth: level + 1)
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            guard level + 1 < Self.deepestText else { fallthrough }
            openInner(level, needsBrackets: true)
            lex(level + 1, unit, raw)
        default:
            levels[level].use = .plain
            show(unit, levels[level].kind, depth: level + 1)
        }
    }

    /// Begins to read the inside of the open string as a document.
    mutating func openInner(_ level: Int, needsBrackets: Bool) {
        levels[level].use = .inner
        var inner = JSONLevel(cursor: self.inner)
        inner.needsBrackets = needsBrackets
        inner.isSigned = levels[level].kind == .signed
        inner.frameBase = frames.count
        inner.root = trail.inner(of: levels[level].node)
        if levels.count == level + 1 {
            levels.append(inner)
        } else {
            levels[level + 1] = inner
        }
    }
}
