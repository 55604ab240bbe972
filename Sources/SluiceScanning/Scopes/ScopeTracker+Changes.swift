// Diffs, patches and parts to search for and replace.

import SluiceModel

extension ScopeTracker {
    /// Opens a patch if the line begins one in running text or code.
    mutating func beginsPatch(followsOldPath follows: Bool) -> Bool {
        guard !head.isCut else { return false }
        if head.hasPrefix("--- ") {
            oldPath = language(inHeadFrom: 4)
            followsOldPath = true
            return true
        }
        if follows, head.hasPrefix("+++ ") {
            return pushDiff(.countedDiff, language(inHeadFrom: 4) ?? oldPath)
        }
        if head.isLine("*** Begin Patch") { return pushDiff(.patch, nil) }
        if let start = patchedFile { return pushDiff(.patch, language(inHeadFrom: start)) }
        return false
    }

    /// Where in the line the path stands of a file that a patch in OpenAI's form adds or changes; nil where it names
    /// none.
    private var patchedFile: Int? {
        if head.hasPrefix("*** Update File: ") { return 17 }
        if head.hasPrefix("*** Add File: ") { return 14 }
        return nil
    }

    private mutating func pushDiff(_ kind: ScopeBlock.Kind, _ language: Language?) -> Bool {
        var block = ScopeBlock()
        (block.kind, block.content) = (kind, .diff)
        block.scope = Self.kind(of: language)
        return push(block)
    }

    private static func kind(of language: Language?) -> Scope.Kind {
        guard let language, language.family != .diff else { return .unknown }
        return language.isProse ? .prose : .language(language)
    }

    /// The language of the path that the line's head names from an index on, up to a tab.
    private func language(inHeadFrom start: Int) -> Language? {
        let path = head.bytes(start..<max(start, head.solidEnd)).prefix { $0 != 0x09 && $0 != 0x0D }
        return Language(path: String(decoding: path.filter { $0 != 0x22 }, as: UTF8.self))
    }

    mutating func endCodeLine() {
        defer { setScope() }
        let follows = followsOldPath
        followsOldPath = false
        if head.isOpen, watchesPatches {
            // No editor looks for parts to replace in a command.
            if head.hasPrefix("<<<<<<< SEARCH"), !isShell {
                blocks[depth].content = .replacements
                return begin(.old)
            }
            if beginsPatch(followsOldPath: follows) { return }
        }
        if head.count > 0 || hasSolid { blocks[depth].hasCode = true }
    }

    private var isShell: Bool {
        guard case .language(let language) = top.scope else { return false }
        return language.family == .shell
    }

    mutating func endReplacementLine() {
        guard head.isOpen else { return }
        if head.hasPrefix("<<<<<<< SEARCH") || head.hasPrefix("------- SEARCH") {
            begin(.old)
        } else if side == .old, head.isLine("=======") {
            begin(.new)
        } else if head.hasPrefix(">>>>>>> REPLACE") || head.hasPrefix("+++++++ REPLACE") {
            begin(.new)
        }
    }

    private mutating func begin(_ side: ChangeSide) {
        self.side = side
        resetLexers()
        setScope()
    }

    /// Takes a byte of a line of a diff.
    mutating func diff(_ byte: UInt8) {
        if isFirstOfLine {
            isFirstOfLine = false
            side =
                switch byte {
                case _ where top.kind == .countedDiff && oldLines == 0 && newLines == 0: .none
                case UInt8(ascii: "+"): .new
                case UInt8(ascii: "-"): .old
                case 0x20: .kept
                default: .none
                }
        } else {
            diffLex(byte)
        }
        setScope()
    }

    mutating func diffLex(_ byte: UInt8) {
        switch side {
        case .none: break
        case .old: advanceOldLexer(byte)
        case .kept, .new: advanceLexer(byte)
        }
    }

    mutating func endDiffLine() {
        if side == .kept { keepLine() }
        let follows = followsOldPath
        followsOldPath = false
        if top.kind == .countedDiff {
            guard endCountedLine(follows) else {
                // The diff has ended with the line before.
                depth -= 1
                leave()
                top.content == .flow ? reconsiderFlowLine() : endCodeLine()
                return
            }
        } else if endFreeLine(follows) {
            return
        }
        side = .none
        setScope()
    }

    private mutating func reconsiderFlowLine() {
        wasBlank = false
        let start = head.firstSolid()
        hasSolid = start < head.count && head[start] != 0x0D
        indent = start
        endFlowLine()
    }

    /// Takes a line of a diff that goes on to the end of its block; true where the block has ended.
    private mutating func endFreeLine(_ follows: Bool) -> Bool {
        if head.hasPrefix("--- ") {
            oldPath = language(inHeadFrom: 4)
            followsOldPath = true
        } else if follows, head.hasPrefix("+++ ") {
            setFile(language(inHeadFrom: 4) ?? oldPath)
        } else if let start = patchedFile {
            setFile(language(inHeadFrom: start))
        } else if head.hasPrefix("@@") {
            resetLexers()
        } else if top.kind == .patch, head.isLine("*** End Patch") {
            depth -= 1
            leave()
            wasBlank = false
            return true
        }
        return false
    }

    private mutating func setFile(_ language: Language?) {
        blocks[depth].scope = Self.kind(of: language)
        resetLexers()
    }

    /// Takes a line of a diff whose headers say how long it is; false where the line is no part of it.
    private mutating func endCountedLine(_ follows: Bool) -> Bool {
        if oldLines > 0 || newLines > 0 {
            switch head.byte(at: 0) {
            case UInt8(ascii: "+"): newLines -= 1
            case UInt8(ascii: "-"): oldLines -= 1
            case 0x20, 0, 0x0D:
                oldLines -= 1
                newLines -= 1
            case 0x5C: break
            default: return false
            }
            (oldLines, newLines) = (max(0, oldLines), max(0, newLines))
            return true
        }
        if head.hasPrefix("@@ ") {
            guard let counts = HunkHeader.counts(head) else { return false }
            (oldLines, newLines) = counts
            resetLexers()
            return true
        }
        if head.hasPrefix("--- ") {
            oldPath = language(inHeadFrom: 4)
            followsOldPath = true
            return true
        }
        if follows, head.hasPrefix("+++ ") {
            setFile(language(inHeadFrom: 4) ?? oldPath)
            return true
        }
        let headers: [StaticString] = [
            "diff ", "index ", "old mode ", "new mode ", "new file ", "deleted file ", "similarity ", "rename ",
            "copy ",
            "Binary ", "\\ ",
        ]
        return headers.contains { head.hasPrefix($0) }
    }
}

/// The header of a hunk of a unified diff: `@@ -1,7 +1,6 @@`.
enum HunkHeader {
    /// How many lines of the old and of the new file it says follow; one where it says nothing.
    static func counts(_ head: LineHead) -> (old: Int, new: Int)? {
        var index = 3
        guard let old = count(after: UInt8(ascii: "-"), head, &index), head.byte(at: index) == 0x20 else { return nil }
        index += 1
        guard let new = count(after: UInt8(ascii: "+"), head, &index), head.hasPrefix(" @@", at: index) else {
            return nil
        }
        return (old, new)
    }

    private static func count(after sign: UInt8, _ head: LineHead, _ index: inout Int) -> Int? {
        guard head.byte(at: index) == sign else { return nil }
        index += 1
        guard number(head, &index) != nil else { return nil }
        guard head.byte(at: index) == UInt8(ascii: ",") else { return 1 }
        index += 1
        return number(head, &index)
    }

    private static func number(_ head: LineHead, _ index: inout Int) -> Int? {
        let start = index
        var value = 0
        while index < start + 9, (0x30...0x39).contains(head.byte(at: index)) {
            value = value * 10 + Int(head[index] & 0x0F)
            index += 1
        }
        return index > start ? value : nil
    }
}
