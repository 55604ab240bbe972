// Remembers the end of the current line of the filtered text.

import SluiceMatching

/// The end of the current line of the filtered text, for showing where a finding stands without showing what it is.
struct PreviewBuffer: Sendable {
    /// How many bytes before a finding are shown.
    static let width = 48

    /// What is remembered, and before it what has not been dropped yet.
    private var bytes: [UInt8] = []
    /// How many of the bytes to come belong to a value that is not shown, although it goes out.
    private var hiddenCount = 0

    /// Gives up what is not shown.
    mutating func rest() {
        if bytes.count > Self.width { bytes.removeFirst(bytes.count - Self.width) }
        bytes.trim()
    }

    /// Shows `replacement` in place of the next `count` bytes.
    mutating func hide(next count: Int, as replacement: Span<UInt8>) {
        if hiddenCount == 0 { show(replacement) }
        hiddenCount = max(hiddenCount, count)
    }

    /// Passes over bytes that are not shown.
    mutating func skip(_ count: Int) {
        hiddenCount = max(0, hiddenCount - count)
    }

    /// Takes filtered bytes.
    ///
    /// - Parameter isOneLine: whether there is known to be no line feed among them.
    mutating func append(_ new: Span<UInt8>, isOneLine: Bool = false) {
        let hidden = min(hiddenCount, new.count)
        hiddenCount -= hidden
        show(hidden == 0 ? new : new.extracting(hidden..<new.count), isOneLine: isOneLine)
    }

    /// Takes bytes to show; only those after the last line feed matter, and of those the last `width`.
    private mutating func show(_ new: Span<UInt8>, isOneLine: Bool = false) {
        let lowest = max(0, new.count - Self.width)
        var start = isOneLine ? lowest : new.count
        while start > lowest, new[start - 1] != UInt8(ascii: "\n") { start -= 1 }
        if start > 0 {
            bytes.removeAll(keepingCapacity: true)
        } else if bytes.count > Self.width * 8 {
            // Bytes are moved once in a while, not for each piece of a line.
            bytes.removeFirst(bytes.count - Self.width)
        }
        bytes.append(copying: new.extracting(start..<new.count))
    }

    /// The remembered bytes.
    var line: Span<UInt8> {
        @_lifetime(borrow self) get { bytes.span.extracting(last: Self.width) }
    }
}
