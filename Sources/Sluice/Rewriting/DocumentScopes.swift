// What the strings of a document are written in, and whose they are, from their names and their neighbours.

import SluiceMatching
import SluiceModel
import SluicePayloads
import SluiceScanning

/// What the strings of a document are written in, from their names and their neighbours: the file that a tool call is
/// about, a cell's kind, a command; and the tool whose call or result they are. What comes before a string counts, as
/// what comes behind it is not there yet, but for the name of a tool.
struct DocumentScopes: Sendable {
    private let scope: TextScope
    /// Whether the document is what a tool is called with.
    private let isToolArguments: Bool
    /// The object whose members have named a language last, and the language.
    var object = PathTrail.Node.root
    private var hint: ScopeHint?
    /// Whether it is a file that tells the language.
    private var isOfFile = false
    /// The value that is being read because it may name one.
    private var named = MemberKind.other
    private var owner = PathTrail.Node.root
    private var value: [UInt8] = []
    /// How many bytes the value has, of which the last are in `value`.
    private var valueCount = 0
    /// The tools; nil where no one asks.
    private(set) var tools: ToolCalls?
    /// Where the next text begins, in the text of all documents.
    private var textCount: Int
    /// Where commands and contents of files begin in the text read last, which nothing before them belongs to.
    private(set) var beginnings: [Int] = []

    /// The longest end of a path, and the longest name of a tool, that is looked at, in bytes.
    private static let longestValue = MappedText.Note.longest
    /// How far above a string the object may be that names its file: `edits[0].new_string`.
    private static let farthestOwner = 8

    /// - Parameters:
    ///   - isToolArguments: whether all of it is what a tool is called with.
    ///   - mayWait: whether text can wait for the name of a tool that comes after it.
    ///   - textCount: how many bytes of text have been read before.
    init(_ scope: TextScope, places: PlaceSettings?, isToolArguments: Bool, mayWait: Bool, textCount: Int) {
        self.scope = scope
        self.textCount = textCount
        self.isToolArguments = isToolArguments
        if let places, places.looksForTools { tools = ToolCalls(places, mayWait: mayWait) }
    }

    /// Takes what became of calls that had to wait for the name of their tool, by their codes.
    mutating func takeSettledCalls() -> [(code: Int16, tool: Int16)] { tools?.takeSettled() ?? [] }

    /// Ends the waiting of all calls.
    mutating func settleCalls() { tools?.settleAll() }

    /// Forgets what belonged to the document before.
    mutating func restart() {
        (object, hint, named) = (.root, nil, .other)
        tools?.restart()
    }

    /// Says where values begin in `text`, and what they are written in.
    mutating func read(_ text: MappedText, trail: PathTrail, into starts: inout [ScopeStart]) {
        starts.removeAll(keepingCapacity: true)
        beginnings.removeAll(keepingCapacity: true)
        var at = Position()
        for place in text.places {
            pass(to: place.offset, &at, text, trail)
            let kind = trail.kind(of: place.path)
            // A string's text begins behind its quote, which comes with its place.
            let first = place.offset < text.text.count ? text.text[place.offset] : 0
            let isQuoted = first == UInt8(ascii: "\"")
            // The blank before a word of a command stands for its quote.
            let start = isQuoted || first == UInt8(ascii: " ") ? place.offset + 1 : place.offset
            let tool = tools?.tool(of: place.path, trail, at: textCount + start) ?? 0
            let (hint, isOwn) = hint(kind, place.path, trail)
            starts.append(ScopeStart(offset: start, hint: hint, tool: tool))
            if isOwn, isQuoted { beginnings.append(start) }
            switch kind {
            case .path, .notebookPath, .language, .cellType: begin(kind, place.path, start, &at, trail)
            case .toolName, .type, .role, .id, .callID:
                if tools != nil, isQuoted { begin(kind, place.path, start, &at, trail) }
            default: break
            }
        }
        pass(to: .max, &at, text, trail)
        if named != .other { keep(text.text[min(at.value, text.text.count)...]) }
        textCount += text.text.count
        tools?.expire(at: textCount)
    }

    /// Where in a text it has been read to.
    private struct Position {
        var end = 0
        var note = 0
        /// Where the value begins that is being read.
        var value = 0
    }

    private mutating func begin(
        _ kind: MemberKind,
        _ node: PathTrail.Node,
        _ start: Int,
        _ at: inout Position,
        _ trail: PathTrail
    ) {
        (named, owner, at.value) = (kind, trail.object(of: node), start)
        value.removeAll(keepingCapacity: true)
        valueCount = 0
    }

    /// Takes the ends of values and the notes up to an offset of the text.
    private mutating func pass(to offset: Int, _ at: inout Position, _ text: MappedText, _ trail: PathTrail) {
        while true {
            let end = at.end < text.ends.count ? text.ends[at.end] : .max
            let note = at.note < text.notes.count ? text.notes[at.note].offset : .max
            guard min(end, note) <= offset, min(end, note) < .max else { return }
            if end <= note {
                if named != .other { endValue(text.text[at.value..<max(at.value, end)], trail, at: end) }
                at.end += 1
            } else {
                take(text.notes[at.note], text, trail)
                at.note += 1
            }
        }
    }

    private mutating func take(_ note: MappedText.Note, _ text: MappedText, _ trail: PathTrail) {
        if note.beginsDocument {
            if note.object == .root { (object, hint, named) = (.root, nil, .other) }
            tools?.beginDocument(at: note.object, offset: textCount + note.offset)
            return
        }
        tools?.take(
            note.kind,
            of: note.object,
            text.noteBytes[note.value],
            isCut: note.value.count > MappedText.Note.longest,
            trail,
            at: textCount + note.offset
        )
    }

    private mutating func keep(_ bytes: ArraySlice<UInt8>) {
        valueCount += bytes.count
        value.append(contentsOf: bytes.suffix(Self.longestValue))
        if value.count > Self.longestValue { value.removeFirst(value.count - Self.longestValue) }
    }

    /// Takes the end of a value that may name a language for its neighbours.
    private mutating func endValue(_ bytes: ArraySlice<UInt8>, _ trail: PathTrail, at end: Int) {
        // A text ends behind its closing quote.
        let isQuoted = bytes.last == UInt8(ascii: "\"")
        keep(isQuoted ? bytes.dropLast() : bytes)
        if named.tellsOfCalls {
            let isCut = valueCount > Self.longestValue
            tools?.take(named, of: owner, value[...], isCut: isCut, trail, at: textCount + end)
            named = .other
            return
        }
        let text = String(decoding: value, as: UTF8.self)
        let found: ScopeHint? =
            switch named {
            case .path: ScopeHint(path: text)
            case .notebookPath: Self.cell
            case .language: Language(named: text).map { ScopeHint($0) }
            case .cellType: text == "code" ? Self.cell : .prose
            default: nil
            }
        if let found { (object, hint, isOfFile) = (owner, found, named == .path) }
        named = .other
    }

    /// What notebooks' cells are written in. The kernel's language stands behind them and is not known in time.
    private static let cell = Language(named: "python").map { ScopeHint($0) } ?? .unknown

    /// What a string is written in, and whether it is a text of its own: a command, or what a file has or is to have.
    private func hint(
        _ kind: MemberKind,
        _ node: PathTrail.Node,
        _ trail: PathTrail
    ) -> (hint: ScopeHint, isOwn: Bool) {
        let found = foundHint(kind, node, trail)
        // The caller knows better.
        return scope.string.form == .blocks ? found : (scope.string, found.isOwn)
    }

    private func foundHint(
        _ kind: MemberKind,
        _ node: PathTrail.Node,
        _ trail: PathTrail
    ) -> (hint: ScopeHint, isOwn: Bool) {
        switch kind {
        case .command: return (.shell, true)
        case .patch: return (.unknown, true)
        case .input: return isCustomInput(node, trail) ? (.unknown, true) : (scope.string, false)
        case .text where trail.directKind(of: trail.object(of: node)) == .action: return (.unknown, true)
        case .text, .other:
            let owner = trail.object(of: node)
            guard isOfFile, let hint = hint(at: owner, trail), isCalledWith(owner, trail) else {
                return (scope.string, false)
            }
            // The name of another member, such as a password, belongs to what it says.
            return (hint, kind == .text)
        case .content, .body, .code, .oldContent, .replacements: break
        default: return (scope.string, false)
        }
        let known = content(of: trail.object(of: node), trail)
        var hint = known ?? scope.string
        switch kind {
        // It is in some language, though its neighbours do not say which.
        case .code: if hint == .prose { hint = .unknown }
        case .oldContent: hint.isOld = known != nil
        case .replacements: hint = ScopeHint(hint.kind, .replacements)
        default: break
        }
        return (hint, known != nil)
    }

    /// What the content is written in that is a member of the object at `owner`; nil where it is no file's and nothing
    /// that a tool is called with.
    private func content(of owner: PathTrail.Node, _ trail: PathTrail) -> ScopeHint? {
        hint(at: owner, trail) ?? (isCalledWith(owner, trail) ? .unknown : nil)
    }

    /// The language that has been named in the object at `owner` or around it; nil if none has.
    private func hint(at owner: PathTrail.Node, _ trail: PathTrail) -> ScopeHint? {
        guard let hint, trail.isWithin(owner, object, steps: Self.farthestOwner) else { return nil }
        return hint
    }

    /// Whether the string at `node`, an `input`, is all that a tool is called with: a call beside such a string is an
    /// item of a conversation, or says so by its name.
    private func isCustomInput(_ node: PathTrail.Node, _ trail: PathTrail) -> Bool {
        guard !trail.isElement(node) else { return false }
        let object = trail.object(of: node)
        switch trail.kind(of: object) {
        case .innerCall: return true
        case .input, .output, .body: return trail.isElement(object)
        default: return false
        }
    }

    /// Whether the object at `owner` is what a tool is called with, or in it: `edits[0]` of the arguments.
    private func isCalledWith(_ owner: PathTrail.Node, _ trail: PathTrail) -> Bool {
        var above = owner
        for _ in 0..<Self.farthestOwner {
            switch trail.directKind(of: above) {
            case .arguments, .parameters, .action: return true
            // A list is a conversation, which a model is asked to go on with.
            case .input: if trail.shape(of: trail.holder(of: above)) != .array { return true }
            // What a model is asked may be given to a framework's tool.
            case .messages: return false
            default: break
            }
            if above == .root { return isToolArguments }
            above = trail.parent(of: above)
        }
        return false
    }

    /// The paths that are remembered, for forgetting all others.
    func addPaths(to paths: inout [PathTrail.Node]) {
        paths += [object, owner]
        tools?.addPaths(to: &paths)
    }

    /// Takes over the new names of the paths that `addPaths` added.
    mutating func renamePaths(_ paths: ArraySlice<PathTrail.Node>) {
        var names = paths
        object = names.popFirst() ?? .root
        owner = names.popFirst() ?? .root
        tools?.renamePaths(names)
    }
}
