// Knows what every place of a text lies in, from the bytes before it.

import SluiceMatching
package import SluiceModel

/// Knows what every place of a text lies in, from the bytes before it: a plain value of fixed size that takes bytes in
/// any pieces.
///
/// Running text costs a look at the first bytes of each line. Code costs a step of a lexer for each byte, where any
/// rule asks for comments and strings of its language.
package struct ScopeTracker: Sendable {
    /// How deep blocks may lie inside each other; what would be deeper stays a part of what it lies in.
    private static let deepest = 4

    /// The languages of which comments and strings are told apart.
    private let lexedLanguages: LanguageSet
    var blocks = InlineArray<4, ScopeBlock>(repeating: ScopeBlock())
    /// The number of the innermost block.
    var depth = 0
    /// The innermost fence and element; 0 for none, as these are never the outermost block.
    var fence = 0
    var element = 0

    /// The scope of the next byte.
    package internal(set) var scope: Scope
    var head = LineHead()
    /// Whether the next byte begins a line.
    var isLineStart = true
    var closing = ClosingLine()
    /// How much of the innermost element's closing tag has come.
    private var closingTag = ClosingTag()

    // Running text.
    /// The call of a tool that is open, and the tag and the path that are being read.
    var call = OpenCall()
    var tag = LineHead()
    var path = LineHead()
    var isInTag = false
    var isInPath = false
    var wasBlank = true
    /// Whether an indented block is open, and whether the line is one of it, as far as it has come.
    var isIndented = false
    var isIndentedCode = false
    /// The column that the text of the last item of a list begins at.
    var listIndent = 0
    /// The column of the line's first byte that is no blank, and whether there has been one.
    var indent = 0
    var hasSolid = false

    // Changes.
    /// Which side of a change the line belongs to.
    var side = ChangeSide.new
    /// The file before it was changed.
    var oldPath: Language?
    /// Whether the last line named it.
    var followsOldPath = false
    /// Whether the next byte is the first of its line.
    var isFirstOfLine = true
    /// How many lines of either file are still to come in the hunk.
    var oldLines = 0
    var newLines = 0

    // One each, or none: in place, and on the heap as most texts are no code.
    var lexer: [Lexer] = []
    private(set) var oldLexer: [Lexer] = []

    // Programs in a shell's, followed where the innermost block is one.
    var followsCommands = false
    var command = LineTail()
    var inner: [InnerProgram] = []

    /// Begins a text.
    ///
    /// - Parameter lexedLanguages: the languages of which comments and strings are told apart.
    package init(_ hint: ScopeHint, lexedLanguages: LanguageSet) {
        self.lexedLanguages = lexedLanguages
        scope = Scope(hint.kind, isOld: hint.isOld)
        blocks[0] = .code(.base, hint)
        enter()
    }

    /// The innermost block.
    var top: ScopeBlock { blocks[depth] }

    /// Takes bytes, the first of which stands at `offset`, and notes where scopes change.
    package mutating func advance(_ bytes: Span<UInt8>, from offset: Int, into history: inout ScopeHistory) {
        if isProgram {
            if !lexer.isEmpty { _ = lex(bytes, from: 0, offset: offset, stopsAtLineEnd: false, into: &history) }
            return
        }
        var index = 0
        while index < bytes.count {
            if isLineStart {
                if top.content == .flow, element == 0, !isInPath {
                    index = skipPlainLines(bytes, from: index)
                    if index == bytes.count { return }
                } else {
                    beginCodeLine(bytes, from: index)
                }
            }
            if !isLineStart {
                if canSkipLine {
                    let next =
                        watchesTags
                        ? LineScan.lineEndOrTag(in: bytes, from: index) : LineScan.newline(in: bytes, from: index)
                    guard let end = next else { return }
                    index = end
                } else if isInsideCode {
                    index = lex(bytes, from: index, offset: offset, stopsAtLineEnd: true, into: &history)
                    if index == bytes.count { return }
                }
            }
            take(bytes[index])
            index += 1
            history.append(scope, at: offset + index)
        }
    }

    /// Whether all of the text is one program, in which no line means anything else.
    private var isProgram: Bool { depth == 0 && blocks[0].content == .code && !watchesPatches }

    /// Whether the line is code up to its end.
    private var isInsideCode: Bool {
        !lexer.isEmpty && !head.isOpen && !closing.isPossible && element == 0
            && (blocks[depth].content == .code || blocks[depth].content == .replacements)
    }

    /// Takes bytes of code; the result is where it stopped.
    private mutating func lex(
        _ bytes: Span<UInt8>,
        from start: Int,
        offset: Int,
        stopsAtLineEnd: Bool,
        into history: inout ScopeHistory
    ) -> Int {
        guard !lexer.isEmpty else { return start }
        var index = start
        var end = start
        while index < bytes.count {
            let isInner = innerScope != nil
            // In place, as a lexer is too large to be moved for each line.
            let region = lexer[0].takeRegion(bytes, from: index, to: &end, stopsAtLineEnd: stopsAtLineEnd)
            if followsCommands {
                let inside = index..<(region == nil ? end : end - 1)
                if isInner { lexInner(bytes, inside, offset: offset, into: &history) }
                command.append(bytes, inside)
                if region != nil { settleInnerProgram() }
                command.append(bytes, inside.upperBound..<end)
            }
            guard let region else { return end }
            index = end
            scope.region = region
            scope.inner = innerScope
            history.append(scope, at: offset + end)
        }
        return end
    }

    /// Whether nothing can change before the line ends.
    private var canSkipLine: Bool {
        guard !head.isOpen || head.isSettled, !closing.isPossible, element == 0, !isInTag, !isInPath else {
            return false
        }
        switch blocks[depth].content {
        case .flow: return true
        case .code, .replacements: return lexer.isEmpty
        case .diff: return false
        }
    }

    /// Passes over whole lines that are nothing but text; the result is the start of one that is not, or is not
    /// complete.
    private mutating func skipPlainLines(_ bytes: Span<UInt8>, from start: Int) -> Int {
        // Where the text is for people, an indented line may be code.
        let plain = LineScan.plainLines(in: bytes, from: start, mayBeIndented: top.scope != .prose)
        guard plain.end > start else { return start }
        wasBlank = plain.isLastBlank
        if plain.hasText {
            // The column of a list matters where the text is for people.
            (isIndented, listIndent) = (false, 0)
            followsOldPath = false
        }
        return plain.end
    }

    /// Takes the next byte.
    private mutating func take(_ byte: UInt8) {
        if isLineStart { beginLine(byte) }
        if fence > 0, closing.isPossible { closing.take(byte, of: blocks[fence]) }
        let hasEnded = element > 0 && closingTag.take(byte, of: blocks[element].element)
        if byte == 0x0A {
            isLineStart = true
            isInTag = false
            lexLineEnd()
            endLine()
        } else {
            if head.isOpen { head.append(byte) }
            if isInTag || isInPath || byte == UInt8(ascii: "<") { readTag(byte) }
            switch top.content {
            case .flow: flow(byte)
            case .code, .replacements:
                // Each line that means something here begins with the same byte twice.
                if head.count == 2, head[0] != head[1] { head.isOpen = false }
                lex(byte)
            case .diff: diff(byte)
            }
        }
        if hasEnded { closeElement() }
    }

    /// Begins a line of a program in a fence with its blanks at once, if the first byte behind them has come and tells
    /// that the line is code and nothing else.
    private mutating func beginCodeLine(_ bytes: Span<UInt8>, from start: Int) {
        guard fence == depth, depth > 0, element == 0, top.content == .code, !mayMatter(bytes[start]) else { return }
        var index = start
        while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
        guard index < bytes.count, bytes[index] != 0x0A, !blocks[fence].mayClose(with: bytes[index]) else { return }
        beginLine(bytes[start])
        closing.isPossible = false
    }

    private mutating func beginLine(_ byte: UInt8) {
        isLineStart = false
        head.removeAll()
        (indent, hasSolid, isFirstOfLine) = (0, false, true)
        closing = ClosingLine()
        closing.isPossible = fence > 0
        guard !mayMatter(byte) else { return }
        head.isOpen = false
        hasSolid = byte != 0x0A
    }

    /// Whether a line that begins with a byte may be more than its text.
    private func mayMatter(_ byte: UInt8) -> Bool {
        switch top.content {
        case .flow: LineScan.isMarked(byte)
        case .code, .replacements: watchesPatches && LineScan.beginsMarker(byte)
        case .diff: true
        }
    }

    /// Whether patches and parts to replace may stand in the innermost block.
    var watchesPatches: Bool {
        switch top.content {
        case .flow, .diff, .replacements: true
        case .code:
            switch top.scope {
            case .unknown: true
            // Behind code, what looks like a change would say of the rest that it is none of the program.
            case .language(let language): language.family == .shell || top.kind == .fence && !top.hasCode
            case .prose: false
            }
        }
    }

    private mutating func lexLineEnd() {
        switch top.content {
        case .flow: break
        case .code, .replacements: advanceLexer(0x0A)
        case .diff: diffLex(0x0A)
        }
    }

    private mutating func endLine() {
        if fence > 0, closing.isPossible, closing.ends(blocks[fence]) {
            depth = fence - 1
            leave()
            wasBlank = false
            return
        }
        switch top.content {
        case .flow: endFlowLine()
        case .code: endCodeLine()
        case .replacements: endReplacementLine()
        case .diff: endDiffLine()
        }
    }

    private mutating func closeElement() {
        if blocks[element].element.endsCall { call = OpenCall() }
        depth = element - 1
        leave()
        // Another tag may follow on the line.
        head.removeAll()
        hasSolid = false
        closing.isPossible = false
    }

    /// Opens a block inside the innermost; false where there is no room.
    @discardableResult
    mutating func push(_ block: ScopeBlock) -> Bool {
        guard depth + 1 < Self.deepest else { return false }
        blocks[depth].listIndent = listIndent
        depth += 1
        blocks[depth] = block
        if block.kind == .fence { fence = depth }
        if block.kind == .element {
            element = depth
            closingTag = ClosingTag()
        }
        enter()
        return true
    }

    /// Goes on with the innermost block behind one that was in it.
    mutating func leave() {
        if fence > depth { fence = lastBlock(.fence) }
        if element > depth { element = lastBlock(.element) }
        enter()
        listIndent = top.listIndent
    }

    private func lastBlock(_ kind: ScopeBlock.Kind) -> Int {
        var index = depth
        while index > 0, blocks[index].kind != kind { index -= 1 }
        return index
    }

    private mutating func enter() {
        side = top.content == .diff ? .none : .new
        followsOldPath = false
        (oldLines, newLines) = (0, 0)
        (isIndented, isIndentedCode, listIndent, wasBlank) = (false, false, 0, true)
        resetLexers()
        setScope()
    }

    /// A lexer, if comments and strings of a language matter.
    func makeLexer(_ language: Language) -> Lexer? {
        guard lexedLanguages.contains(language), let syntax = Syntax.of(language.family) else { return nil }
        return Lexer(syntax)
    }

    /// Begins to tell comments and strings apart, if they matter in the innermost block's language.
    mutating func resetLexers() {
        lexer.removeAll(keepingCapacity: true)
        oldLexer.removeAll(keepingCapacity: true)
        inner.removeAll(keepingCapacity: true)
        command.removeAll()
        followsCommands = false
        guard top.content != .flow, case .language(let language) = top.scope, let lexer = makeLexer(language) else {
            return
        }
        self.lexer.append(lexer)
        if top.content == .diff { oldLexer.append(lexer) }
        followsCommands = top.content == .code && language.family == .shell
    }

    @inline(__always)
    mutating func advanceLexer(_ byte: UInt8) {
        guard !lexer.isEmpty else { return }
        guard followsCommands else { return lexer[0].advance(byte) }
        advanceShell(byte)
    }

    @inline(__always)
    mutating func advanceOldLexer(_ byte: UInt8) {
        if !oldLexer.isEmpty { oldLexer[0].advance(byte) }
    }

    /// Takes a line of both sides over to the side before the change. They have lexers or have not together.
    mutating func keepLine() {
        if !oldLexer.isEmpty, !lexer.isEmpty { oldLexer[0] = lexer[0] }
    }

    /// Gives up what can be made again.
    mutating func rest() {
        lexer.trim()
        oldLexer.trim()
        inner.trim()
        command.rest()
        head.rest()
        if !isInTag { tag.removeAll() }
        if !isInPath { path.removeAll() }
        tag.rest()
        path.rest()
    }

    /// Takes a byte of code.
    mutating func lex(_ byte: UInt8) {
        guard !lexer.isEmpty else { return }
        advanceLexer(byte)
        setScope()
    }

    /// Works out the scope of the next byte.
    mutating func setScope() {
        switch top.content {
        case .flow:
            scope = Scope(isIndentedCode ? .unknown : top.scope, isOld: top.isOld)
        case .code, .replacements:
            scope = Scope(top.scope, region: region(of: lexer), isOld: top.isOld || side == .old)
            scope.inner = innerScope
        case .diff:
            switch side {
            case .none: scope = Scope(.prose)
            case .old: scope = Scope(top.scope, region: region(of: oldLexer), isOld: true)
            // What stands in a command runs, whatever looks like a change around it.
            case .kept: scope = Scope(top.scope, region: region(of: lexer), isOld: !isInCommand)
            case .new: scope = Scope(top.scope, region: region(of: lexer), isOld: top.isOld)
            }
        }
        scope.isRemoved = blocks[element].isOld
        scope.isCall = element > 0
    }

    /// Whether all of the text, or the element that the place lies in, is a command.
    private var isInCommand: Bool {
        guard case .language(let language) = blocks[element].scope else { return false }
        return blocks[element].content == .code && language.family == .shell
    }

    private func region(of lexer: [Lexer]) -> Scope.Region { lexer.isEmpty ? .unknown : lexer[0].region }
}

/// Which side of a change a line belongs to.
enum ChangeSide: UInt8, Sendable {
    /// Neither: a header.
    case none
    case old
    /// Both.
    case kept
    case new
}

/// Whether a line is one that ends a fence, as far as it has come.
struct ClosingLine: Sendable {
    private enum Part: UInt8, Sendable { case before, marks, after }

    /// Whether it still can be one.
    var isPossible = false
    private var part = Part.before
    private var count: UInt16 = 0

    mutating func take(_ byte: UInt8, of fence: ScopeBlock) {
        switch (part, byte) {
        case (_, 0x0A): break
        case (.before, 0x20), (.before, 0x09): break
        case (.before, fence.mark): (part, count) = (.marks, 1)
        case (.before, _) where fence.mayClose(with: byte): break
        case (.marks, fence.mark): if count < .max { count += 1 }
        case (.marks, 0x20), (.marks, 0x09), (.marks, 0x0D): part = .after
        case (.after, 0x20), (.after, 0x09), (.after, 0x0D): break
        default: isPossible = false
        }
    }

    func ends(_ fence: ScopeBlock) -> Bool { part != .before && count >= fence.markCount }
}
