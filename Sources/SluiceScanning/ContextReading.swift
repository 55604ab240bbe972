// What stands around the value that was asked about last.

import SluiceMatching

/// What stands around the value that was asked about last: the rules that a word, key or header may speak for, and
/// those whose numbers may stand alone there. Part of a
/// stream's state; the words of a text are looked for once, however many values it has.
///
/// It answers for more rules than their own searches do and never for fewer, so that a rule it refuses need not be
/// asked.
struct ContextReading: Sendable {
    /// A word, and where it begins.
    private struct Sighting: Sendable {
        let position: Int
        let word: Int
    }

    /// Header cells of which the rules are remembered: the columns of a table are asked about one after the other.
    private static let rememberedCells = 16
    private static let mostSightings = 256

    private var sightings: [Sighting] = []
    /// Room for places where words may begin.
    private var places: [UInt32] = []
    /// The words that begin in here are known.
    private var searched = 0..<0
    /// What was asked about last: a position, and how much of the stream there was.
    private var position = -1
    private var stamp = -1
    private var isKnown = false
    private var rules: [UInt64] = []
    /// Those of them that strings before the value speak for, if there are any.
    private var rulesNamedBefore: [UInt64] = []
    private var isNamedBefore = false
    private var cells: [Range<Int>] = []
    private var rulesOfCells: [[UInt64]] = []

    /// Whether the last look was at this position, with as much of the stream as there is now.
    @inline(__always)
    func isAbout(_ position: Int, stamp: Int) -> Bool { position == self.position && stamp == self.stamp }

    /// Whether a word, key or header may speak for the rule with this bit where the last look was, or it needs none
    /// there.
    @inline(__always)
    func maySpeak(for bit: Int) -> Bool {
        !isKnown || rules[bit >> 6] >> UInt64(bit & 63) & 1 != 0
    }

    /// Whether a string before the value that was looked at speaks for the rule with this bit.
    @inline(__always)
    func isNamedBefore(for bit: Int) -> Bool {
        isNamedBefore && rulesNamedBefore[bit >> 6] >> UInt64(bit & 63) & 1 != 0
    }

    /// Reads what a string before the value that was looked at says of it: the words in a range of `text`. All of it has
    /// come, whatever is still to come of what stands behind the value.
    mutating func read(preceding range: Range<Int>, in text: borrowing ByteWindow, index: ContextIndex) {
        if !isNamedBefore {
            isNamedBefore = true
            rulesNamedBefore = Array(repeating: 0, count: index.setSize)
        }
        index.forEachWord(beginningIn: range, endingBy: range.upperBound, in: text, places: &places) { _, word in
            index.add(word: word, to: &rulesNamedBefore)
        }
        index.add(key: range, in: text, to: &rulesNamedBefore)
        guard isKnown else { return }
        for number in 0..<index.setSize { rules[number] |= rulesNamedBefore[number] }
    }

    /// Looks at what stands around the value that begins at `position` in `text`.
    ///
    /// - Parameter stamp: tells from each other what there is of the stream when.
    mutating func look(
        around position: Int,
        stamp: Int,
        in text: borrowing ByteWindow,
        index: ContextIndex,
        tables: inout TableReading
    ) {
        self.position = position
        self.stamp = stamp
        isNamedBefore = false
        isKnown = index.isKnown(around: position, in: text)
        guard isKnown else { return }
        if rules.count != index.setSize { rules = Array(repeating: 0, count: index.setSize) }
        for number in rules.indices { rules[number] = 0 }
        index.addGroups(at: position, in: text, to: &rules)
        let lowest = max(text.lowerBound, position - index.window)
        search(lowest..<min(text.upperBound, position + index.ahead), in: text, index: index)
        for sighting in sightings.reversed() {
            if sighting.position < lowest { break }
            if sighting.position >= position + index.ahead { continue }
            index.add(word: sighting.word, to: &rules)
        }
        if let key = ContextKey.range(before: position, in: text) { index.add(key: key, in: text, to: &rules) }
        let headers = tables.cells(above: position, in: text)
        for number in 0..<headers.count {
            tables.withHeader(of: headers[number], in: text) { header in
                addRules(of: headers[number].range, in: header, index: index)
            }
        }
    }

    /// Looks for the words that begin in `range`, as far as they are not known.
    private mutating func search(_ range: Range<Int>, in text: borrowing ByteWindow, index: ContextIndex) {
        if range.lowerBound < searched.lowerBound || range.lowerBound > searched.upperBound {
            sightings.removeAll(keepingCapacity: true)
            searched = range.lowerBound..<range.lowerBound
        } else if sightings.count > Self.mostSightings {
            sightings.removeAll { $0.position < range.lowerBound }
            searched = range.lowerBound..<searched.upperBound
        }
        guard searched.upperBound < range.upperBound else { return }
        let new = searched.upperBound..<range.upperBound
        index.forEachWord(beginningIn: new, endingBy: text.upperBound, in: text, places: &places) { position, word in
            sightings.append(Sighting(position: position, word: word))
        }
        searched = searched.lowerBound..<range.upperBound
    }

    private mutating func addRules(of cell: Range<Int>, in text: borrowing ByteWindow, index: ContextIndex) {
        if cells.isEmpty {
            cells = Array(repeating: 0..<0, count: Self.rememberedCells)
            let none = Array(repeating: UInt64(0), count: index.setSize)
            rulesOfCells = Array(repeating: none, count: Self.rememberedCells)
        }
        let slot = cell.lowerBound % Self.rememberedCells
        if cells[slot] != cell {
            cells[slot] = cell
            for number in 0..<index.setSize { rulesOfCells[slot][number] = 0 }
            index.add(cell: cell, in: text, to: &rulesOfCells[slot])
        }
        for number in 0..<index.setSize { rules[number] |= rulesOfCells[slot][number] }
    }
}
