// The beginning of the line that is being read.

/// The beginning of the line that is being read, as far as it may say what the line is.
struct LineHead: Sendable {
    /// The most bytes that are kept of a line.
    static let limit = 192

    /// Room for all of them, once there is one.
    private var bytes: [UInt8] = []
    private(set) var count = 0
    /// Whether the line is of interest; otherwise its bytes are not kept.
    var isOpen = true
    /// Whether a byte of text has come behind the marks that the line begins with.
    var hasText = false
    /// Whether what the line is no longer depends on the bytes up to its end.
    var isSettled = false
    /// Whether bytes were left out as there were too many.
    private(set) var isCut = false

    subscript(index: Int) -> UInt8 { bytes[index] }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        guard count < Self.limit else { return isCut = true }
        if bytes.isEmpty { bytes = Array(repeating: 0, count: Self.limit) }
        bytes[count] = byte
        count += 1
    }

    mutating func removeAll() {
        count = 0
        isOpen = true
        hasText = false
        isSettled = false
        isCut = false
    }

    /// Gives the room back to the system if nothing is kept.
    mutating func rest() {
        if count == 0 { bytes = [] }
    }

    /// The bytes of a range.
    func bytes(_ range: Range<Int>) -> [UInt8] {
        range.map { bytes[$0] }
    }

    /// The first byte at or after `index` that is no blank; `count` if there is none.
    func firstSolid(from index: Int = 0) -> Int {
        var index = index
        while index < count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
        return index
    }

    /// Whether three marks of a fence stand side by side.
    var hasFenceMarks: Bool {
        var run = 0
        for index in 0..<count {
            let isMark = bytes[index] == UInt8(ascii: "`") || bytes[index] == UInt8(ascii: "~")
            run = isMark ? run + 1 : 0
            if run == 3 { return true }
        }
        return false
    }

    /// The end without blanks and carriage returns before it.
    var solidEnd: Int {
        var end = count
        while end > 0, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 || bytes[end - 1] == 0x0D { end -= 1 }
        return end
    }

    /// Whether the bytes from `index` on begin with `text`.
    func hasPrefix(_ text: StaticString, at index: Int = 0) -> Bool {
        guard index + text.utf8CodeUnitCount <= count else { return false }
        return text.withUTF8Buffer { text in
            for offset in text.indices where unsafe text[offset] != bytes[index + offset] { return false }
            return true
        }
    }

    /// Whether the line is `text` but for blanks behind it.
    func isLine(_ text: StaticString) -> Bool {
        !isCut && hasPrefix(text) && solidEnd == text.utf8CodeUnitCount
    }
}
