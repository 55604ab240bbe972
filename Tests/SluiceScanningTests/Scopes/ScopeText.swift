// Texts with marks that say what a place lies in.

import SluiceModel
import SluiceScanning

/// A text with marks such as `«python»`, `«python/string»` and `«old:python/code»`, each of which says what the place
/// lies in where it stands; behind `>` what it lies in inside a shell's program, nothing for none.
struct ScopeText {
    var bytes: [UInt8] = []
    var marks: [(offset: Int, scope: String)] = []

    init(_ marked: String) {
        var rest = Substring(marked)
        while let start = rest.firstIndex(of: "«"), let end = rest[start...].firstIndex(of: "»") {
            bytes += Array(rest[..<start].utf8)
            marks.append((bytes.count, String(rest[rest.index(after: start)..<end])))
            rest = rest[rest.index(after: end)...]
        }
        bytes += Array(rest.utf8)
    }

    /// The scopes of all places, where the text comes in pieces that end at `cuts`.
    static func scopes(_ bytes: [UInt8], _ hint: ScopeHint, cuts: [Int] = []) -> [Scope] {
        var tracker = ScopeTracker(hint, lexedLanguages: .all)
        var history = ScopeHistory()
        history.append(tracker.scope, at: 0)
        var start = 0
        for end in cuts + [bytes.count] {
            tracker.advance(bytes.span.extracting(start..<end), from: start, into: &history)
            start = end
        }
        return (0...bytes.count).map { history.scope(at: $0) ?? Scope(.unknown) }
    }

    /// A scope as marks spell it.
    static func name(_ scope: Scope) -> String {
        let kind =
            switch scope.kind {
            case .prose: "prose"
            case .unknown: "unknown"
            case .language(let language): language.name
            }
        return (scope.isOld ? "old:" : "") + kind + name(scope.region)
    }

    private static func name(_ region: Scope.Region) -> String {
        switch region {
        case .unknown: ""
        case .code: "/code"
        case .comment: "/comment"
        case .string: "/string"
        }
    }

    /// The marks that are not true, in words.
    func mistakes(_ hint: ScopeHint) -> [String] {
        let scopes = Self.scopes(bytes, hint)
        return marks.compactMap { offset, wanted in
            let isCall = wanted.hasPrefix("call:") && scopes[offset].isCall
            var found = (isCall ? "call:" : "") + Self.name(scopes[offset])
            if wanted.contains(">") {
                found += ">" + (scopes[offset].inner.map { $0.language.name + Self.name($0.region) } ?? "")
            }
            let isTrue = found == wanted || (!wanted.contains("/") && found.split(separator: "/").first ?? "" == wanted)
            let line = bytes[..<offset].count { $0 == 0x0A } + 1
            return isTrue ? nil : "line \(line), offset \(offset): \(wanted) wanted, \(found) found"
        }
    }
}
