// The licence fields of manifests.

/// Finds the licence that a manifest states: `"license": "MIT"`, `license = "MIT OR Apache-2.0"`,
/// `<license>…</license>`, `s.license = 'MIT'`, `License: GPL-3`, `License :: OSI Approved :: MIT License`,
/// `PackageLicenseExpression`, `license "MIT"`, `license all_of: […]`, the address of a badge, and the line below a heading
/// that says `License`.
///
/// Only what is an expression of known identifiers, or a known name as a whole, is a licence.
package struct LicenseFieldMatcher: LicenseNameMatcher, ReadingMatcher {
    package static let name = "license-field"
    package static let summary = "Licence fields of manifests, such as package.json, Cargo.toml, pom.xml and setup.py."

    package let anchors = ["license", "licence"].map {
        Anchor(literal: $0, ignoresCase: true, maskOffset: $0.utf8.count)
    }
    package let reachBefore = LicenseFieldBadge.reachBefore
    package let reachAfter = 700

    package let catalog: LicenseCatalog

    package init(catalog: LicenseCatalog) {
        self.catalog = catalog
    }

    private static let keyLength = 7
    private static let longestValue = 160
    /// Where a quotation mark says what the value is, and ends it.
    private static let longestQuote = 512
    private static let quotes = ByteSet("\"'`")
    private static let blanks = ByteSet(" \t")
    private static let space = ByteSet(" \t\r\n")
    /// What may stand between the word and what separates it from its value: the rest of a longer key.
    private static let keyEndings = [
        "s", "expression", "_expression", "-expression", "-Expression", "Expression", " (spdx)", "_id", "Id", "Type",
        "_type", "__", "**", "*",
    ]
    .map { Array($0.utf8) }
    /// What may stand before the value proper, inside a table, a list or an element.
    private static let wrappers = [
        "text", "type", "name", "<name>", "spdx", "id", "expression", "value",
    ]
    .map { Array($0.utf8) }

    package func decide(
        at position: Int,
        in window: borrowing ByteWindow,
        hold: inout Int,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        hold = position + Self.keyLength
        guard try window.peeks(lowerCased: Array("licen".utf8), at: position),
            let letter = try window.peek(position + 5)?.asciiLowercased,
            letter == UInt8(ascii: "s") || letter == UInt8(ascii: "c"),
            try window.peek(position + 6)?.asciiLowercased == UInt8(ascii: "e")
        else { return .noMatch(.shape) }
        if let badge = try LicenseFieldBadge.name(at: position, behind: position + Self.keyLength, in: window) {
            return verdict(badge.bytes, at: badge.range, position: position)
        }
        if let found = try formula(from: position + Self.keyLength, position: position, in: window) { return found }
        guard let separated = try separatorEnd(from: position + Self.keyLength, of: position, in: window),
            let opening = try valueStart(from: separated.end, in: window)
        else { return .noMatch(.shape) }
        if let quote = opening.quote, opening.isList {
            return try list(opening, quote, position: position, in: window)
        }
        // A word of prose that a colon follows is no field unless the value is all there is on the line.
        let longest = opening.quote == nil ? Self.longestValue : Self.longestQuote
        let limit = min(position + reachAfter, opening.start + longest)
        let end: Int
        if let quote = opening.quote {
            end = try window.peekRunEnd(
                of: ByteSet(quote...quote).union(Self.lineEnds).inverted,
                from: opening.start,
                limit: limit
            )
            guard end < limit, try window.peek(end) == quote else { return .noMatch(.shape) }
        } else {
            end = try window.peekRunEnd(of: separated.valueEnds.inverted, from: opening.start, limit: limit)
            guard end < limit else { return .noMatch(.shape) }
        }
        return verdict(opening.start..<end, position: position, isQuoted: opening.quote != nil, in: window)
    }

    /// The licences that a formula joins; nil where it joins none.
    private func formula(
        from start: Int,
        position: Int,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> MatchOutcome? {
        guard try window.peeks(Self.blanks, at: start) else { return nil }
        var formula = LicenseFieldFormula(from: start, limit: position + reachAfter, licence: expression)
        guard let result = try formula.list(in: window), formula.isKnown, let named = formula.named else { return nil }
        return .match(
            RawMatch(match: position..<named.upperBound, secret: named, detail: catalog.detail(of: result))
        )
    }

    /// The licences of a list, of which one may choose.
    private func list(
        _ opening: Opening,
        _ quote: UInt8,
        position: Int,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> MatchOutcome {
        let limit = position + reachAfter
        let text = ByteSet(quote...quote).union(Self.lineEnds).inverted
        var choices: [LicenseExpression] = []
        var isKnown = false
        var element = opening
        var secretEnd = opening.start
        for _ in 0..<Self.mostElements {
            let longest = min(limit, element.start + Self.longestValue)
            let end = try window.peekRunEnd(of: text, from: element.start, limit: longest)
            guard end < longest, try window.peek(end) == quote else { break }
            let licence = expression(window.copy(element.start..<end))
            isKnown = isKnown || licence != nil
            choices.append(licence ?? .license(LicenseCatalog.unknownName))
            secretEnd = end
            // The mark of a string inside a string has two bytes.
            let next = end + (quote == UInt8(ascii: "\\") ? 2 : 1)
            guard let start = try nextElement(from: next, isObject: opening.isObject, limit, in: window),
                start.quote == quote
            else { break }
            element = start
        }
        guard isKnown, let result = LicenseConjunction.or.joined(choices) else { return .noMatch(.shape) }
        return .match(
            RawMatch(
                match: position..<secretEnd,
                secret: opening.start..<secretEnd,
                detail: catalog.detail(of: result)
            )
        )
    }

    private static let mostElements = 16
    private static let noBrackets = ByteSet("{}[]").inverted

    /// Where the next value of a list starts.
    private func nextElement(
        from start: Int,
        isObject: Bool,
        _ limit: Int,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> Opening? {
        var offset = start
        if isObject {
            offset = try window.peekRunEnd(of: Self.noBrackets, from: offset, limit: limit)
            guard offset < limit, try window.peek(offset) == UInt8(ascii: "}") else { return nil }
            offset += 1
        }
        offset = try window.peekRunEnd(of: Self.space, from: offset, limit: limit)
        guard offset < limit, try window.peek(offset) == UInt8(ascii: ",") else { return nil }
        return try valueStart(from: offset + 1, in: window)
    }

    private static let lineEnds = ByteSet("\r\n")
    private static let commentEnds = ByteSet("\r\n*\\")
    private static let elementEnds = ByteSet("<\r\n")
    private static let classifierEnds = ByteSet("\"'`,\r\n")

    /// Where what separates the key from its value ends: a colon, `=`, `::`, `=>`, or the end of a start tag.
    private func separatorEnd(
        from start: Int,
        of position: Int,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> (end: Int, valueEnds: ByteSet)? {
        var offset = start
        // `@license MIT`, `MODULE_LICENSE("GPL")`
        switch window.byte(before: position) {
        case UInt8(ascii: "@"):
            if try window.peeks(Self.blanks, at: offset) { return (offset + 1, Self.commentEnds) }
        case UInt8(ascii: "_"):
            if try window.peek(offset) == UInt8(ascii: "(") { return (offset, Self.lineEnds) }
        case UInt8(ascii: "["):
            // `[![License: MIT](…)](…)`
            let isBadge = try window.peek(offset) == UInt8(ascii: ":")
            if isBadge { return (offset + 1, Self.badgeEnds) }
        default: break
        }
        if let start = try lineBelow(offset, of: position, in: window) { return (start, Self.lineEnds) }
        if let start = try argument(offset, in: window) { return (start, Self.lineEnds) }
        for ending in Self.keyEndings where try window.peeks(ending, at: offset) {
            offset += ending.count
            break
        }
        guard let byte = try window.peek(offset) else { return nil }
        if byte == UInt8(ascii: ">") { return (offset + 1, Self.elementEnds) }
        if byte == UInt8(ascii: " "), try window.peeks(Array(" type=\"expression\">".utf8), at: offset) {
            return (offset + 19, Self.elementEnds)
        }
        // The quotation mark that ends the key, with the backslash of a string inside a string.
        if byte == UInt8(ascii: "\\") { offset += 1 }
        if try window.peeks(Self.quotes, at: offset) { offset += 1 }
        offset = try window.peekRunEnd(of: Self.blanks, from: offset, limit: offset + 24)
        guard let mark = try window.peek(offset) else { return nil }
        switch mark {
        case UInt8(ascii: ":"):
            offset += 1
            // `License :: OSI Approved :: MIT License`: the last part is the value.
            var isClassifier = false
            while try window.peek(offset) == UInt8(ascii: ":") {
                isClassifier = true
                var end = try window.peekRunEnd(of: Self.classifier, from: offset + 1, limit: offset + 80)
                guard try window.peek(end) == UInt8(ascii: ":") else { return (offset + 1, Self.classifierEnds) }
                end += 1
                offset = end
            }
            return (offset, isClassifier ? Self.classifierEnds : Self.lineEnds)
        case UInt8(ascii: "="):
            offset += 1
            if try window.peek(offset) == UInt8(ascii: ">") { offset += 1 }
            return (offset, Self.lineEnds)
        default: return nil
        }
    }

    /// Where the line below a heading starts: `## License`, or `License` with a line of `=` or `-` below it.
    private func lineBelow(
        _ start: Int,
        of position: Int,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> Int? {
        let marks: ByteSet
        switch window.byte(before: position) {
        case UInt8(ascii: "#"): marks = Self.space
        case UInt8(ascii: " "):
            guard window.byte(before: position - 1) == UInt8(ascii: "#") else { return nil }
            marks = Self.space
        case 0x0A, nil: marks = Self.underline
        default: return nil
        }
        guard try window.peeks(Self.lineEnds, at: start) else { return nil }
        let end = try window.peekRunEnd(of: marks, from: start, limit: start + Self.longestUnderline)
        let isUnderlined =
            marks == Self.space
            || window[end - 1] == 0x0A && window.copy(start..<end).contains { !Self.space.contains($0) }
        return isUnderlined ? end : nil
    }

    private static let underline = space.union(ByteSet(ascii: "=-"))
    private static let longestUnderline = 96

    /// Where the quoted argument of a call without parentheses starts: `license "MIT"`.
    private func argument(_ start: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Int? {
        let end = try window.peekRunEnd(of: Self.blanks, from: start, limit: start + 24)
        guard end > start else { return nil }
        return try window.peeks(Self.quotes, at: end) ? end : nil
    }

    private static let badgeEnds = ByteSet("]\r\n")
    private static let classifier = ByteSet.alphanumerics.union(ByteSet(ascii: " ()+./-"))

    /// Where a value starts.
    private struct Opening {
        var start: Int
        /// The quotation mark that it stands in.
        var quote: UInt8?
        /// Whether it stands in a list.
        var isList = false
        /// Whether it stands in an object or a table.
        var isObject = false
    }

    /// Where the value starts, and what it stands in.
    private func valueStart(
        from start: Int,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> Opening? {
        var offset = start
        var isList = false
        var isObject = false
        // A table, a list, a key inside it: each at most once or twice.
        for _ in 0..<8 {
            offset = try window.peekRunEnd(of: Self.space, from: offset, limit: offset + 64)
            guard let byte = try window.peek(offset) else { return nil }
            if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "(") {
                isList = isList || byte == UInt8(ascii: "[")
                isObject = isObject || byte == UInt8(ascii: "{")
                offset += 1
                continue
            }
            let quoteAt = byte == UInt8(ascii: "\\") ? offset + 1 : offset
            let isQuoted = try window.peeks(Self.quotes, at: quoteAt)
            let wordStart = isQuoted ? quoteAt + 1 : offset
            if let end = try wrapperEnd(from: wordStart, in: window) {
                offset = end
                continue
            }
            guard isQuoted else { return Opening(start: offset, quote: nil) }
            // The value of a string inside a string ends at the backslash before its quotation mark.
            let quote = quoteAt > offset ? UInt8(ascii: "\\") : window[quoteAt]
            return Opening(start: wordStart, quote: quote, isList: isList, isObject: isObject)
        }
        return nil
    }

    /// The end of `type":`, `text =` or `<name>` where one stands.
    private func wrapperEnd(from start: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Int? {
        for wrapper in Self.wrappers where try window.peeks(wrapper, at: start) {
            var end = start + wrapper.count
            if wrapper.last == UInt8(ascii: ">") { return end }
            if try window.peek(end) == UInt8(ascii: "\\") { end += 1 }
            if try window.peeks(Self.quotes, at: end) { end += 1 }
            end = try window.peekRunEnd(of: Self.blanks, from: end, limit: end + 8)
            guard let mark = try window.peek(end), mark == UInt8(ascii: ":") || mark == UInt8(ascii: "=") else {
                continue
            }
            return end + 1
        }
        return nil
    }

    private func verdict(
        _ range: Range<Int>,
        position: Int,
        isQuoted: Bool,
        in window: borrowing ByteWindow
    ) -> MatchOutcome {
        var bytes = window.copy(range)
        // Of what is not quoted the marks behind it are no part, nor is a comment.
        if !isQuoted, let comment = bytes.firstRange(of: Self.comment) { bytes.removeSubrange(comment.lowerBound...) }
        let trailing = ByteSet(isQuoted ? " \t" : " \t,;")
        while let last = bytes.last, trailing.contains(last) { bytes.removeLast() }
        if !isQuoted, let last = bytes.last, Self.quotes.contains(last) { bytes.removeLast() }
        return verdict(bytes, at: range.lowerBound..<range.lowerBound + bytes.count, position: position)
    }

    /// The match of a name that stands in `range`.
    private func verdict(_ name: [UInt8], at range: Range<Int>, position: Int) -> MatchOutcome {
        guard !name.isEmpty, let expression = expression(name) else { return .noMatch(.shape) }
        return .match(
            RawMatch(match: position..<range.upperBound, secret: range, detail: catalog.detail(of: expression))
        )
    }

    /// The licence that a value names as a whole.
    private func expression(_ bytes: [UInt8]) -> LicenseExpression? {
        let text = String(decoding: bytes, as: UTF8.self)
        if let expression = try? LicenseExpression(parsing: text), catalog.knows(expression) { return expression }
        if let identifier = identifier(named: bytes) { return .license(identifier) }
        // Cargo's older manifests, Linux's modules and PHP's lists join names by a slash, which means OR.
        let names = bytes.starts(with: Self.dual) ? Array(bytes[Self.dual.count...]) : bytes
        return joined(names, at: Self.choosers, by: .or) ?? joined(names, at: Self.adders, by: .and)
    }

    /// The licences of a list, of which one at least is known, and what looks like an identifier else.
    private func joined(
        _ names: [UInt8],
        at separators: ByteSet,
        by conjunction: LicenseConjunction
    ) -> LicenseExpression? {
        let parts = names.split(whereSeparator: separators.contains)
        guard parts.count > 1, parts.count <= Self.mostElements else { return nil }
        var licenses: [LicenseExpression] = []
        var isKnown = false
        for part in parts {
            let licence = identifier(named: Array(part))
            isKnown = isKnown || licence != nil
            let words = part.split(whereSeparator: Self.blanks.contains)
            let isName = words.count == 1 && words[0].allSatisfy(LicenseNameKey.isIdentifierByte)
            guard licence != nil || isName else { return nil }
            licenses.append(.license(licence ?? LicenseCatalog.unknownName))
        }
        return isKnown ? conjunction.joined(licenses) : nil
    }

    private static let choosers = ByteSet("/|")
    private static let adders = ByteSet(",;&")
    private static let comment = Array(" #".utf8)
    private static let dual = Array("Dual ".utf8)

    /// What a name stands for: without what stands in parentheses, or by that alone.
    private func identifier(named bytes: [UInt8]) -> String? {
        if let key = LicenseNameKey(of: bytes), let identifier = catalog.identifier(named: key) {
            return catalog.canonical(identifier)
        }
        guard let open = bytes.lastIndex(of: UInt8(ascii: "(")), bytes.last == UInt8(ascii: ")") else { return nil }
        for part in [Array(bytes[(open + 1)...].dropLast()), Array(bytes[..<open])] {
            if let key = LicenseNameKey(of: part), let identifier = catalog.identifier(named: key) {
                return catalog.canonical(identifier)
            }
        }
        return nil
    }
}
