// Passes over runs of bytes that mean nothing where they stand.

import SluiceMatching
import SluiceModel

extension Lexer {
    /// Takes bytes from `start` on until the place changes: the region, or whether it is a here document. The result is
    /// the region then, or nil where it did not.
    ///
    /// - Parameters:
    ///   - end: where it stopped: behind the byte that changed it, before the line feed, or at the end.
    ///   - stopsAtLineEnd: whether a line feed is left to be taken.
    mutating func takeRegion(
        _ bytes: Span<UInt8>,
        from start: Int,
        to end: inout Int,
        stopsAtLineEnd: Bool
    ) -> Scope.Region? {
        let place = place
        end = start
        while true {
            end = skip(bytes, from: end)
            guard end < bytes.count else { return nil }
            let byte = bytes[end]
            if stopsAtLineEnd, byte == 0x0A { return nil }
            advance(byte)
            end += 1
            if self.place != place { return region }
        }
    }

    /// The bytes that mean something in some language's strings, or end a comment.
    private static let meaningful = ByteMarks { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), 0x20, UInt8(ascii: "_"), UInt8(ascii: ","), UInt8(ascii: "."),
            UInt8(ascii: ":"), UInt8(ascii: ";"), 0x80...:
            false
        default: true
        }
    }

    /// Takes bytes from `start` on as `advance` would one by one, as long as they mean nothing and stand on one line;
    /// the result is where it stopped. The region stays the same.
    mutating func skip(_ bytes: Span<UInt8>, from start: Int) -> Int {
        switch state {
        case .code:
            let end = syntax.special.first(in: bytes, from: start)
            if end > start { noteRun(bytes, start..<end) }
            return end
        case .string:
            guard progress == 0, !isEscaped, !Self.meaningful.contains(previous) else { return start }
            let end = Self.meaningful.first(in: bytes, from: start)
            if end > start { previous = bytes[end - 1] }
            return end
        case .outside:
            return progress == 0 ? Self.tagBytes.first(in: bytes, from: start) : start
        case .lineComment:
            guard progress == 0, !syntax.features.contains(.tags) else { return start }
            return LineScan.newline(in: bytes, from: start) ?? bytes.count
        case .blockComment:
            let kind = syntax.blockComments[Int(comment)]
            guard Self.isMeaningful(kind.closer.last), Self.isMeaningful(kind.opener.last) else { return start }
            let end = Self.meaningful.first(in: bytes, from: start)
            for index in max(start, end - 8)..<end { recent = recent << 8 | UInt64(bytes[index]) }
            return end
        default: return start
        }
    }

    private static func isMeaningful(_ byte: UInt8?) -> Bool {
        byte.map(meaningful.contains) ?? false
    }

    /// Remembers bytes of code, of which there is one at least.
    private mutating func noteRun(_ bytes: Span<UInt8>, _ run: Range<Int>) {
        for index in max(run.lowerBound, run.upperBound - 8)..<run.upperBound {
            recent = recent << 8 | UInt64(bytes[index])
        }
        mayReopen = false
        var last = run.upperBound - 1
        while last >= run.lowerBound, Self.isBlank(bytes[last]) { last -= 1 }
        guard last >= run.lowerBound else { return }
        significant = bytes[last]
        var index = run.lowerBound
        while solidCount < 8, index <= last {
            if !Self.isBlank(bytes[index]) { solidCount += 1 }
            index += 1
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0D
    }
}
