// Shows the words of a command that is a list as the command that they make.

import SluicePayloads

/// Shows rules the words of a command that is a list, `["rm", "-rf", "/"]`, as one text with blanks between them. What
/// stands between the words in the document goes out as it is. The script that a shell is given (`["bash", "-c", "…"]`)
/// stays a text of its own.
///
/// What is shown is a function of the document: a word's closing quote is never shown, and its text ends where the list
/// goes on with something else than another word.
struct CommandWords: Sendable {
    private enum State: Sendable {
        case outside
        /// In a word whose opening quote is at this offset, which is below 0 where it came earlier.
        case inWord(Int)
        /// Behind the closing quote of a word.
        case behindWord
    }

    private var state = State.outside
    /// The word that is being read, or its beginning.
    private var word: [UInt8] = []
    /// Whether a word of the list is the name of a shell.
    private var hasShell = false
    /// Whether the next word is what a shell is to run.
    private var isScriptNext = false

    /// Longer words are neither names of shells nor options.
    private static let longestWord = 64
    private static let longestOption = 6

    /// Joins the words in text that has been read.
    mutating func join(_ text: inout MappedText, _ trail: PathTrail) {
        if case .outside = state, !text.places.contains(where: { Self.isWord($0, in: text, trail) }) { return }
        var hidden: [Range<Int>] = []
        var ends: [Int] = []
        var nextPlace = 0
        var nextEnd = 0
        // Where what is hidden behind a word begins.
        var hiddenFrom = 0
        while true {
            if case .behindWord = state {
                let rest = text.text[hiddenFrom...]
                let stop = rest.firstIndex { !Self.mayStandBetween($0) } ?? rest.endIndex
                if hiddenFrom < stop { hidden.append(hiddenFrom..<stop) }
                guard stop < rest.endIndex else { break }
                while nextEnd < text.ends.count, text.ends[nextEnd] <= stop { nextEnd += 1 }
                if nextPlace < text.places.count, text.places[nextPlace].offset == stop,
                    Self.isWord(text.places[nextPlace], in: text, trail)
                {
                    nextPlace += 1
                    if isScriptNext { ends.append(stop) } else { text.text[stop] = UInt8(ascii: " ") }
                    state = .inWord(stop)
                } else {
                    ends.append(stop)
                    endList()
                }
                continue
            }
            let end = nextEnd < text.ends.count ? text.ends[nextEnd] : .max
            let place = nextPlace < text.places.count ? text.places[nextPlace].offset : .max
            guard min(end, place) < .max else { break }
            if place < end {
                takePlace(text.places[nextPlace], in: text, trail)
                nextPlace += 1
            } else if case .inWord(let start) = state, end - 1 > start, end > 0,
                text.text[end - 1] == UInt8(ascii: "\"")
            {
                hidden.append(end - 1..<end)
                hiddenFrom = end
                nextEnd += 1
                keep(text.text[max(start + 1, 0)..<end - 1])
                endWord()
            } else {
                if case .inWord = state { endList() }
                ends.append(end)
                nextEnd += 1
            }
        }
        if case .inWord(let start) = state {
            keep(text.text[max(start + 1, 0)...])
            state = .inWord(min(start - text.text.count, -1))
        }
        text.ends = ends
        text.hide(hidden)
    }

    private mutating func takePlace(_ place: MappedText.Place, in text: MappedText, _ trail: PathTrail) {
        if case .inWord = state {
            // A value inside of a word makes it a document.
            endList()
        } else if Self.isWord(place, in: text, trail) {
            state = .inWord(place.offset)
        }
    }

    private mutating func keep(_ bytes: ArraySlice<UInt8>) {
        word += bytes.prefix(Self.longestWord + 1 - word.count)
    }

    private mutating func endWord() {
        state = .behindWord
        let isOption = word.count <= Self.longestOption && word.first == UInt8(ascii: "-")
        isScriptNext = hasShell && isOption && word.last == UInt8(ascii: "c")
        if word.count <= Self.longestWord, word.suffix(2).elementsEqual("sh".utf8) { hasShell = true }
        word.removeAll(keepingCapacity: true)
    }

    private mutating func endList() { self = CommandWords() }

    /// Whether a value is a string in a list that is a command. In `commands` each string is one.
    private static func isWord(_ place: MappedText.Place, in text: MappedText, _ trail: PathTrail) -> Bool {
        trail.isElement(place.path) && trail.kind(of: place.path) == .command
            && !trail.isMember(place.path, named: "commands") && place.offset < text.text.count
            && text.text[place.offset] == UInt8(ascii: "\"")
    }

    private static func mayStandBetween(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"): true
        default: false
        }
    }
}
