// Finds the comments of a text that accept findings, whatever pieces the text comes in.

import Sluice
import SluiceMatching

/// Finds the comments of a text that accept findings, whatever pieces the text comes in.
///
/// Only bytes are looked at: a marker counts wherever it stands on a line, as no language's comments are known here.
package struct AllowCommentFinder: Sendable {
    /// How much of a comment is read, in bytes.
    package static let longestComment = 512
    /// How much is kept of what stands before `:allow`: the name, and what shows that it is a word of its own.
    package static let longestName = 32
    /// How many comments of one text count; a text with more is no source that people write.
    package static let mostComments = 10_000

    private let markers: [AllowComment.Marker]
    private var comments: [Int: [AllowComment]] = [:]
    private var count = 0
    /// The end of what came before, from where a comment may still be going on.
    private var pending: [UInt8] = []
    /// The first byte of `pending` at which a marker's ending has not been looked for.
    private var searched = 0
    private var lines = LineTracker()

    /// - Parameter markers: what a comment may begin with.
    package init(markers: [AllowComment.Marker]) {
        self.markers = markers
    }

    /// Takes the next piece of the text.
    package mutating func append(_ piece: Span<UInt8>) {
        read(piece, isLast: false)
    }

    /// Takes the end of the text.
    package mutating func finish() {
        let nothing: [UInt8] = []
        read(nothing.span, isLast: true)
        pending = []
    }

    /// The comments that speak of `line`, from 1.
    package func comments(for line: Int) -> [AllowComment] {
        (comments[line] ?? []).filter { !$0.isForNextLine } + (comments[line - 1] ?? []).filter(\.isForNextLine)
    }

    private mutating func read(_ piece: Span<UInt8>, isLast: Bool) {
        let ending = AllowComment.ending
        var text = pending
        text.append(copying: piece)
        let span = text.span
        var position = searched
        var counted = 0
        var kept: Int?
        while let start = span.firstIndex(of: ending, from: position) {
            position = start + ending.utf8CodeUnitCount
            let limit = min(text.count, position + Self.longestComment)
            let end = span.firstIndex(of: UInt8(ascii: "\n"), from: position).map { min($0, limit) } ?? limit
            if end == text.count, end - position < Self.longestComment, !isLast {
                kept = start
                break
            }
            lines.advance(over: span.extracting(counted..<start))
            counted = start
            if let marker = markers.first(where: { Self.holds($0, endingAt: start, in: span) }) {
                add(AllowComment(text[position..<end], marker: marker))
            }
        }
        let rest = max(0, text.count - ending.utf8CodeUnitCount + 1)
        let next = kept ?? max(rest, min(position, text.count))
        let from = max(counted, next - Self.longestName)
        lines.advance(over: span.extracting(counted..<from))
        searched = next - from
        pending = Array(text[from...])
    }

    /// Whether a marker's name ends at `end`. A strict one begins a comment or a word: `nosluice:allow` and the paths
    /// and accounts of addresses are others.
    private static func holds(_ marker: AllowComment.Marker, endingAt end: Int, in text: Span<UInt8>) -> Bool {
        let start = end - marker.name.utf8.count
        guard text.holds(marker.name.utf8, at: start) else { return false }
        guard marker.isStrict, start > 0 else { return true }
        switch text[start - 1] {
        case 0...0x20, UInt8(ascii: "#"), UInt8(ascii: "*"), UInt8(ascii: "!"), UInt8(ascii: ";"), UInt8(ascii: "%"),
            UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "("), UInt8(ascii: "["),
            UInt8(ascii: "{"), UInt8(ascii: ">"), UInt8(ascii: "|"), UInt8(ascii: ","):
            return true
        case UInt8(ascii: "/"): return text.holds("//", at: start - 2) && !text.holds("://", at: start - 3)
        case UInt8(ascii: "-"): return text.holds("--", at: start - 2)
        case 0xA0: return text.holds([0xC2, 0xA0] as [UInt8], at: start - 2)
        default: return false
        }
    }

    private mutating func add(_ comment: AllowComment) {
        guard count < Self.mostComments else { return }
        count += 1
        comments[lines.line, default: []].append(comment)
    }
}
