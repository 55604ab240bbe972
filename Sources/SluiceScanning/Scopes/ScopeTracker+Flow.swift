// Running text: fences, indented blocks, the beginnings of patches.

import SluiceModel

extension ScopeTracker {
    /// Takes a byte of a line of running text.
    mutating func flow(_ byte: UInt8) {
        if !hasSolid {
            switch byte {
            case 0x20: indented(to: indent + 1)
            case 0x09: indented(to: (indent / 4 + 1) * 4)
            case 0x0D: break
            default:
                hasSolid = true
                if !LineScan.isMarked(byte) { head.isOpen = false }
            }
            return
        }
        guard head.isOpen, !head.isCut else { return }
        if !head.hasText, Self.isText(byte) {
            head.hasText = true
            head.isSettled = !mayGoOn
        }
    }

    /// Whether a byte is none of the marks that a line may begin with, nor behind the number of a list's item.
    private static func isText(_ byte: UInt8) -> Bool {
        !LineScan.isMarked(byte) && byte != UInt8(ascii: ".") && byte != UInt8(ascii: ")")
    }

    /// Whether what follows the marks and the first byte of text may say more of the line than they do.
    private var mayGoOn: Bool {
        head.hasPrefix("--- ") || head.hasPrefix("+++ ") || head.hasPrefix("*** ") || head.hasFenceMarks
    }

    /// Takes a blank before the line's text. The text of an indented block begins behind the blanks that make it one.
    private mutating func indented(to column: Int) {
        indent = column
        guard !isIndentedCode, top.scope == .prose, indent >= listIndent + 4, wasBlank || isIndented else { return }
        isIndentedCode = true
        setScope()
    }

    mutating func endFlowLine() {
        defer {
            isIndentedCode = false
            setScope()
        }
        guard hasSolid else { return wasBlank = true }
        let follows = followsOldPath
        (followsOldPath, wasBlank, isIndented) = (false, false, isIndentedCode)
        guard head.isOpen else {
            if indent == 0 { listIndent = 0 }
            return
        }
        if beginsPatch(followsOldPath: follows) || beginsFence() { return }
        let start = head.firstSolid()
        if let content = listContent(at: start) {
            listIndent = indent + content - start
        } else if indent == 0 {
            listIndent = 0
        }
    }

    /// Where the text of a list's item begins whose marker stands at `start`; nil where none does.
    private func listContent(at start: Int) -> Int? {
        var index = start
        switch head.byte(at: index) {
        case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"): index += 1
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            while index < start + 9, (0x30...0x39).contains(head.byte(at: index)) { index += 1 }
            guard head.byte(at: index) == UInt8(ascii: ".") || head.byte(at: index) == UInt8(ascii: ")") else {
                return nil
            }
            index += 1
        default: return nil
        }
        guard head.byte(at: index) == 0x20 || head.byte(at: index) == 0x09 else { return nil }
        return index + 1
    }

    /// Opens a fence if the line begins one, also behind marks of quotations and lists.
    private mutating func beginsFence() -> Bool {
        guard !head.isCut else { return false }
        var start = head.firstSolid()
        var isQuoted = false
        for _ in 0..<4 {
            if head.byte(at: start) == UInt8(ascii: ">") {
                isQuoted = true
                start = head.firstSolid(from: start + 1)
            } else if let content = listContent(at: start) {
                start = head.firstSolid(from: content)
            } else {
                break
            }
        }
        let mark = head.byte(at: start)
        guard mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return false }
        var end = start
        while head.byte(at: end) == mark { end += 1 }
        guard end - start >= 3 else { return false }
        let info = head.bytes(end..<max(end, head.solidEnd))
        // Text between back-ticks is code inside a line.
        if mark == UInt8(ascii: "`"), info.contains(mark) { return false }
        var block = ScopeBlock.code(.fence, FenceInfo.hint(info))
        (block.mark, block.markCount, block.isQuoted) = (mark, UInt16(end - start), isQuoted)
        block.isOld = top.isOld
        return push(block)
    }
}

extension LineHead {
    /// The byte at `index`, or 0 beyond the end.
    func byte(at index: Int) -> UInt8 { index < count ? self[index] : 0 }
}

/// What the info string behind a fence's marks says of the block.
enum FenceInfo {
    /// How a block with this info string is read. The first word counts: a language's name, perhaps in braces
    /// (`{.python}`), with a path behind it (`python:src/app.py`), or a path with lines before it (`12:40:src/app.py`).
    static func hint(_ info: [UInt8]) -> ScopeHint {
        let isOpening = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x7B || byte == 0x2E }
        let word = info.drop(while: isOpening).prefix { byte in
            byte != 0x20 && byte != 0x09 && byte != 0x7B && byte != 0x7D && byte != 0x2C && byte != 0x3B
        }
        let text = String(decoding: word, as: UTF8.self)
        guard let language = language(text) else { return ScopeHint(.unknown, .code) }
        // Running text with blocks of its own, or a block of plain text.
        if language.isProse, language.name != "markdown" { return ScopeHint(.prose, .code) }
        // Calls of tools are written in tags.
        if language.name == "xml" { return ScopeHint(.language(language), .blocks) }
        return ScopeHint(language)
    }

    private static func language(_ word: String) -> Language? {
        if let language = Language(named: word) { return language }
        let parts = word.utf8.split(separator: 0x3A).map { String(decoding: Array($0), as: UTF8.self) }
        guard let first = parts.first, let last = parts.last else { return nil }
        if parts.count > 1, let language = Language(named: first) { return language }
        return last.utf8.contains(0x2F) || last.utf8.contains(0x2E) ? Language(path: last) : nil
    }
}
