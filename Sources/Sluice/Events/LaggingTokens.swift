// Tokens that come before the text that they spell.

import SluicePayloads

/// Tokens, as numbers, in an event without text: a server sends them while it still holds the text, for instance until
/// a character is complete. The event waits for the next piece of its message, and they are blanked if that is changed.
struct LaggingTokens: Sendable {
    private struct Waiting: Sendable {
        /// The number of the event that holds the tokens.
        var event: Int
        var edit: Edit
        /// How the paths of its message's lanes begin.
        var message: String
        /// The number of the event with the next piece, once it has come.
        var text: Int?
    }

    private var waiting: [Waiting] = []

    /// Whether nothing waits.
    var isEmpty: Bool { waiting.isEmpty }

    /// Takes tokens of an event, which waits.
    mutating func append(event: Int, edit: Edit, message: String, queue: inout EventQueue) {
        queue.wait(event, 1)
        waiting.append(Waiting(event: event, edit: edit, message: message))
    }

    /// Notes that an event holds a piece of the lane at `path`.
    mutating func note(piece event: Int, of path: String) {
        for index in waiting.indices where waiting[index].text == nil && waiting[index].event < event {
            if path.hasPrefix(waiting[index].message) { waiting[index].text = event }
        }
    }

    /// Lets the events go whose next piece has been decided, or has not come in `patience` events.
    ///
    /// - Parameter blocked: the number of the event that the stream ends before; what it holds goes out in no form.
    mutating func settle(_ queue: inout EventQueue, patience: Int, blocked: Int?) {
        waiting.removeAll { tokens in
            guard let text = tokens.text else {
                guard queue.nextNumber - tokens.event > patience || blocked != nil else { return false }
                queue.wait(tokens.event, -1)
                return true
            }
            let isBlocked = blocked.map { text >= $0 } ?? false
            guard isBlocked || queue.isDecided(text) else { return false }
            if isBlocked || queue[text]?.edits.isEmpty == false {
                queue.update(tokens.event) { $0.edits.append(tokens.edit) }
            }
            queue.wait(tokens.event, -1)
            return true
        }
    }

    /// Lets the events go to whose messages no piece will come: those with lanes whose paths begin with `path`.
    mutating func end(_ path: String, queue: inout EventQueue) {
        waiting.removeAll { tokens in
            guard tokens.text == nil, path.isEmpty || path.hasPrefix(tokens.message) else { return false }
            queue.wait(tokens.event, -1)
            return true
        }
    }
}
