// What the line before a region looks like.

/// What the line before a region looks like: like code or not, its first word, the key that a value follows.
struct NameLine {
    /// How many bytes before a region are read.
    static let reach = 80
    /// How many letters of a key are read.
    private static let keyLimit = 24
    /// How many joints of a key are passed.
    private static let jointLimit = 2

    /// The amount of symbols, in four steps.
    private(set) var look: UInt32 = 0
    /// The hash of the line's first word or mark.
    private(set) var head: UInt32 = 0
    /// The hash of the key that stands before `:` or `=`, zero without one.
    private(set) var key: UInt32 = 0
    /// The hash of the key's last word.
    private(set) var keyEnd: UInt32 = 0

    /// Whether the line looks like source code: many symbols, and no key right before the region.
    var isCode: Bool { look == 3 && key == 0 }

    private static var symbols: ByteSet { ByteSet(ascii: "{}()[]<>=;|\\_$@*`+") }
    private static var indents: ByteSet { ByteSet(ascii: " \t\r") }
    private static var quotes: ByteSet { ByteSet(ascii: " \t\"'\\`*") }
    private static var assignments: ByteSet { ByteSet(ascii: ":=>") }
    private static var joints: ByteSet { ByteSet(ascii: " _-") }

    /// Reads the line before `start`.
    init(before start: Int, in window: borrowing ByteWindow) {
        let low = max(window.lowerBound, start - Self.reach)
        var begin = start
        while begin > low {
            let byte = window[begin - 1]
            if byte == 10 { break }
            if byte == 0x6E || byte == 0x72, begin - 1 > low, window[begin - 2] == 92 { break }
            begin -= 1
        }
        var count = 0
        for offset in begin..<start where Self.symbols.contains(window[offset]) { count += 1 }
        look = count == 0 ? 0 : count <= 2 ? 1 : count <= 5 ? 2 : 3
        if begin > low || low == window.lowerBound { readHead(begin..<start, in: window) }
        readKey(begin..<start, in: window)
    }

    private mutating func readHead(_ line: Range<Int>, in window: borrowing ByteWindow) {
        let text = window.runEnd(of: Self.indents, from: line.lowerBound, limit: line.upperBound)
        guard text < line.upperBound else {
            head = 2 + UInt32(min((text - line.lowerBound) / 4, 2))
            return
        }
        var hash = NameHash()
        let end = window.runEnd(of: .letters, from: text, limit: line.upperBound)
        if end == text {
            hash.add(UInt32(window[text]))
        } else {
            for offset in text..<end { hash.add(UInt32(window[offset] | 32)) }
        }
        head = hash.value
    }

    private mutating func readKey(_ line: Range<Int>, in window: borrowing ByteWindow) {
        let low = line.lowerBound
        var end = window.runStart(of: Self.quotes, before: line.upperBound, limit: low)
        guard end > low, Self.assignments.contains(window[end - 1]) else { return }
        end -= 1
        if end > low, window[end - 1] == UInt8(ascii: ":") || window[end - 1] == UInt8(ascii: "=") { end -= 1 }
        end = window.runStart(of: Self.quotes, before: end, limit: low)
        var hash = NameHash()
        var (letters, words) = (0, 0)
        var isClosed = false
        while end > low, letters < Self.keyLimit {
            let byte = window[end - 1]
            if ByteSet.letters.contains(byte) {
                hash.add(UInt32(byte | 32))
                letters += 1
                // A capital behind a small letter begins a word of a name such as `firstName`.
                if !isClosed, ByteSet.upperCase.contains(byte), end - 1 > low,
                    ByteSet.lowerCase.contains(window[end - 2])
                {
                    isClosed = true
                    keyEnd = hash.value
                }
            } else if Self.joints.contains(byte), words < Self.jointLimit, letters > 0 {
                if !isClosed {
                    isClosed = true
                    keyEnd = hash.value
                }
                words += 1
            } else {
                break
            }
            end -= 1
        }
        guard letters > 0 else { return }
        key = hash.value
        if !isClosed { keyEnd = key }
    }
}
