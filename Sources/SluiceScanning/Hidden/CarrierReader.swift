// Reads digits that spell text: base64 and hexadecimal ones.

import SluiceMatching
import SluiceModel

/// Reads one word of digits after the other into a view.
struct CarrierReader: Sendable {
    /// The word that is being read.
    private struct Word: Sendable {
        let form: HidingForm
        let start: Int
        /// The next digit.
        var next: Int
        /// Where its line of digits begins.
        var lineStart: Int
        /// Of compressed data.
        var inflation: Inflation?
    }

    private var allowance: InflationAllowance
    private var word: Word?
    /// Up to here digits have been read.
    private(set) var readTo = 0
    /// Where the last word begins, and up to where digits had been read before it.
    private(set) var wordStart = 0
    private(set) var readBefore = 0
    /// Where digits stand that are not yet a group.
    private(set) var incompleteFrom: Int?
    /// How many words of compressed data have not been read to their ends.
    private(set) var unreadCount = 0

    /// Lines of at least this many digits may go on in the next line.
    private static let shortestLine = 40
    /// As many blanks may stand before the next line.
    private static let longestIndentation = 64
    private static let base64Digits = ByteSet.base64.union(.base64URL)
    private static let hexDigits = ByteSet.hex

    init(allowance: InflationAllowance) {
        self.allowance = allowance
    }

    /// Whether a word has not ended.
    var isReading: Bool { word != nil }

    /// Begins the word at `mark`, unless it stands inside another.
    mutating func begin(
        _ mark: HiddenMark,
        form: HidingForm,
        packing: Inflater.Packing?,
        views: inout CarriedViews
    ) {
        guard word == nil, mark.offset >= readTo else { return }
        if packing == nil { views.spelt.beginText(isCut: false) } else { views.inflated.beginText(isCut: false) }
        wordStart = mark.offset
        readBefore = readTo
        word = Word(
            form: form,
            start: mark.offset,
            next: mark.offset,
            lineStart: mark.offset,
            inflation: packing.map { Inflation($0, in: form) }
        )
    }

    /// Reads on up to `end`; `isEnded` says that the text ends there.
    mutating func read(
        to end: Int,
        isEnded: Bool,
        in text: borrowing ByteWindow,
        views: inout CarriedViews,
        scratch: inout ScanScratch
    ) {
        incompleteFrom = nil
        // Taken out, so that what it holds is not copied.
        guard var current = word.take() else { return }
        reading: while true {
            let digits = current.form == .hex ? Self.hexDigits : Self.base64Digits
            let stop = text.runEnd(of: digits, from: current.next, limit: end)
            guard readDigits(to: stop, of: &current, in: text, views: &views, scratch: &scratch) else {
                endWord(current, at: current.next, views: &views)
                return
            }
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
                case .undecided: break reading
                case .none: break
                }
            }
            if current.form == .base64 {
                readRest(to: stop, of: &current, in: text, views: &views, scratch: &scratch)
            }
            endWord(current, at: stop, views: &views)
            return
        }
        if let from = current.inflation?.pendingFrom { incompleteFrom = from }
        word = current
    }

    private mutating func endWord(_ current: Word, at stop: Int, views: inout CarriedViews) {
        if current.inflation == nil { views.spelt.endText() } else { views.inflated.endText() }
        readTo = stop
    }

    /// Reads whole groups of digits up to `stop`; the result is whether the word goes on.
    private mutating func readDigits(
        to stop: Int,
        of current: inout Word,
        in text: borrowing ByteWindow,
        views: inout CarriedViews,
        scratch: inout ScanScratch
    ) -> Bool {
        guard var inflation = current.inflation.take() else {
            current.next = views.spelt.appendDigits(current.form, in: current.next..<stop, of: text)
            return true
        }
        defer { current.inflation = inflation }
        var packed: [UInt8] = []
        let digits = text.span(current.next..<stop)
        let (byteCount, digitCount) = current.form == .hex ? (1, 2) : (3, 4)
        if current.form == .hex {
            _ = DigitDecoder.appendHex(digits, to: &packed)
        } else {
            _ = DigitDecoder.appendBase64(digits, to: &packed)
        }
        for index in stride(from: 0, to: packed.count, by: byteCount) {
            let group = current.next..<(current.next + digitCount)
            current.next = group.upperBound
            let progress = inflation.take(
                packed[index..<(index + byteCount)],
                source: group,
                wordStart: current.start,
                allowance: &allowance,
                view: &views.inflated,
                scratch: &scratch
            )
            switch progress {
            case .goesOn: continue
            case .ended: return false
            case .tooLarge:
                unreadCount += 1
                return false
            }
        }
        return true
    }

    /// Reads the last two or three digits of base64.
    private mutating func readRest(
        to stop: Int,
        of current: inout Word,
        in text: borrowing ByteWindow,
        views: inout CarriedViews,
        scratch: inout ScanScratch
    ) {
        guard var inflation = current.inflation.take() else {
            views.spelt.appendRest(current.next..<stop, of: text)
            return
        }
        defer { current.inflation = inflation }
        let bytes = DigitDecoder.rest(of: text.span(current.next..<stop))
        guard !bytes.isEmpty else { return }
        _ = inflation.take(
            bytes[...],
            source: current.next..<stop,
            wordStart: current.start,
            allowance: &allowance,
            view: &views.inflated,
            scratch: &scratch
        )
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
