// By what the names of licences are compared.

/// By what names of licences are compared: their words in lower case, without `the`, `license`, `version` and the `v`
/// before a number, and without `.0` at the end of one. `Apache License, Version 2.0` and `apache v2` have the same
/// key.
struct LicenseNameKey: Hashable, Sendable {
    private(set) var words: [[UInt8]]

    /// The most words that a name has.
    static let maximumWords = 14

    /// No word yet.
    init() {
        words = []
    }

    /// The key of a name; nil where nothing is left of it, or it is too long.
    init?(of name: [UInt8]) {
        words = []
        for part in name.split(whereSeparator: { !Self.isWordByte($0) }) {
            // Plus at the end of a word is a word of its own.
            var part = part
            let isLater = part.count > 1 && part.last == UInt8(ascii: "+")
            if isLater { part = part.dropLast() }
            add(Array(part))
            if isLater { words.append([UInt8(ascii: "+")]) }
        }
        // `GPL (>= 3)` is not `GPL 3`.
        if name.firstRange(of: Self.atLeast) != nil { words.append(Self.atLeast) }
        guard !words.isEmpty, words.count <= Self.maximumWords else { return nil }
    }

    static func isWordByte(_ byte: UInt8) -> Bool {
        ByteSet.alphanumerics.contains(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+")
    }

    static func isIdentifierByte(_ byte: UInt8) -> Bool {
        isWordByte(byte) || byte == UInt8(ascii: "-")
    }

    private static let atLeast = Array(">=".utf8)
    private static let fillers: Set<[UInt8]> = Set(
        ["the", "license", "licence", "licenses", "version", "v", "ver", "a"].map { Array($0.utf8) }
    )

    /// A word as it is compared: in lower case, without the full stops behind it.
    static func plain(_ word: [UInt8]) -> [UInt8] {
        var word = word.map(\.asciiLowercased)
        while word.last == UInt8(ascii: ".") { word.removeLast() }
        return word
    }

    /// Adds a word; whether it counts.
    @discardableResult
    mutating func add(_ word: [UInt8]) -> Bool {
        var word = Self.plain(word)
        if word.isEmpty || Self.fillers.contains(word) { return false }
        if word.count > 1, word[0] == UInt8(ascii: "v"), ByteSet.digits.contains(word[1]) { word.removeFirst() }
        if word.count > 2, ByteSet.digits.contains(word[0]), word.suffix(2) == [UInt8(ascii: "."), UInt8(ascii: "0")] {
            word.removeLast(2)
        }
        words.append(word)
        return true
    }

    /// The keys of one word and more that this one begins with, itself included.
    var beginnings: [LicenseNameKey] {
        (1...max(1, words.count)).map { count in
            var key = LicenseNameKey()
            key.words = Array(words.prefix(count))
            return key
        }
    }
}
