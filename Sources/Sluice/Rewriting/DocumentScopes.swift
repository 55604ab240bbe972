// What the strings of a document are written in, from their names and their neighbours.

import SluiceMatching
import SluiceModel
import SluicePayloads
import SluiceScanning

/// What the strings of a document are written in, from their names and their neighbours: the file that a tool call is about,
/// a cell's kind, a command. What comes before a string counts, as what comes behind it is not there yet.
struct DocumentScopes: Sendable {
    private let scope: TextScope
    /// Whether the document is what a tool is called with.
    private let isToolArguments: Bool
    /// The object whose members have named a language last, and the language.
    var object = PathTrail.Node.root
    private var hint: ScopeHint?
    /// The value that is being read because it may name one.
    private var named = MemberKind.other
    private var owner = PathTrail.Node.root
    private var value: [UInt8] = []

    /// The longest end of a path that is looked at, in bytes.
    private static let longestValue = 255
    /// How far above a string the object may be that names its file: `edits[0].new_string`.
    private static let farthestOwner = 4

    init(_ scope: TextScope, isToolArguments: Bool) {
        self.scope = scope
        self.isToolArguments = isToolArguments
    }

    /// Forgets what belonged to the document before.
    mutating func restart() {
        (object, hint, named) = (.root, nil, .other)
    }

    /// Says where values begin in `text`, and what they are written in.
    mutating func read(_ text: MappedText, trail: PathTrail, into starts: inout [ScopeStart]) {
        starts.removeAll(keepingCapacity: true)
        var nextEnd = 0
        var valueStart = 0
        for place in text.places {
            while nextEnd < text.ends.count, text.ends[nextEnd] <= place.offset {
                let end = text.ends[nextEnd]
                if named != .other { endValue(text.text[valueStart..<max(valueStart, end)], trail) }
                nextEnd += 1
            }
            let kind = trail.kind(of: place.path)
            // A string's text begins behind its quote, which comes with its place.
            let isQuoted = place.offset < text.text.count && text.text[place.offset] == UInt8(ascii: "\"")
            let start = isQuoted ? place.offset + 1 : place.offset
            starts.append(ScopeStart(offset: start, hint: hint(kind, place.path, trail)))
            switch kind {
            case .path, .notebookPath, .language, .cellType:
                (named, owner, valueStart) = (kind, trail.object(of: place.path), start)
                value.removeAll(keepingCapacity: true)
            default: break
            }
        }
        while nextEnd < text.ends.count {
            let end = text.ends[nextEnd]
            if named != .other { endValue(text.text[valueStart..<max(valueStart, end)], trail) }
            nextEnd += 1
        }
        if named != .other { keep(text.text[min(valueStart, text.text.count)...]) }
    }

    private mutating func keep(_ bytes: ArraySlice<UInt8>) {
        value.append(contentsOf: bytes.suffix(Self.longestValue))
        if value.count > Self.longestValue { value.removeFirst(value.count - Self.longestValue) }
    }

    /// Takes the end of a value that may name a language for its neighbours.
    private mutating func endValue(_ bytes: ArraySlice<UInt8>, _ trail: PathTrail) {
        keep(bytes)
        // A text ends behind its closing quote.
        if value.last == UInt8(ascii: "\"") { value.removeLast() }
        let text = String(decoding: value, as: UTF8.self)
        let found: ScopeHint? =
            switch named {
            case .path: ScopeHint(path: text)
            case .notebookPath: Self.cell
            case .language: Language(named: text).map { ScopeHint($0) }
            case .cellType: text == "code" ? Self.cell : .prose
            default: nil
            }
        if let found { (object, hint) = (owner, found) }
        named = .other
    }

    /// What notebooks' cells are written in. The kernel's language stands behind them and is not known in time.
    private static let cell = Language(named: "python").map { ScopeHint($0) } ?? .unknown

    private func hint(_ kind: MemberKind, _ node: PathTrail.Node, _ trail: PathTrail) -> ScopeHint {
        // The caller knows better.
        if kind == .other || scope.string.form != .blocks { return scope.string }
        switch kind {
        case .other, .path, .notebookPath, .language, .cellType, .arguments: return scope.string
        case .command: return .shell
        case .patch: return .unknown
        case .content: return content(of: trail.object(of: node), trail)
        case .oldContent:
            var hint = content(of: trail.object(of: node), trail)
            hint.isOld = true
            return hint
        case .replacements:
            return ScopeHint(content(of: trail.object(of: node), trail).kind, .replacements)
        }
    }

    /// What the content is written in that is a member of the object at `owner`.
    private func content(of owner: PathTrail.Node, _ trail: PathTrail) -> ScopeHint {
        if let hint {
            var above = owner
            for _ in 0..<Self.farthestOwner {
                if above == object { return hint }
                above = trail.parent(of: above)
            }
        }
        let isTop = owner == .root || (trail.isInner(owner) && trail.parent(of: owner) == .root)
        let isArguments = isTop && isToolArguments || trail.directKind(of: owner) == .arguments
        return isArguments ? .unknown : scope.string
    }
}
