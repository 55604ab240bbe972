// SPDX tags in source files.

/// Finds `SPDX-License-Identifier:` with its expression (SPDX specification 2.3, Annex E).
package struct LicenseTagMatcher: LicenseNameMatcher, ReadingMatcher {
    package static let name = "license-tag"
    package static let summary = "SPDX-License-Identifier tags, with their licence expressions."

    private static let tag = "SPDX-License-Identifier"

    package let anchors = [
        Anchor(literal: tag, ignoresCase: true, maskOffset: tag.utf8.count)
    ]
    package let reachBefore = 0
    package let reachAfter = 1_400

    package let catalog: LicenseCatalog

    package init(catalog: LicenseCatalog) {
        self.catalog = catalog
    }

    private static let tagBytes = Array(tag.utf8).map(\.asciiLowercased)
    private static let blanks = ByteSet(" \t")
    private static let quotes = ByteSet("\"'")

    package func decide(
        at position: Int,
        in window: borrowing ByteWindow,
        hold: inout Int,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        let start = position + Self.tagBytes.count
        hold = start
        guard try window.peeks(lowerCased: Self.tagBytes, at: position),
            let valueStart = try valueStart(from: start, in: window)
        else { return .noMatch(.shape) }
        let words = try LicenseTagWords(from: valueStart, limit: position + reachAfter, in: window)
        return verdict(words, position: position)
    }

    /// Where the expression starts: behind a colon, and a quotation mark where the tag is a member's name.
    private func valueStart(from start: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Int? {
        var offset = try quoteEnd(at: start, in: window)
        offset = try window.peekRunEnd(of: Self.blanks, from: offset, limit: offset + 24)
        guard try window.peek(offset) == UInt8(ascii: ":") else { return nil }
        offset = try window.peekRunEnd(of: Self.blanks, from: offset + 1, limit: offset + 24)
        return try quoteEnd(at: offset, in: window)
    }

    /// The end of the quotation mark that may stand at an offset, with the backslash of a string inside a string.
    private func quoteEnd(at offset: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Int {
        let mark = try window.peek(offset) == UInt8(ascii: "\\") ? offset + 1 : offset
        return try window.peeks(Self.quotes, at: mark) ? mark + 1 : offset
    }

    /// Whether what a comma joins to an expression is a licence, if perhaps one that is not known.
    private func isLicense(_ word: String) -> Bool {
        word.utf8.contains(UInt8(ascii: "-")) || catalog.knows(.license(word))
    }

    private func verdict(_ words: LicenseTagWords, position: Int) -> MatchOutcome {
        // Words may follow where somebody went on writing.
        let strange = words.joints.first { joint in
            words.words.indices.contains(joint + 1) && !isLicense(words.words[joint + 1])
        }
        let readable = Array(words.words.prefix(strange ?? words.words.count))
        guard let found = LicenseExpression.beginning(readable), let first = words.ranges.first else {
            return .noMatch(.shape)
        }
        let isCut = words.isCut && found.count == words.words.count
        let expression =
            isCut ? .and(found.expression, .license(LicenseCatalog.unknownName)) : found.expression
        let end = words.ranges[found.count - 1].upperBound
        return .match(
            RawMatch(
                match: position..<end,
                secret: first.lowerBound..<end,
                detail: catalog.detail(of: expression)
            )
        )
    }
}
