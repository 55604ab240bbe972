// The words behind an SPDX tag.

/// The words behind an SPDX tag: identifiers, operators and parentheses. They go on in the next line, behind the marks
/// of a comment, where an operator or a parenthesis stands at the end of a line, or an operator at the beginning of the
/// next.
struct LicenseTagWords {
    private(set) var words: [String] = []
    private(set) var ranges: [Range<Int>] = []
    /// The words among them that a comma or slash stands for.
    private(set) var joints: [Int] = []
    /// Whether there may be more than are read.
    private(set) var isCut = false

    private static let blanks = ByteSet(" \t")
    private static let name = ByteSet.alphanumerics.union(ByteSet(ascii: ".-+:"))
    private static let marks = ByteSet(ascii: " \t*/#;%!-'\"<>{}")
    private static let operators = ["AND ", "OR ", "WITH "].map { Array($0.utf8) }
    /// What joins licences besides operators, and the operator that it stands for.
    private static let separators: [UInt8: String] = [
        UInt8(ascii: ","): "AND", UInt8(ascii: ";"): "AND", UInt8(ascii: "&"): "AND", UInt8(ascii: "/"): "OR",
        UInt8(ascii: "|"): "OR",
    ]
    private static let longestName = 128
    private static let longestIndent = 40

    /// Reads the words from `start` on, which end before `limit`.
    init(from start: Int, limit: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) {
        var offset = start
        reading: while true {
            offset = try window.peekRunEnd(of: Self.blanks, from: offset, limit: limit)
            guard offset < limit else { break }
            guard let byte = try window.peek(offset) else { return }
            switch byte {
            case UInt8(ascii: "("), UInt8(ascii: ")"):
                add(offset..<offset + 1, in: window)
                offset += 1
            case _ where Self.separators[byte] != nil:
                guard let word = Self.separators[byte], !words.isEmpty else { return }
                let next = try window.peekRunEnd(of: Self.blanks, from: offset + 1, limit: limit)
                guard try window.peeks(ByteSet.alphanumerics, at: next) else { return }
                joints.append(words.count)
                words.append(word)
                ranges.append(offset..<offset + 1)
                offset = next
            case 0x0A, 0x0D:
                guard let next = try continuation(at: offset, in: window) else { return }
                offset = next
            case _ where ByteSet.alphanumerics.contains(byte):
                let longest = min(limit, offset + Self.longestName)
                var end = try window.peekRunEnd(of: Self.name, from: offset, limit: longest)
                guard end < longest else { break reading }
                let start = offset
                offset = end
                // What ends a sentence or closes a comment is no part of it.
                while end > start, Self.name.contains(window[end - 1]), !Self.endsName(window[end - 1]) { end -= 1 }
                add(start..<end, in: window)
                if end < offset { return }
            default: return
            }
        }
        isCut = true
    }

    private static func endsName(_ byte: UInt8) -> Bool {
        ByteSet.alphanumerics.contains(byte) || byte == UInt8(ascii: "+")
    }

    private mutating func add(_ range: Range<Int>, in window: borrowing ByteWindow) {
        words.append(String(decoding: window.copy(range), as: UTF8.self))
        ranges.append(range)
    }

    /// Where the words go on behind a line's end; nil where they do not.
    private func continuation(at end: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Int? {
        guard let last = words.last else { return nil }
        var offset = end
        if try window.peek(offset) == 0x0D { offset += 1 }
        if try window.peek(offset) == 0x0A { offset += 1 }
        let limit = offset + Self.longestIndent
        offset = try window.peekRunEnd(of: Self.marks, from: offset, limit: limit)
        guard offset < limit else { return nil }
        if ["AND", "OR", "WITH", "("].contains(last) { return offset }
        for word in Self.operators where try window.peeks(word, at: offset) { return offset }
        return nil
    }
}
