// A licence that running text names.

/// A licence that running text names, with what is said of its version.
struct LicenseMention {
    /// As it is spelled today.
    let identifier: String
    /// Where the name starts.
    let start: Int
    /// Where the name ends, with its version.
    let end: Int
    /// Stands behind it, and behind `license`.
    private(set) var reader: LicenseNameReader
    /// Whether it can only be a licence's name: it has a digit or a hyphen, is written in capitals, or is followed by
    /// `license`.
    private(set) var isPlain: Bool

    /// Reads the longest name of a licence that the next words are; nil where they are none.
    init?(
        from start: LicenseNameReader,
        catalog: LicenseCatalog,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) {
        var reader = start
        var key = LicenseNameKey()
        var found: (identifier: String, key: LicenseNameKey, reader: LicenseNameReader)?
        var first: Int?
        while let word = try reader.word(in: window) {
            if first == nil, Self.isLead(word.bytes) { continue }
            if key.add(word.bytes) {
                guard key.words.count <= LicenseNameKey.maximumWords, catalog.begins(key) else { break }
                first = first ?? word.start
                if let identifier = catalog.identifier(named: key) { found = (identifier, key, reader) }
            }
            if reader.endsSentence { break }
        }
        guard let first, var found else { return nil }
        isPlain = Self.isPlain(window.copy(first..<found.reader.offset))
        // `GNU General Public License as published by the Free Software Foundation; either version 2`.
        var ahead = found.reader
        if let version = try ahead.laterVersion(in: window) {
            var versioned = found.key
            versioned.add(version)
            if let identifier = catalog.identifier(named: versioned) {
                (found.identifier, found.reader) = (identifier, ahead)
            }
        }
        found.identifier = catalog.canonical(found.identifier) ?? found.identifier
        if found.identifier.hasSuffix("-only"), try found.reader.saysOrLater(in: window) {
            found.identifier = found.identifier.replacing("-only", with: "-or-later")
        }
        (identifier, self.start, end, self.reader) = (found.identifier, first, found.reader.offset, found.reader)
        try passLicense(in: window)
    }

    /// Goes on behind `license`.
    private mutating func passLicense(in window: borrowing ByteWindow) throws(AwaitsBytes) {
        var ahead = reader
        while !ahead.endsSentence, let word = try ahead.word(in: window) {
            let text = LicenseNameKey.plain(word.bytes)
            guard text.starts(with: Array("licen".utf8)), text.count <= "licences".utf8.count else { return }
            isPlain = true
            reader = ahead
        }
    }

    private static func isPlain(_ name: [UInt8]) -> Bool {
        let marks = ByteSet.digits.union(ByteSet(ascii: "-"))
        return name.contains(where: marks.contains) || (name.count > 2 && name.allSatisfy(ByteSet.upperCase.contains))
    }

    private static let leads = ["either", "both", "one", "of", "under"].map { Array($0.utf8) }

    private static func isLead(_ word: [UInt8]) -> Bool { leads.contains(word.map(\.asciiLowercased)) }
}
