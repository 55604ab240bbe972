// Finds values that several strings of a document hold together.

import SluiceMatching
import SluiceModel
import SluiceRules

/// Finds values that several strings of a document hold together: elements of a list or members of an object that
/// follow each other.
///
/// Where something has begun that reaches the end of a string, a view goes on with the strings behind it, as long as
/// what began before the last joint is not decided. What is read is a function of the text and of where its values
/// begin.
struct SplitText: Sendable {
    private enum State: Sendable {
        /// Nothing has begun.
        case idle
        /// A string has ended here in which something has begun.
        case behindString(Int)
        /// A string that begins here is read on.
        case inString(Int)
    }

    /// As many bytes the first string may have. It has no blanks: a sentence whose last word a value could begin with
    /// is none that has been cut.
    private static let reach = 256
    private static let wordBytes = ByteSet(0x21...0x21).union(ByteSet(0x23...0xFF))
    /// After as many bytes of a string it is seen whether it still matters.
    private static let step = 64
    /// As many strings may follow the first.
    private static let mostJoints = 3
    /// As many bytes at least must have begun.
    private static let leastBegun = 3
    /// By how much such a finding is less sure.
    private static let doubt = 10

    private let rules: SplitRules
    private let disabledRules: Set<Int>
    private var state = State.idle
    // The view's stream, while there is a view; an array as a stream holds this itself.
    private var streams: [ScanStream] = []
    private var map = ViewMap()
    /// Where the strings of the view meet.
    private var joints: [Int] = []
    /// Up to here the text has been added to the view.
    private var addedTo = 0
    private var nextLook = 0
    /// Up to here the ends of texts have been seen.
    private var readTo = 0
    /// Where values begin, ascending.
    private var values: [Int] = []
    /// What specific rules have found in single strings lately.
    private var known: [ByteRange] = []
    private var hits: [Hit] = []

    /// - Parameter disabledRules: of all rules.
    init(_ rules: SplitRules, disabledRules: Set<Int>) {
        self.rules = rules
        self.disabledRules = rules.disabled(disabledRules)
    }

    /// Notes where the inside of a value begins.
    mutating func note(value offset: Int) { values.append(offset) }

    /// Notes what a rule has found in the text itself.
    mutating func note(_ hit: Hit, isGeneric: Bool) {
        if !isGeneric, hit.forms.forms.first != .split { known.append(hit.secret) }
    }

    /// The first byte that something could still be found in; nil if there is none.
    var holdFrom: Int? {
        guard let undecided = streams.first?.undecidedFrom, undecided < map.viewEnd else { return nil }
        return map.sourceStart(of: undecided)
    }

    /// From where on the text must stay readable.
    var neededFrom: Int {
        let reach = readTo - Self.reach - 1
        if case .behindString(let end) = state { return min(reach, end) }
        return reach
    }

    /// Gives up what can be made again.
    mutating func rest() {
        values.trim()
        known.trim()
        if !streams.isEmpty { streams[0].rest() }
    }

    /// Reads `text` on, in whose texts everything has been found that is decided. What is found in several is added to
    /// `found`, a hit for each piece.
    mutating func read(
        _ text: borrowing ByteWindow,
        isFinal: Bool,
        texts: TextEnds,
        scratch: inout ScanScratch,
        found: inout [Hit]
    ) {
        var place = readTo
        reading: while true {
            switch state {
            case .idle:
                guard let end = Self.end(after: place, in: text, texts) else { break reading }
                place = end
                begin(at: end, in: text, isFinal: isFinal, texts: texts, scratch: &scratch)
            case .behindString(let end):
                place = end
                switch SplitJoint.read(text, from: end, value: value(from: end, in: text), isFinal: isFinal) {
                case .open: break reading
                case .none: endView(scratch: &scratch)
                case .next(let start):
                    joints.append(map.viewEnd)
                    addedTo = start
                    nextLook = start + Self.step
                    state = .inString(start)
                }
            case .inString(let start):
                place = start
                let end = Self.end(after: start, in: text, texts)
                go(to: end.map { $0 - 1 } ?? text.upperBound, in: text, scratch: &scratch)
                guard case .inString = state else { continue }
                guard let end else { break reading }
                let mayGoOn = text[end - 1] == UInt8(ascii: "\"") && joints.count < Self.mostJoints && isUndecided
                if mayGoOn, !holdsValue(scratch: &scratch) {
                    state = .behindString(end)
                } else {
                    endView(scratch: &scratch)
                }
            }
        }
        if isFinal { endView(scratch: &scratch) }
        readTo = text.upperBound
        forget(before: min(neededFrom, holdFrom ?? .max))
        found += hits
        hits.removeAll()
    }

    private mutating func forget(before offset: Int) {
        // Between a string and the next value there are fewer bytes.
        let oldest = offset - Self.reach
        values.removeAll { $0 < oldest }
        known.removeAll { $0.upperBound < offset }
    }

    /// Where the text ends that holds the byte at `place`, if it has.
    private static func end(after place: Int, in text: borrowing ByteWindow, _ texts: TextEnds) -> Int? {
        guard let end = texts.bounds(around: place).end, end <= text.upperBound else { return nil }
        return end
    }

    /// Where the first value begins behind `place`, if it is known.
    private func value(from place: Int, in text: borrowing ByteWindow) -> Int? {
        let index = (0..<values.count).partitionPoint { values[$0] > place }
        return index < values.count && values[index] <= text.upperBound ? values[index] : nil
    }

    /// Begins a view at the end of a string, if something has begun in it that may go on and another string follows.
    private mutating func begin(
        at end: Int,
        in text: borrowing ByteWindow,
        isFinal: Bool,
        texts: TextEnds,
        scratch: inout ScanScratch
    ) {
        let inside = end - 1
        guard inside > text.lowerBound, text[inside] == UInt8(ascii: "\"") else { return }
        let textStart = texts.bounds(around: inside).start
        let lowest = max(text.lowerBound, textStart, inside - Self.reach)
        let word = text.runStart(of: Self.wordBytes, before: inside, limit: lowest)
        let first = word - 1
        guard first >= lowest, text[first] == UInt8(ascii: "\""), inside - word >= Self.leastBegun,
            SplitJoint.read(text, from: end, value: value(from: end, in: text), isFinal: isFinal) != .none,
            mayBegin(in: text.narrowed(from: first, to: inside), scratch: &scratch)
        else { return }
        streams = [ScanStream(viewOf: rules.scanner, disabledRules: disabledRules, depth: 0, inflations: 0)]
        map = ViewMap()
        joints = []
        state = .behindString(end)
        add(first..<inside, of: text, scratch: &scratch)
        if undecidedFrom > map.viewEnd - Self.leastBegun { endView(scratch: &scratch) }
    }

    /// Whether the prefilter sees the beginning of something in the end of a string.
    private func mayBegin(in text: borrowing ByteWindow, scratch: inout ScanScratch) -> Bool {
        // Asked where it is: a copy would count references of all its tables.
        var state = rules.scanner.rules.automaton.initialState
        rules.scanner.rules.automaton.scan(
            text.span(text.lowerBound..<text.upperBound),
            state: &state,
            hits: &scratch.hits
        )
        return scratch.hits.count > 0
            || rules.scanner.rules.automaton.holdStart(state: state, window: text) <= text.upperBound - Self.leastBegun
    }

    private var undecidedFrom: Int { streams.first?.undecidedFrom ?? .max }

    /// Whether something is not decided that has begun before the last joint.
    private var isUndecided: Bool { undecidedFrom < joints.last ?? 0 }

    /// Adds the string up to `end` as far as it matters.
    private mutating func go(to end: Int, in text: borrowing ByteWindow, scratch: inout ScanScratch) {
        while nextLook <= end {
            add(min(addedTo, nextLook)..<nextLook, of: text, scratch: &scratch)
            addedTo = max(addedTo, nextLook)
            nextLook += Self.step
            if !isUndecided { return endView(scratch: &scratch) }
        }
        add(min(addedTo, end)..<end, of: text, scratch: &scratch)
        addedTo = max(addedTo, end)
    }

    private mutating func add(_ range: ByteRange, of text: borrowing ByteWindow, scratch: inout ScanScratch) {
        guard !range.isEmpty else { return }
        map.appendPlain(range)
        scan(text.span(range), ends: [], scratch: &scratch)
    }

    /// Ends the view: nothing is found across.
    private mutating func endView(scratch: inout ScanScratch) {
        if case .idle = state { return }
        state = .idle
        scan(Span(), ends: [0], scratch: &scratch)
        streams = []
    }

    /// Whether the strings of the view hold a value if nothing follows them. The next string is one of its own then, as
    /// most are.
    private func holdsValue(scratch: inout ScanScratch) -> Bool {
        var stream = streams[0]
        var found: [Hit] = []
        stream.append(view: Span(), textEnds: [0], scratch: &scratch, found: &found)
        return found.contains { !pieces(of: $0).isEmpty }
    }

    private mutating func scan(_ bytes: Span<UInt8>, ends: [Int], scratch: inout ScanScratch) {
        var found: [Hit] = []
        streams[0].append(view: bytes, textEnds: ends, scratch: &scratch, found: &found)
        for hit in found { bringBack(hit) }
    }

    /// Where the strings lie that hold a hit together; none if one string holds it, or if something is found in the
    /// first of them alone.
    private func pieces(of hit: Hit) -> [ByteRange] {
        let inside = joints.filter { hit.secret.lowerBound < $0 && $0 < hit.secret.upperBound }
        guard !inside.isEmpty, !hit.isOpen, !hit.isUndecided else { return [] }
        let borders = [hit.secret.lowerBound] + inside + [hit.secret.upperBound]
        let pieces = zip(borders, borders.dropFirst()).filter { $0 < $1 }.map { map.source(of: $0..<$1) }
        guard let first = pieces.first, !known.contains(where: { $0.overlaps(first) }) else { return [] }
        return pieces
    }

    /// Keeps a hit that several strings hold, for each of them.
    private mutating func bringBack(_ hit: Hit) {
        for piece in pieces(of: hit) {
            var result = hit
            result.rule = rules.indices[hit.rule]
            result.match = piece
            result.secret = piece
            result.settledEnd = piece.upperBound
            result.forms = HidingForms().inside(.split)
            if !hit.isVerified, !hit.isSample { result.confidence = hit.confidence.moved(by: -Self.doubt) }
            hits.append(result)
        }
    }
}
