// The scopes of the places that may still be asked about.

import SluiceMatching

/// The scopes of the places that may still be asked about: where they change.
package struct ScopeHistory: Sendable {
    private struct Change: Sendable {
        var offset: Int
        /// Nil where nothing was followed.
        var scope: Scope?
    }

    private var changes: [Change] = []
    private var head = 0

    /// An empty history.
    package init() {}

    /// Says that what follows from `offset` on, which lies after all others, has a scope.
    package mutating func append(_ scope: Scope, at offset: Int) {
        if let last = changes.last, head < changes.count {
            if last.scope == scope { return }
            if last.offset == offset {
                changes[changes.count - 1].scope = scope
                return
            }
        }
        changes.append(Change(offset: offset, scope: scope))
    }

    /// Says that what follows from `offset` on is not followed.
    mutating func interrupt(at offset: Int) {
        changes.append(Change(offset: offset, scope: nil))
    }

    /// The scope of the place at `offset`; nil where it was not followed.
    package func scope(at offset: Int) -> Scope? {
        let next = (head..<changes.count).partitionPoint { changes[$0].offset > offset }
        return next > head ? changes[next - 1].scope : nil
    }

    /// Forgets what no one who asks about `offset` and later places has to know.
    mutating func forget(before offset: Int) {
        while head + 1 < changes.count, changes[head + 1].offset <= offset { head += 1 }
        guard head > 32, head * 2 > changes.count else { return }
        // A new array, so that one block with many strings does not make an idle stream large.
        changes = Array(changes[head...])
        head = 0
    }

    mutating func removeAll() {
        changes.removeAll(keepingCapacity: true)
        head = 0
    }
}
