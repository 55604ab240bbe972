// What spells text again, in the objects whose text that is.

import SluicePayloads

/// What spells text again, such as log-probabilities, in the objects whose text that is: it is replaced where something
/// of that text is masked, before it or after it.
struct SpellingScopes: Sendable {
    private struct Scope: Sendable {
        var isMasked = false
        /// What stands in it and has not been settled.
        var spellings: [Int] = []
    }

    private var scopes: [Scope] = []
    private var next = 0
    /// How many objects and arrays are open inside each other that spell text again; the outermost counts.
    private var depth = 0
    /// The scope of the one that is open.
    private var open = 0

    /// Takes a mark about scopes or what spells text again.
    mutating func take(_ mark: TextRun.Mark, editor: inout some RawEditor) {
        switch mark {
        case .scope: scopes.append(Scope())
        case .scopeEnd: endScope(editor: &editor)
        case .spellingObject: begin(in: scopes.count - 1, "null", editor: &editor)
        case .spellingList: begin(in: scopes.count - 1, "[]", editor: &editor)
        case .documentSpellingObject: begin(in: 0, "null", editor: &editor)
        case .documentSpellingList: begin(in: 0, "[]", editor: &editor)
        case .spellingEnd: end(editor: &editor)
        case .end:
            depth = min(depth, 1)
            end(editor: &editor)
            while !scopes.isEmpty { endScope(editor: &editor) }
        case .media, .tokens, .encrypted: break
        }
    }

    /// Notes that something has been masked, which all open scopes hold.
    mutating func noteMask(editor: inout some RawEditor) {
        for index in scopes.indices {
            scopes[index].isMasked = true
            guard !scopes[index].spellings.isEmpty else { continue }
            editor.settleSpellings(scopes[index].spellings, areReplaced: true)
            scopes[index].spellings = []
        }
    }

    private mutating func begin(in scope: Int, _ replacement: StaticString, editor: inout some RawEditor) {
        depth += 1
        guard depth == 1 else { return }
        open = scope
        next += 1
        editor.beginSpelling(next, replacement: replacement)
    }

    private mutating func end(editor: inout some RawEditor) {
        depth -= 1
        guard depth == 0 else { return depth = max(0, depth) }
        editor.endSpelling()
        if scopes.indices.contains(open), !scopes[open].isMasked {
            scopes[open].spellings.append(next)
        } else {
            editor.settleSpellings([next], areReplaced: scopes.indices.contains(open))
        }
    }

    private mutating func endScope(editor: inout some RawEditor) {
        guard let scope = scopes.popLast(), !scope.spellings.isEmpty else { return }
        editor.settleSpellings(scope.spellings, areReplaced: false)
    }
}
