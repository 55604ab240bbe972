// Reads digits that spell text: base64 and hexadecimal ones.

import SluiceMatching
import SluiceModel

/// Reads one word of digits after the other into a view.
struct CarrierReader: Sendable {
    /// The word that is being read.
    private struct Word: Sendable {
        let form: HidingForm
        /// The next digit.
        var next: Int
        /// Where its line of digits begins.
        var lineStart: Int
    }

    private var word: Word?
    /// Up to here digits have been read.
    private(set) var readTo = 0
    /// Where digits stand that are not yet a group.
    private(set) var incompleteFrom: Int?

    /// Lines of at least this many digits may go on in the next line.
    private static let shortestLine = 40
    /// As many blanks may stand before the next line.
    private static let longestIndentation = 64
    private static let base64Digits = ByteSet.base64.union(.base64URL)
    private static let hexDigits = ByteSet.hex

    /// Whether a word has not ended.
    var isReading: Bool { word != nil }

    /// Begins the word at `mark`, unless it stands inside another.
    mutating func begin(_ mark: HiddenMark, form: HidingForm, view: inout TextView) {
        guard word == nil, mark.offset >= readTo else { return }
        view.beginText(isCut: false)
        word = Word(form: form, next: mark.offset, lineStart: mark.offset)
    }

    /// Reads on up to `end`; `isEnded` says that the text ends there.
    mutating func read(to end: Int, isEnded: Bool, in text: borrowing ByteWindow, view: inout TextView) {
        incompleteFrom = nil
        guard var current = word else { return }
        while true {
            let digits = current.form == .hex ? Self.hexDigits : Self.base64Digits
            let stop = text.runEnd(of: digits, from: current.next, limit: end)
            current.next = view.appendDigits(current.form, in: current.next..<stop, of: text)
            let rest = stop - current.next
            if stop == end, !isEnded {
                if rest > 0 { incompleteFrom = current.next }
                break
            }
            if rest == 0, stop < end {
                switch nextLine(after: stop, lineStart: current.lineStart, to: end, isEnded: isEnded, in: text) {
                case .next(let start):
                    current.next = start
                    current.lineStart = start
                    continue
                case .undecided:
                    word = current
                    return
                case .none: break
                }
            }
            if current.form == .base64 { view.appendRest(current.next..<stop, of: text) }
            view.endText()
            readTo = stop
            word = nil
            return
        }
        word = current
    }

    private enum Line {
        case next(Int)
        case undecided
        case none
    }

    /// Where the next line of digits begins, if the one that ends at `stop` is long enough to have been cut.
    private func nextLine(
        after stop: Int,
        lineStart: Int,
        to end: Int,
        isEnded: Bool,
        in text: borrowing ByteWindow
    ) -> Line {
        guard stop - lineStart >= Self.shortestLine, Self.isLineEnd(text[stop]) else { return .none }
        let limit = stop + 2 + Self.longestIndentation
        var offset = stop
        var lineEnds = 0
        while offset < end, offset < limit {
            let byte = text[offset]
            if ByteSet.alphanumerics.contains(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/") {
                return .next(offset)
            }
            if byte == UInt8(ascii: "\n") { lineEnds += 1 }
            guard lineEnds < 2, Self.isLineEnd(byte) || byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") else {
                return .none
            }
            offset += 1
        }
        return offset == end && offset < limit && !isEnded ? .undecided : .none
    }

    private static func isLineEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
}
