// SPDX tags in source files.

/// Finds `SPDX-License-Identifier:` with its expression (SPDX specification 2.3, Annex E).
package struct LicenseTagMatcher: LicenseNameMatcher {
    package static let name = "license-tag"
    package static let summary = "SPDX-License-Identifier tags, with their licence expressions."

    private static let tag = "SPDX-License-Identifier:"

    package let anchors = [
        Anchor(literal: tag, ignoresCase: true, maskOffset: tag.utf8.count)
    ]
    package let reachBefore = 0
    package let reachAfter = 320

    package let catalog: LicenseCatalog

    package init(catalog: LicenseCatalog) {
        self.catalog = catalog
    }

    private static let characters = ByteSet.alphanumerics.union(ByteSet(ascii: ".-+:() "))
    private static let tagBytes = Array(tag.utf8).map(\.asciiLowercased)

    package func match(at position: Int, in window: borrowing ByteWindow, runs: inout RunCache) -> MatchOutcome {
        let start = position + Self.tagBytes.count
        do {
            guard try window.peeks(lowerCased: Self.tagBytes, at: position) else { return .noMatch(.shape) }
            let limit = position + reachAfter
            let valueStart = try window.peekRunEnd(of: ByteSet(" \t"), from: start, limit: limit)
            var end = try window.peekRunEnd(of: Self.characters, from: valueStart, limit: limit)
            // What closes a comment is no part of it.
            while end > valueStart, window[end - 1] == UInt8(ascii: " ") || window[end - 1] == UInt8(ascii: "-") {
                end -= 1
            }
            return verdict(valueStart..<end, position: position, in: window)
        } catch {
            return .needsMore(holdFrom: min(start, window.upperBound))
        }
    }

    private func verdict(_ range: Range<Int>, position: Int, in window: borrowing ByteWindow) -> MatchOutcome {
        var text = String(decoding: window.copy(range), as: UTF8.self)
        // Words may follow where somebody went on writing.
        while !text.isEmpty {
            if let expression = try? LicenseExpression(parsing: text) {
                let end = range.lowerBound + text.utf8.count
                return .match(
                    RawMatch(
                        match: position..<end,
                        secret: range.lowerBound..<end,
                        detail: catalog.detail(of: expression)
                    )
                )
            }
            guard let space = text.lastIndex(of: " ") else { break }
            text = String(text[..<space])
            while text.last == " " { text.removeLast() }
        }
        return .noMatch(.shape)
    }
}
