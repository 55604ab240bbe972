// The runs of text that has not been decided yet.

import SluiceMatching
import SluicePayloads

/// The runs of text that has not been decided yet, taken from the front as decisions come.
struct RunQueue: Sendable {
    /// A part of a run that was decided alike.
    struct Step {
        var kind: TextRun.Kind
        var textCount: Int
        var rawCount: Int
        var depth: UInt8

        /// What the step says, if it is a mark.
        var mark: TextRun.Mark? { kind == .mark ? TextRun.Mark(rawValue: depth) : nil }
    }

    private var runs: [TextRun] = []
    private var head = 0
    /// How many text bytes of the first run have been taken.
    private var taken = 0

    /// Adds runs at the end.
    mutating func append(_ new: [TextRun]) {
        if head > 0 {
            runs.removeFirst(head)
            head = 0
        }
        runs.append(contentsOf: new)
    }

    /// Gives the room of runs back that have been taken.
    mutating func rest() {
        runs.removeFirst(head)
        head = 0
        runs.trim(slack: 16)
    }

    /// The kind of the next run that has text.
    var nextKind: TextRun.Kind? {
        var index = head
        while index < runs.count, runs[index].textCount == 0 { index += 1 }
        return index < runs.count ? runs[index].kind : nil
    }

    /// Takes the next step of at most `limit` text bytes. Runs without text are steps of their own, whatever the limit;
    /// nil when there is nothing within it.
    mutating func next(_ limit: Int) -> Step? {
        guard head < runs.count else { return nil }
        let run = runs[head]
        if run.textCount == 0 {
            head += 1
            return Step(kind: run.kind, textCount: 0, rawCount: run.rawCount, depth: run.depth)
        }
        guard limit > 0 else { return nil }
        let count = min(limit, run.textCount - taken)
        // What spells several bytes of text together goes with the first of them.
        let rawCount = run.isVerbatim ? count : (taken == 0 ? run.rawCount : 0)
        taken += count
        if taken == run.textCount {
            head += 1
            taken = 0
        }
        return Step(kind: run.kind, textCount: count, rawCount: rawCount, depth: run.depth)
    }

    /// Takes what is neither a number nor a mark from the front, up to `limit` text bytes, as `next` would step by
    /// step.
    mutating func takePlain(_ limit: Int) -> (textCount: Int, rawCount: Int) {
        var left = limit
        var rawCount = 0
        var (head, taken) = (head, taken)
        loop: while head < runs.count {
            let run = runs[head]
            switch run.kind {
            case .number, .mark: break loop
            case .structure, .content, .signed, .hidden: break
            }
            if run.textCount == 0 {
                rawCount += run.rawCount
                head += 1
                continue
            }
            guard left > 0 else { break }
            let count = min(left, run.textCount - taken)
            rawCount += run.textCount == run.rawCount ? count : (taken == 0 ? run.rawCount : 0)
            left -= count
            taken += count
            guard taken == run.textCount else { break }
            head += 1
            taken = 0
        }
        (self.head, self.taken) = (head, taken)
        return (limit - left, rawCount)
    }

    /// How many raw bytes the next `textCount` text bytes lie in.
    func rawCount(ofNext textCount: Int) -> Int {
        var ahead = self
        var left = textCount
        var rawCount = 0
        while left > 0, let step = ahead.next(left) {
            left -= step.textCount
            rawCount += step.rawCount
        }
        return rawCount
    }
}
