// Finds lines that matter without looking at the others byte by byte.

import CSluiceScan

/// Finds lines that matter without looking at the others byte by byte.
enum LineScan {
    /// Whether a line of running text that begins with a byte may be more than its text: blanks, marks of fences,
    /// lists, quotations and patches.
    static func isMarked(_ byte: UInt8) -> Bool { marks[Int(byte)] != 0 }

    /// Whether a line of code that begins with a byte may be a marker of a patch.
    static func beginsMarker(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "*"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "<"), UInt8(ascii: "="),
            UInt8(ascii: ">"):
            true
        default: false
        }
    }

    private static let marks: [UInt8] = {
        var marks = [UInt8](repeating: 0, count: 256)
        for byte in " \t\r`~>-*+0123456789".utf8 { marks[Int(byte)] = 1 }
        return marks
    }()

    /// What was passed over.
    struct PlainLines {
        /// The start of the first line that was not.
        var end: Int
        var hasText: Bool
        var isLastBlank: Bool
    }

    /// Passes over whole lines without marks and tags from `start` on, where a line begins.
    ///
    /// - Parameter mayBeIndented: whether blanks before a line's text are no marks.
    static func plainLines(in bytes: Span<UInt8>, from start: Int, mayBeIndented: Bool) -> PlainLines {
        let rest = bytes.extracting(start..<bytes.count)
        // Sound: the kernel reads the buffer within its length and one entry of `marks` for a byte value.
        let found = unsafe rest.withUnsafeBufferPointer { buffer in
            unsafe marks.withUnsafeBufferPointer { marks -> sluice_plain_lines in
                guard let base = buffer.baseAddress, let table = marks.baseAddress else { return sluice_plain_lines() }
                return unsafe sluice_skip_plain_lines(base, buffer.count, table, mayBeIndented ? 1 : 0)
            }
        }
        return PlainLines(
            end: start + found.end,
            hasText: found.has_text != 0,
            isLastBlank: found.is_last_blank != 0
        )
    }

    private static let endsOrTags: [UInt8] = {
        var marks = [UInt8](repeating: 0, count: 256)
        (marks[0x0A], marks[Int(UInt8(ascii: "<"))]) = (1, 1)
        return marks
    }()

    /// The index of the first line feed or `<` at or after `start`, or nil.
    static func lineEndOrTag(in bytes: Span<UInt8>, from start: Int) -> Int? {
        let rest = bytes.extracting(start..<bytes.count)
        // Sound: the kernel reads the buffer within its length and one entry of `endsOrTags` for a byte value.
        let index = unsafe rest.withUnsafeBufferPointer { buffer in
            unsafe endsOrTags.withUnsafeBufferPointer { marks -> Int in
                guard let base = buffer.baseAddress, let table = marks.baseAddress else { return 0 }
                return unsafe sluice_skip_unmarked(base, buffer.count, table)
            }
        }
        return index < rest.count ? start + index : nil
    }

    /// The index of the first line feed at or after `start`, or nil.
    static func newline(in bytes: Span<UInt8>, from start: Int) -> Int? {
        let rest = bytes.extracting(start..<bytes.count)
        // Sound: the kernel reads the buffer within its length.
        let index = unsafe rest.withUnsafeBufferPointer { buffer -> Int in
            guard let base = buffer.baseAddress else { return 0 }
            return unsafe sluice_find_byte(base, buffer.count, 0x0A)
        }
        return index < rest.count ? start + index : nil
    }
}
