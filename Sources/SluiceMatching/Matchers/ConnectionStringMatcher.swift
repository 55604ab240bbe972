// Passwords in connection strings.

import SluiceModel

/// Finds passwords and keys in connection strings: ADO.NET, ODBC and JDBC (`Server=…;Password=…`), Azure
/// (`AccountName=…;AccountKey=…`, `Endpoint=…;SharedAccessKey=…`) and libpq (`host=… password=…`).
///
/// A name such as `Password` counts only where another part of the string names a server, on the same line, at most 192
/// bytes before it or after its value.
package struct ConnectionStringMatcher: NamedMatcher {
    package static let name = "connection-string"
    package static let summary = "Passwords and keys in connection strings of databases, storage and queues."
    package static let optionNames: [String] = []

    package let anchors: [Anchor] = names.map { name in
        Anchor(literal: String(decoding: name, as: UTF8.self), ignoresCase: true, maskOffset: name.count + 1)
    }
    package let reachBefore = distance
    package let reachAfter = 32 + maximumValue + distance

    private static let distance = 192
    private static let maximumValue = 256
    private let valueClass: RunClass
    /// The values of strings whose parts a `&` separates.
    private let queryClass: RunClass
    private let quotedClass: RunClass

    private static let names = ByteText.list("sharedaccesskey", "accountkey", "password", "pwd")
    private static let markers = WordTable(
        byLast: ByteText.words(
            """
            server datasource host hostname accountname endpoint driver addr address dsn jdbc dbname
            defaultendpointsprotocol sharedaccesskeyname service
            """
        ) + ByteText.list("data source", "initial catalog", "network address")
    )

    package init(options: [String: [String]], runClasses: inout RunClassTable) throws(MatcherOptionError) {
        valueClass = runClasses.runClass(for: Self.valueCharacters)
        queryClass = runClasses.runClass(for: Self.valueCharacters.intersection(ByteSet("&").inverted))
        quotedClass = runClasses.runClass(for: Self.quotedCharacters)
    }

    package func match(at position: Int, in window: borrowing ByteWindow, runs: inout RunCache) -> MatchOutcome {
        var hold = Int.max
        do throws(AwaitsBytes) {
            return try decide(at: position, in: window, hold: &hold, runs: &runs)
        } catch {
            return .needsMore(holdFrom: min(hold, window.upperBound))
        }
    }

    private func decide(
        at position: Int,
        in window: borrowing ByteWindow,
        hold: inout Int,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        if let before = window.byte(before: position), !Self.separators.contains(before) {
            return .noMatch(.leftBoundary)
        }
        guard let nameEnd = try nameEnd(at: position, in: window) else { return .noMatch(.shape) }
        let equals = try window.peekRunEnd(of: Self.blank, from: nameEnd, limit: nameEnd + 2)
        guard try window.peek(equals) == UInt8(ascii: "=") else { return .noMatch(.shape) }
        var start = try window.peekRunEnd(of: Self.blank, from: equals + 1, limit: equals + 3)
        hold = start
        var characters = valueClass
        if let mark = try window.peek(start), mark == UInt8(ascii: "'") || mark == UInt8(ascii: "{") {
            characters = quotedClass
            start += 1
        } else if window.byte(before: position) == UInt8(ascii: "&") {
            characters = queryClass
        }
        let end = try runs.peekEnd(of: characters, from: start, limit: start + Self.maximumValue + 1, in: window)
        if window.holds(Self.templateStart, at: start) { return .noMatch(.placeholder) }
        guard (4...Self.maximumValue).contains(end - start) else { return .noMatch(.length(found: end - start)) }
        let verdict = PlaceholderText.verdict(of: window.copy(start..<end))
        if verdict == .placeholder { return .noMatch(.placeholder) }
        if try !hasMarker(before: position, in: window) {
            guard try hasMarker(after: end, in: window) else { return .noMatch(.shape) }
        }
        return .match(RawMatch(match: position..<end, secret: start..<end, isSample: verdict == .sample))
    }

    private func nameEnd(at position: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Int? {
        for name in Self.names where try window.peeks(lowerCased: name, at: position) { return position + name.count }
        return nil
    }

    /// Whether a part before `offset` names a server.
    private func hasMarker(before offset: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Bool {
        let limit = max(window.lowerBound, offset - Self.distance)
        var position = offset
        while position > limit {
            position -= 1
            let byte = window[position]
            if Self.lineEnds.contains(byte) { return false }
            if Self.assigners.contains(byte), isMarker(endingAt: position, limit: limit, in: window) { return true }
        }
        return false
    }

    /// Whether a part after `offset` names a server.
    private func hasMarker(after offset: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Bool {
        guard try window.peeks(Self.partSeparators, at: offset) else { return false }
        for position in offset..<(offset + Self.distance) {
            guard let byte = try window.peek(position), !Self.lineEnds.contains(byte), !Quote.marks.contains(byte)
            else {
                return false
            }
            if Self.assigners.contains(byte), isMarker(endingAt: position, limit: offset, in: window) { return true }
        }
        return false
    }

    private func isMarker(endingAt end: Int, limit: Int, in window: borrowing ByteWindow) -> Bool {
        var end = end
        if end > limit, window[end - 1] == UInt8(ascii: " ") { end -= 1 }
        // Most names end otherwise than any marker.
        return Self.markers.standsLast(before: end, limit: max(limit, end - 24), in: window) { start, window in
            window.isBoundary(before: start, against: .alphanumerics)
        }
    }

    private static let templateStart = ByteSet("[(")
    private static let blank = ByteSet(" ")
    private static let separators = ByteSet(";?& \t\"'`,")
    private static let partSeparators = ByteSet(";& '}")
    private static let assigners = ByteSet("=:")
    private static let lineEnds = ByteSet("\r\n")
    private static let valueCharacters = ByteSet(0x21...0xFF).intersection(ByteSet(";\"'`<>\\").inverted)
    private static let quotedCharacters = ByteSet(0x21...0xFF).intersection(ByteSet("\"'`<>\\}").inverted)
}
