// An element of XML that holds a text, read from its end.

/// An element of XML that holds a text and nothing else, read from its end: `<groupId>g</groupId>`.
struct XMLElement {
    private let name: Range<Int>
    /// Where its opening tag begins.
    let start: Int
    /// Its text, without the white space around it.
    let value: Range<Int>

    /// Elements that may stand between the two parts of a dependency's coordinates.
    static let passed = ["version", "type", "scope", "classifier", "optional"].map { Array($0.utf8) }
    /// Elements whose coordinates are those of a package that is used.
    private static let uses = ["dependency", "plugin", "parent", "extension", "path", "annotationProcessorPath"].map {
        Array($0.utf8)
    }
    private static let refused = Array("exclusion".utf8)
    private static let longestName = 24
    private static let text = PackageText.nameBytes.union(ByteSet(ascii: "${}[](),+:"))

    /// The element that ends before `end`; nil where none does.
    init?(before end: Int, in window: borrowing ByteWindow) {
        guard window.byte(before: end) == UInt8(ascii: ">"),
            let name = Self.word(before: end - 1, in: window),
            window.byte(before: name.lowerBound) == UInt8(ascii: "/"),
            window.byte(before: name.lowerBound - 1) == UInt8(ascii: "<")
        else { return nil }
        let close = name.lowerBound - 2
        let last = PackageText.spaceStart(before: close, in: window)
        let first = window.runStart(of: Self.text, before: last, limit: last - PackageName.longest)
        let open = PackageText.spaceStart(before: first, in: window)
        guard first < last, window.byte(before: open) == UInt8(ascii: ">"),
            let opening = Self.word(before: open - 1, in: window), opening.count == name.count,
            window.byte(before: opening.lowerBound) == UInt8(ascii: "<")
        else { return nil }
        self.name = name
        start = opening.lowerBound - 1
        value = first..<last
    }

    func isCalled(_ name: [UInt8], in window: borrowing ByteWindow) -> Bool {
        Self.isWord(name, self.name, in: window)
    }

    private static func isWord(_ word: [UInt8], _ range: Range<Int>, in window: borrowing ByteWindow) -> Bool {
        range.count == word.count && window.hasPrefix(word, at: range.lowerBound)
    }

    /// What coordinates are for.
    enum Use {
        case certain, possible
    }

    /// What the coordinates are for that begin behind the tag before `end`; nil for a dependency that is left out.
    static func use(before end: Int, in window: borrowing ByteWindow) -> Use? {
        guard window.byte(before: end) == UInt8(ascii: ">"), let name = word(before: end - 1, in: window),
            window.byte(before: name.lowerBound) == UInt8(ascii: "<")
        else { return .possible }
        if isWord(refused, name, in: window) { return nil }
        return uses.contains { isWord($0, name, in: window) } ? .certain : .possible
    }

    private static func word(before end: Int, in window: borrowing ByteWindow) -> Range<Int>? {
        let start = window.runStart(of: .letters, before: end, limit: end - longestName)
        return start < end ? start..<end : nil
    }
}
