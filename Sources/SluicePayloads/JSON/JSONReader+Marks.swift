// Marks what the fields say more of than how it is treated.

extension JSONReader {
    /// Whether a value must be read by itself, as it may get a mark.
    @inline(__always)
    func mayMark(_ flags: FieldTree.Flags) -> Bool {
        !flags.isEmpty && !flags.isDisjoint(with: marked)
    }

    /// Whether a string must be read by itself, as it may get a mark.
    @inline(__always)
    func mayMarkString(_ flags: FieldTree.Flags) -> Bool {
        !flags.isEmpty && !flags.isDisjoint(with: marked.subtracting(.spellings))
    }

    /// Notes what the string that begins is marked as.
    mutating func expectMark(_ level: Int, _ flags: FieldTree.Flags) {
        levels[level].mark = nil
        guard mayMark(flags) else { return }
        let flags = flags.intersection(marked)
        if flags.contains(.encrypted) {
            levels[level].mark = .encrypted
        } else if flags.contains(.media) {
            levels[level].mark = .media
            levels[level].marksBase64Only = !flags.contains(.onlyMedia)
        }
    }

    /// Marks the open string, of which a byte comes now.
    @inline(__always)
    mutating func mark(_ level: Int, isBase64: Bool = false) {
        guard let mark = levels[level].mark, isBase64 || mark != .media || !levels[level].marksBase64Only else {
            return
        }
        levels[level].mark = nil
        sink.mark(mark)
    }

    /// Marks the number that begins, and those after it, if they are tokens.
    mutating func markTokens(_ level: Int, _ flags: FieldTree.Flags) {
        guard flags.contains(.tokens), marked.contains(.tokens), isFirstElement(level) else { return }
        sink.mark(.tokens)
    }

    private func isFirstElement(_ level: Int) -> Bool {
        guard !isAtTop(level), let top = frames.last else { return false }
        return !top.isObject && top.index == 0
    }

    /// Marks the object or array that begins.
    mutating func markOpening(_ flags: FieldTree.Flags, isObject: Bool) {
        let flags = flags.intersection(marked)
        if flags.contains(.scope) { sink.mark(.scope) }
        if flags.contains(.spelling) { sink.mark(isObject ? .spellingObject : .spellingList) }
        if flags.contains(.documentSpelling) { sink.mark(isObject ? .documentSpellingObject : .documentSpellingList) }
    }

    /// Marks the end of an object or array.
    mutating func markClosing(_ flags: FieldTree.Flags) {
        let flags = flags.intersection(marked)
        if flags.contains(.spelling) || flags.contains(.documentSpelling) { sink.mark(.spellingEnd) }
        if flags.contains(.scope) { sink.mark(.scopeEnd) }
    }

    /// Marks the end of all that is open.
    mutating func endMarks(_ level: Int) {
        guard level == 0 else {
            let base = levels[level].frameBase
            for index in (base..<frames.count).reversed() where mayMark(frames[index].cursor.flags) {
                markClosing(frames[index].cursor.flags)
            }
            return
        }
        if marked.contains(.scope), fields.root.flags.contains(.scope) { sink.mark(.end) }
    }
}
