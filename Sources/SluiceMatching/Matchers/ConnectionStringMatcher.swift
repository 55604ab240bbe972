// Passwords in connection strings.

import SluiceModel

/// Finds passwords and keys in connection strings: ADO.NET, ODBC and JDBC (`Server=…;Password=…`), Azure
/// (`AccountName=…;AccountKey=…`, `Endpoint=…;SharedAccessKey=…`) and libpq (`host=… password=…`).
///
/// A name such as `Password` counts only where another part of the string names a server, on the same line, at most 192
/// bytes before it or after its value.
package struct ConnectionStringMatcher: NamedMatcher, ReadingMatcher {
    package static let name = "connection-string"
    package static let summary = "Passwords and keys in connection strings of databases, storage and queues."
    package static let optionNames: [String] = []

    /// The names, behind what may separate parts or at the start of the text.
    package let anchors: [Anchor] = names.map { name in
        Anchor(
            elements: [separators.union(ByteSet(ascii: "\n"))] + name.map { ByteSet($0...$0).caseFolded },
            offset: 1,
            maskOffset: name.count + 2
        )
    }
    package let reachBefore = distance
    package let reachAfter = 64 + maximumValue + distance

    private static let distance = 192
    private static let maximumValue = 256
    /// No name of a part that names a server has more bytes.
    private static let longestMarker = 24
    private let valueClass: RunClass
    /// The values of strings whose parts a `&` separates.
    private let queryClass: RunClass
    private let quotedClass: RunClass
    /// The values among the arguments of a call.
    private let argumentClass: RunClass

    private static let names = ["sharedaccesskey", "accountkey", "password", "pwd"].map { Array($0.utf8) }
    private let sharedAccessKey = names[0]
    private let accountKey = names[1]
    private let password = names[2]
    private let shortPassword = names[3]
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
        argumentClass = runClasses.runClass(for: Self.argumentCharacters)
    }

    package func decide(
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
        let lead = lead(of: position, in: window)
        if let mark = try window.peek(start), mark == UInt8(ascii: "'") || mark == UInt8(ascii: "{") {
            characters = quotedClass
            start += 1
        } else if window.byte(before: position) == UInt8(ascii: "&") {
            characters = queryClass
        } else if lead == .argument || lead == .open {
            let wordEnd = try runs.peekEnd(
                of: argumentClass,
                from: start,
                limit: start + Self.maximumValue + 1,
                in: window
            )
            let next = try window.peek(wordEnd)
            let endsArgument = next == UInt8(ascii: ",") || next == UInt8(ascii: ")")
            let isListed: Bool
            if lead != .argument, endsArgument {
                isListed = try !window.peeks(.alphanumerics, at: wordEnd + 1)
            } else {
                isListed = lead == .argument
            }
            if isListed {
                guard !isVariable(start..<wordEnd, next: next, in: window) else { return .noMatch(.placeholder) }
                characters = argumentClass
            }
        }
        let limit = start + Self.maximumValue + 1
        var end = try runs.peekEnd(of: characters, from: start, limit: limit, in: window)
        if lead == .part, characters == valueClass, end > start {
            while end < limit, try goesOn(at: end, name: position, in: window) {
                end = try runs.peekEnd(of: characters, from: end + 1, limit: limit, in: window)
            }
        }
        if window.holds(Self.templateStart, at: start) { return .noMatch(.placeholder) }
        guard (4...Self.maximumValue).contains(end - start) else { return .noMatch(.length(found: end - start)) }
        // What is remembered makes the marker the cheaper question on floods; while it cannot be answered, the value
        // tells.
        var awaited: AwaitsBytes?
        if !hasMarker(before: position, in: window, quiet: &runs.quietStretch) {
            do {
                guard try hasMarker(after: end, in: window, quiet: &runs.quietStretch) else { return .noMatch(.shape) }
            } catch {
                awaited = error
            }
        }
        let verdict = PlaceholderText.verdict(of: window.span(start..<end))
        if verdict == .placeholder { return .noMatch(.placeholder) }
        if let awaited { throw awaited }
        let value = window.span(start..<end)
        let doubt: UInt8 = value.count >= 8 && !SecretShape.isWordy(value) ? 0 : 20
        return .match(
            RawMatch(match: position..<end, secret: start..<end, isSample: verdict == .sample, doubt: doubt)
        )
    }

    /// What a name stands behind.
    private enum Lead: Hashable {
        /// `;`, `?`, `&` or a quotation mark, as in connection strings.
        case part
        /// A comma or a bracket, as in calls.
        case argument
        /// Another value, or nothing: the end of the value tells.
        case open
    }

    private func lead(of name: Int, in window: borrowing ByteWindow) -> Lead {
        let end = window.runStart(of: Self.blanks, before: name, limit: name - Self.maximumIndentation)
        switch window.byte(before: end) {
        case UInt8(ascii: ","), UInt8(ascii: "("): return .argument
        case UInt8(ascii: ";"), UInt8(ascii: "?"), UInt8(ascii: "&"), UInt8(ascii: "\""), UInt8(ascii: "'"),
            UInt8(ascii: "`"):
            return .part
        default: return .open
        }
    }

    /// Whether a value among arguments is a variable, a member, a call or a constant of the language.
    private func isVariable(_ value: Range<Int>, next: UInt8?, in window: borrowing ByteWindow) -> Bool {
        let text = window.span(value)
        guard !text.isEmpty, text.isMade(of: Self.path), !ByteSet.digits.contains(text[0]) else { return false }
        if next == UInt8(ascii: "(") || next == UInt8(ascii: "[") { return true }
        return !text.touches(.digits) || SecretShape.isWordy(text)
    }

    /// Whether a value goes on behind the sign at `offset`, which would end it elsewhere: a letter or a digit follows,
    /// and it is no quotation mark that the line has used before, no escape and no element.
    private func goesOn(at offset: Int, name: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Bool {
        guard try window.peeks(Self.innerSigns, at: offset), try window.peeks(.alphanumerics, at: offset + 1) else {
            return false
        }
        let sign = window[offset]
        switch sign {
        case UInt8(ascii: "\\"): return try !window.peeks(Self.escaped, at: offset + 1)
        case UInt8(ascii: "<"):
            let end = try window.peekRunEnd(of: .letters, from: offset + 1, limit: offset + 24)
            return try window.peek(end) != UInt8(ascii: ">")
        case UInt8(ascii: ">"): return true
        default:
            var position = name
            while position > max(window.lowerBound, name - Self.distance) {
                position -= 1
                if window[position] == sign { return false }
                if Self.lineEnds.contains(window[position]) { return true }
            }
            return position == 0
        }
    }

    private func nameEnd(at position: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Int? {
        // Two bytes tell which name it can be.
        switch try window.peek(position)?.asciiLowercased {
        case UInt8(ascii: "s"): return try end(of: sharedAccessKey, at: position, in: window)
        case UInt8(ascii: "a"): return try end(of: accountKey, at: position, in: window)
        case UInt8(ascii: "p"):
            let second = try window.peek(position + 1)?.asciiLowercased
            let isShort = second == UInt8(ascii: "w")
            return try end(of: isShort ? shortPassword : password, at: position, in: window)
        default: return nil
        }
    }

    @inline(__always)
    private func end(
        of name: borrowing [UInt8],
        at position: Int,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> Int? {
        for index in 0..<name.count {
            guard let byte = try window.peek(position + index), byte.asciiLowercased == name[index] else { return nil }
        }
        return position + name.count
    }

    /// Whether a part before `offset` names a server.
    ///
    /// `quiet` is a stretch that is known to hold neither a marker nor what ends the search, so that many passwords
    /// side by side cost one search.
    private func hasMarker(before offset: Int, in window: borrowing ByteWindow, quiet: inout Range<Int>) -> Bool {
        let limit = max(window.lowerBound, offset - Self.distance)
        var position = offset
        while position > limit {
            if quiet.lowerBound < position, position <= quiet.upperBound {
                position = quiet.lowerBound
                continue
            }
            position -= 1
            let byte = window[position]
            if Self.lineEnds.contains(byte) { return false }
            if Self.assigners.contains(byte), isMarker(endingAt: position, limit: limit, in: window) { return true }
        }
        return false
    }

    /// Whether a part after `offset` names a server.
    private func hasMarker(
        after offset: Int,
        in window: borrowing ByteWindow,
        quiet: inout Range<Int>
    ) throws(AwaitsBytes) -> Bool {
        guard try window.peeks(Self.partSeparators, at: offset) else { return false }
        let limit = offset + Self.distance
        var position = offset
        if quiet.contains(position) {
            position = min(quiet.upperBound, limit)
        } else {
            quiet = position..<position
        }
        while position < limit {
            let eventful = window.runEnd(of: Self.uneventful, from: position, limit: limit)
            if eventful > position {
                if quiet.upperBound == position { quiet = quiet.lowerBound..<eventful }
                position = eventful
                continue
            }
            guard let byte = try window.peek(position), Self.assigners.contains(byte) else { return false }
            if isMarker(endingAt: position, limit: offset, in: window) { return true }
            // What is no marker for this value may be one for another, which sees less of what stands before it.
            if mayBeMarker(endingAt: position, in: window) { quiet = (position + 1)..<(position + 1) }
            position += 1
            if quiet.upperBound == position - 1 { quiet = quiet.lowerBound..<position }
        }
        return false
    }

    private func isMarker(endingAt end: Int, limit: Int, in window: borrowing ByteWindow) -> Bool {
        var end = end
        if end > limit, window[end - 1] == UInt8(ascii: " ") { end -= 1 }
        // Most names end otherwise than any marker.
        return Self.markers.standsLast(before: end, limit: max(limit, end - Self.longestMarker), in: window) {
            start,
            window in
            window.isBoundary(before: start, against: .alphanumerics)
        }
    }

    private func mayBeMarker(endingAt end: Int, in window: borrowing ByteWindow) -> Bool {
        let limit = max(window.lowerBound, end - Self.longestMarker - 1)
        let end = end > limit && window[end - 1] == UInt8(ascii: " ") ? end - 1 : end
        return Self.markers.standsLast(before: end, limit: limit, in: window) { _, _ in true }
    }

    private static let maximumIndentation = 16
    private static var blanks: ByteSet { ByteSet(ascii: " \t") }
    /// What identifiers with dots between them are made of.
    private static var path: ByteSet { ByteSet.wordCharacters.union(ByteSet(ascii: ".")) }
    private static var innerSigns: ByteSet { ByteSet(ascii: "\"'`<>\\") }
    private static var escaped: ByteSet { ByteSet(ascii: "nrtu") }
    private static var templateStart: ByteSet { ByteSet(ascii: "[(") }
    private static var blank: ByteSet { ByteSet(ascii: " ") }
    private static var separators: ByteSet { ByteSet(ascii: ";?& \t\"'`,") }
    private static var partSeparators: ByteSet { ByteSet(ascii: ";& '},") }
    private static var assigners: ByteSet { ByteSet(ascii: "=:") }
    /// Neither the end of a string nor that of a name.
    private static var uneventful: ByteSet { ByteSet(ascii: "\r\n\"'`=:").inverted }
    private static var lineEnds: ByteSet { ByteSet(ascii: "\r\n") }
    private static var valueCharacters: ByteSet {
        ByteSet(0x21...0xFF).intersection(ByteSet(ascii: ";\"'`<>\\").inverted)
    }
    private static var argumentCharacters: ByteSet {
        valueCharacters.intersection(ByteSet(ascii: ",()[]").inverted)
    }
    private static var quotedCharacters: ByteSet {
        ByteSet(0x21...0xFF).intersection(ByteSet(ascii: "\"'`<>\\}").inverted)
    }
}
