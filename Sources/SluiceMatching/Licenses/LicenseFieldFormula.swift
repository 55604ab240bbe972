// The licences of Homebrew's formulas.

/// Reads the licences that a formula of Homebrew joins: `any_of: ["MIT", "ISC"]`, `all_of: ["MIT", any_of: [...]]`,
/// `{ "GPL-2.0-only" => { with: "Classpath-exception-2.0" } }` (https://docs.brew.sh/License-Guidelines).
struct LicenseFieldFormula {
    /// What was read so far is the text before this offset.
    private(set) var offset: Int
    /// Whether one of the licences is known.
    private(set) var isKnown = false
    /// From the first licence to the last.
    private(set) var named: Range<Int>?
    private let limit: Int
    private let licence: ([UInt8]) -> LicenseExpression?

    /// - Parameter licence: what a name stands for; nil where it is not known.
    init(from start: Int, limit: Int, licence: @escaping ([UInt8]) -> LicenseExpression?) {
        offset = start
        self.limit = limit
        self.licence = licence
    }

    private static let deepest = 4
    private static let mostElements = 16
    private static let longestName = 160
    private static let space = ByteSet(" \t\r\n")
    private static let name = ByteSet.alphanumerics.union(ByteSet(ascii: " .+-:()"))
    private static let joints: [(spelled: [UInt8], conjunction: LicenseConjunction)] = [
        (Array("any_of:".utf8), .or), (Array(":any_of =>".utf8), .or), (Array("all_of:".utf8), .and),
        (Array(":all_of =>".utf8), .and), (Array("one_of:".utf8), .or),
    ]

    /// Reads `any_of: [...]` and the like; nil where there is none here, or it has no end.
    mutating func list(in window: borrowing ByteWindow) throws(AwaitsBytes) -> LicenseExpression? {
        try list(depth: 0, in: window)
    }

    private mutating func list(
        depth: Int,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> LicenseExpression? {
        guard depth < Self.deepest, let conjunction = try joint(in: window) else { return nil }
        guard try take(UInt8(ascii: "["), in: window) else { return nil }
        var elements: [LicenseExpression] = []
        while elements.count < Self.mostElements {
            guard try !reachesEnd(in: window), let element = try element(depth: depth, in: window) else { break }
            elements.append(element)
            guard try take(UInt8(ascii: ","), in: window) else { break }
        }
        // What was not read to the end may ask for more than what was.
        let isWhole = try take(UInt8(ascii: "]"), in: window)
        if !isWhole, conjunction == .and, !elements.isEmpty { elements.append(.license(LicenseCatalog.unknownName)) }
        return conjunction.joined(elements)
    }

    private mutating func element(
        depth: Int,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> LicenseExpression? {
        let isObject = try take(UInt8(ascii: "{"), in: window)
        var result = try text(in: window)
        if let license = result, case .license = license { result = try excepted(license, in: window) }
        if result == nil { result = try list(depth: depth + 1, in: window) }
        if result == nil, try takesSymbol(in: window) { result = .license(LicenseCatalog.unknownName) }
        if isObject { _ = try take(UInt8(ascii: "}"), in: window) }
        return result
    }

    /// The licence with the exception that `=> { with: "…" }` says behind it, if it does.
    private mutating func excepted(
        _ license: LicenseExpression,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> LicenseExpression {
        let start = self
        for mark in Self.exceptionMarks {
            guard try take(mark, in: window) else {
                self = start
                return license
            }
        }
        guard let name = try string(in: window) else {
            self = start
            return license
        }
        _ = try take(UInt8(ascii: "}"), in: window)
        return .with(license, exception: String(decoding: name, as: UTF8.self))
    }

    private static let exceptionMarks = ["=>", "{", "with:"].map { Array($0.utf8) }

    /// The licence of a quoted name.
    private mutating func text(in window: borrowing ByteWindow) throws(AwaitsBytes) -> LicenseExpression? {
        guard let name = try string(in: window) else { return nil }
        let found = licence(name)
        isKnown = isKnown || found != nil
        return found ?? .license(LicenseCatalog.unknownName)
    }

    /// A quoted text, which may stand in a string itself.
    private mutating func string(in window: borrowing ByteWindow) throws(AwaitsBytes) -> [UInt8]? {
        var start = try window.peekRunEnd(of: Self.space, from: offset, limit: limit)
        guard start < limit else { return nil }
        let isEscaped = try window.peek(start) == UInt8(ascii: "\\")
        if isEscaped { start += 1 }
        guard let quote = try window.peek(start), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            return nil
        }
        let longest = min(limit, start + Self.longestName)
        let end = try window.peekRunEnd(of: Self.name, from: start + 1, limit: longest)
        guard end < longest, end > start + 1 else { return nil }
        let mark = isEscaped ? end + 1 : end
        guard try window.peek(mark) == quote else { return nil }
        offset = mark + 1
        named = (named?.lowerBound ?? start + 1)..<end
        return window.copy(start + 1..<end)
    }

    private mutating func joint(in window: borrowing ByteWindow) throws(AwaitsBytes) -> LicenseConjunction? {
        for (spelled, conjunction) in Self.joints where try take(spelled, in: window) { return conjunction }
        return nil
    }

    /// Whether white space and the end of a list follow.
    private func reachesEnd(in window: borrowing ByteWindow) throws(AwaitsBytes) -> Bool {
        let start = try window.peekRunEnd(of: Self.space, from: offset, limit: limit)
        guard start < limit else { return false }
        return try window.peek(start) == UInt8(ascii: "]")
    }

    /// Goes on behind `:public_domain` or another word of Homebrew for what is no licence of SPDX.
    private mutating func takesSymbol(in window: borrowing ByteWindow) throws(AwaitsBytes) -> Bool {
        let start = try window.peekRunEnd(of: Self.space, from: offset, limit: limit)
        guard start < limit else { return false }
        guard try window.peek(start) == UInt8(ascii: ":") else { return false }
        let longest = min(limit, start + 1 + Self.longestName)
        let end = try window.peekRunEnd(of: .wordCharacters, from: start + 1, limit: longest)
        guard end > start + 1, end < longest else { return false }
        offset = end
        return true
    }

    private mutating func take(_ byte: UInt8, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Bool {
        try take([byte], in: window)
    }

    /// Goes on behind white space and a text, where it stands there.
    private mutating func take(_ text: [UInt8], in window: borrowing ByteWindow) throws(AwaitsBytes) -> Bool {
        let start = try window.peekRunEnd(of: Self.space, from: offset, limit: limit)
        guard start < limit else { return false }
        guard try window.peeks(text, at: start) else { return false }
        offset = start + text.count
        return true
    }
}
