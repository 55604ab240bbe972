// Reads numbers and literals.

extension JSONReader {
    /// Begins a number.
    mutating func openNumber(_ level: Int, _ unit: ByteUnit, _ raw: Span<UInt8>) {
        levels[level].kind = numberKind(level)
        let flags = valueCursor(level).flags
        if levels[level].kind != .hidden || mayMark(flags) { sink.place(valueNode(level)) }
        if mayMark(flags) { markTokens(level, flags) }
        levels[level].hasBegun = true
        levels[level].number = .start
        levels[level].state = .number
        number(level, unit, raw)
    }

    /// What the number that begins is shown as.
    @inline(__always)
    func numberKind(_ level: Int) -> TextRun.Kind {
        switch valueCursor(level).treatment {
        case .keep: .hidden
        case .signed: .signed
        case .text, .data: levels[level].isSigned ? .signed : .number
        }
    }

    /// Reads a byte of a number, or the one after it.
    mutating func number(_ level: Int, _ unit: ByteUnit, _ raw: Span<UInt8>) {
        if unit.count == 1, let next = levels[level].number.after(unit.byte) {
            levels[level].number = next
            if levels[level].kind == .hidden {
                hide(unit, raw)
            } else {
                show(unit, levels[level].kind, depth: level)
            }
            return
        }
        guard levels[level].number.mayEnd else { return stop(level, unit, raw) }
        needsEnd = true
        endValue(level)
        structure(level, unit, raw)
    }

    /// Begins a literal, or a byte order mark at the beginning of the document.
    mutating func openLiteral(_ level: Int, _ unit: ByteUnit, _ raw: Span<UInt8>) {
        if let literal = JSONLiteral.beginning(with: unit.byte), expectsValue(level), !isBracketNeeded(level) {
            levels[level].literal = literal
        } else if unit.byte == 0xEF, level == 0, unit.isInPlace, !levels[0].hasBegun, levels[0].state == .value {
            levels[level].literal = .byteOrderMark
        } else {
            levels[level].hasBegun = true
            return stop(level, unit, raw)
        }
        levels[level].hasBegun = true
        levels[level].state = .literal
        literal(level, unit, raw)
    }

    /// Reads a byte of a literal. It is held until the literal is complete, as otherwise it is text.
    mutating func literal(_ level: Int, _ unit: ByteUnit, _ raw: Span<UInt8>) {
        let literal = levels[level].literal
        guard unit.count == 1, literal.has(unit.byte, at: levels[level].pending.count) else {
            for index in 0..<levels[level].pending.count {
                sink.add(levels[level].pending[index], brokenKind(level), depth: level)
            }
            levels[level].pending.removeAll()
            return stop(level, unit, raw)
        }
        hold(level, unit, raw)
        guard levels[level].pending.count == literal.count else { return }
        let isHidden = literal != .byteOrderMark && valueCursor(level).treatment == .keep
        for index in 0..<literal.count {
            let unit = levels[level].pending[index]
            if isHidden { hide(unit, raw) } else { sink.add(unit, .structure, depth: level) }
        }
        levels[level].pending.removeAll()
        if literal == .byteOrderMark {
            levels[level].state = .value
        } else {
            needsEnd = true
            endValue(level)
        }
    }
}
