// The words between a tool's name and its command.

/// Goes back over the words between a tool's name and its command: options and their values, and words such as the
/// `global` of `yarn global add`.
struct PackageCommandWords {
    /// Where the word ends that is looked at; nil where there is none.
    private(set) var end: Int?
    /// Whether that word only counts if an option has taken the one behind it for its value.
    private(set) var isValue = false
    private let limit: Int
    private var count = 0

    private static let mostWords = 6
    private static let longest = 160

    /// Begins before the blanks that end before `position`.
    init(before position: Int, in window: borrowing ByteWindow) {
        limit = position - Self.longest
        end = window.runStart(of: PackageText.blanks, before: position, limit: limit)
    }

    private static let bytes: ByteSet = {
        var set = ByteSet(0x21...0x7E)
        for byte in "\"'`;&|()<>\\".utf8 { set.remove(byte) }
        return set
    }()
    private static let passed = ["tool", "global", "workspace", "package"].map { Array($0.utf8) }

    /// Goes to the word before, if this one may stand between a tool and its command.
    mutating func goBack(in window: borrowing ByteWindow) {
        guard let end else { return }
        self.end = nil
        count += 1
        let start = window.runStart(of: Self.bytes, before: end, limit: limit)
        guard count < Self.mostWords, start < end, start > limit else { return }
        let before = window.runStart(of: PackageText.blanks, before: start, limit: limit)
        guard before < start, before > limit else { return }
        let first = window[start]
        if first == UInt8(ascii: "-") || first == UInt8(ascii: "+") || isPassed(start..<end, in: window) {
            isValue = false
        } else if isValue {
            return
        } else {
            isValue = true
        }
        self.end = before
    }

    private func isPassed(_ range: Range<Int>, in window: borrowing ByteWindow) -> Bool {
        for word in Self.passed where word.count == range.count && window.hasPrefix(word, at: range.lowerBound) {
            return true
        }
        return false
    }
}
