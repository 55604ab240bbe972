// What stands around the names of packages in a text.

/// What stands around the names of packages in a text. Reads ahead only through `peek`, and back no further than
/// `reachBefore`.
enum PackageText {
    /// A name before its version, extras, blanks and a quotation mark, and the indentation before it.
    static let reachBefore = max(
        PackageName.longest + longestExtras + longestIndent + longestGap + 16,
        MavenPart.reachBefore
    )
    private static let longestExtras = 64
    static let longestIndent = 32

    static let blanks = ByteSet(ascii: " \t")
    /// Bytes of names without a path.
    static let nameBytes = ByteSet.alphanumerics.union(joints)
    /// Signs between the words of names, which PyPI takes for the same.
    static let joints = ByteSet(ascii: "._-")
    /// Bytes of names that may have a scope or a path.
    static let pathBytes = nameBytes.union(ByteSet(ascii: "/@"))
    /// Bytes of what a module is called in quotation marks.
    static let specifier = pathBytes.union(ByteSet(ascii: "~+:"))
    /// Bytes of what identifiers are made of.
    static let identifier = ByteSet.alphanumerics.union(ByteSet(ascii: "_"))
    /// Bytes of the version in a program's name: pip3.12
    static let versionDigits = ByteSet.digits.union(ByteSet(ascii: "."))
    private static let versionTail = ByteSet.alphanumerics.union(ByteSet(ascii: ".^~*<>=+-"))
    private static let extras = nameBytes.union(ByteSet(ascii: ", "))
    private static let lineBreaks = ByteSet(ascii: "\n\r")
    private static let program = Array(".exe".utf8)
    private static let lineStarts = ByteSet(ascii: "\n\r;\"'`")

    /// Whether a statement may begin at `position`: before it only blanks stand on the line, or the mark of an added
    /// line of a diff; or the text begins in quotation marks. A line break may be escaped.
    static func beginsLine(_ position: Int, in window: borrowing ByteWindow) -> Bool {
        var start = window.runStart(of: blanks, before: position, limit: position - longestIndent)
        guard var byte = window.byte(before: start) else { return true }
        if byte == UInt8(ascii: "+") {
            start -= 1
            guard let before = window.byte(before: start) else { return true }
            return lineBreaks.contains(before)
        }
        if lineStarts.contains(byte) || blanks.contains(byte) { return true }
        // One blank behind an escaped line break is not looked for, so that the gate can be quick.
        guard byte == UInt8(ascii: "n"), position - start != 1 else { return false }
        byte = window.byte(at: start - 2) ?? 0
        return byte == UInt8(ascii: "\\")
    }

    /// The word that ends before `end`, without the letter of an escape before it and without `.exe`; nil where it is
    /// longer than names of tools are.
    static func word(before end: Int, in window: borrowing ByteWindow) -> Range<Int>? {
        var start = window.runStart(of: nameBytes, before: end, limit: end - 24)
        guard end - start < 24 else { return nil }
        if start < end, window.byte(before: start) == UInt8(ascii: "\\"),
            window[start] == UInt8(ascii: "n") || window[start] == UInt8(ascii: "t")
        {
            start += 1
        }
        let isProgram = end - start > 4 && window.hasPrefix(program, at: end - 4)
        return start..<(isProgram ? end - 4 : end)
    }

    /// The end of a version that has a dot (`^1.2`), from `start` on; nil where there is none.
    static func dottedVersion(
        from start: Int,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> Int? {
        let limit = start + PackagePlace.longestVersionStart + 1
        let end = try window.peekRunEnd(of: PackagePlace.versionBytes, from: start, limit: limit)
        guard end > start, end < limit, try window.peek(end) == UInt8(ascii: "."),
            try window.peeks(PackagePlace.versionBytes, at: end + 1)
        else { return nil }
        return try versionEnd(from: start, in: window)
    }

    /// The longest version without a dot: `^10`.
    static let longestPlainVersion = 3

    /// The end of the version of a member that has no dot before another number: `^6`, `*`, `6.x`; nil where there is
    /// none.
    static func plainVersion(from start: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Int? {
        let limit = start + longestPlainVersion + 1
        let end = try window.peekRunEnd(of: PackagePlace.versionBytes, from: start, limit: limit)
        guard end > start, end < limit, plainEnd.contains(window[end - 1]), let next = try window.peek(end) else {
            return nil
        }
        if next == UInt8(ascii: "\"") { return end }
        var last = end
        if next == UInt8(ascii: ".") {
            last = try versionEnd(from: start, in: window)
            if try window.peek(last) == UInt8(ascii: "\"") { return last }
        }
        for sign in rangeSigns where try window.peeks(sign, at: last) { return last }
        return nil
    }

    /// What goes on behind one version of several: `1.x || 2.x`, `>=1 <3`, `1 - 3`.
    private static let rangeSigns = [" ||", " <", " - "].map { Array($0.utf8) }
    private static let addressBytes: ByteSet = {
        var set = ByteSet(0x21...0x7E)
        for byte in "\"\\".utf8 { set.remove(byte) }
        return set
    }()
    private static let archiveEndings = [".tgz", ".tar.gz", ".tar", ".git"].map { Array($0.utf8) }

    /// The end of the address of an archive or a repository, up to the quotation mark behind it; nil where none is there.
    static func archiveEnd(from start: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Int? {
        let end = try window.peekRunEnd(of: addressBytes, from: start, limit: start + 256)
        guard try window.peek(end) == UInt8(ascii: "\"") else { return nil }
        return archiveEndings.contains { window.hasPrefix($0, at: end - $0.count) } ? end : nil
    }

    private static let plainEnd = ByteSet.digits.union(ByteSet(ascii: "*"))

    /// The end of the version that stands at `start`.
    static func versionEnd(from start: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Int {
        try window.peekRunEnd(of: versionTail, from: start, limit: start + 48)
    }

    /// How many blanks align a column at most.
    static let longestGap = 32
    /// Bytes of what stands in the place of a member's version.
    static let memberWord = versionTail.union(ByteSet(ascii: "@"))
    private static let schemeEnds = ByteSet(ascii: ":+")
    /// What stands behind a requirement on its line.
    private static let requirementFollowers = ByteSet(ascii: "\r\n,;#\"'\\)&")

    /// The end of the version of a requirement, or of the scheme of the address in its place; nil where neither is there.
    static func requirementEnd(from start: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Int? {
        guard let first = try window.peek(start) else { return nil }
        if ByteSet.digits.contains(first) { return try versionEnd(from: start, in: window) }
        let end = try window.peekRunEnd(of: .letters, from: start, limit: start + 8)
        guard end > start else { return nil }
        return try window.peeks(schemeEnds, at: end) ? end : nil
    }

    /// Whether a requirement ends at `end`, and is no comparison that goes on.
    static func endsRequirement(at end: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Bool {
        let last = try window.peekRunEnd(of: blanks, from: end, limit: end + longestGap)
        guard let next = try window.peek(last) else { return true }
        return requirementFollowers.contains(next) || schemeEnds.contains(next) && last == end
    }

    private static let anySpace = ByteSet(ascii: " \t\r\n+")
    private static let escapes = ByteSet(ascii: "ntr")
    private static let longestSpace = 80

    /// Where the white space before `end` begins, with marks of added lines in a diff and escaped line breaks.
    static func spaceStart(before end: Int, limit: Int = .min, in window: borrowing ByteWindow) -> Int {
        var start = end
        let limit = max(limit, end - longestSpace)
        while true {
            start = window.runStart(of: anySpace, before: start, limit: limit)
            guard start - 2 >= limit, window.holds(escapes, at: start - 1),
                window.byte(at: start - 2) == UInt8(ascii: "\\")
            else { return start }
            start -= 2
        }
    }

    /// The name in quotation marks that end before `end`, whose key, `key: "…"` or `key = "…"`, is called `key`; nil
    /// where it is not.
    static func entry(
        _ key: [UInt8],
        before end: Int,
        in window: borrowing ByteWindow
    ) -> (key: Int, value: Range<Int>)? {
        guard let quote = window.byte(before: end), PackagePlace.plainQuotes.contains(quote),
            let value = name(before: end - 1, of: nameBytes, in: window),
            window.byte(before: value.lowerBound) == quote
        else { return nil }
        let separator = alignedEnd(before: value.lowerBound - 1, in: window)
        guard let byte = window.byte(before: separator), byte == UInt8(ascii: ":") || byte == UInt8(ascii: "=") else {
            return nil
        }
        let start = alignedEnd(before: separator - 1, in: window) - key.count
        guard window.hasPrefix(key, at: start) else { return nil }
        if let before = window.byte(before: start), nameBytes.contains(before) { return nil }
        return (start, value)
    }

    /// Where the text ends before the blanks that stand before `position`, by which a column is aligned.
    static func alignedEnd(before position: Int, in window: borrowing ByteWindow) -> Int {
        window.runStart(of: blanks, before: position, limit: position - longestGap)
    }

    /// The keys of the table of a dependency.
    private static let dependencyKeys = [
        "version", "git", "path", "workspace", "features", "optional", "extras", "url", "file", "registry", "markers",
        "default-features", "editable", "rev", "branch", "tag", "index", "allow-prereleases", "python",
    ].map { Array($0.utf8) }

    /// What tells that the table from `start` on is that of a dependency: its version, if that comes first, or its
    /// first key.
    static func tableVersion(
        from start: Int,
        hold: inout Int,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> Range<Int>? {
        let key = try window.peekRunEnd(of: blanks, from: start, limit: start + 4)
        hold = min(key, window.upperBound)
        let end = try window.peekRunEnd(of: nameBytes, from: key, limit: key + 20)
        let equals = try window.peekRunEnd(of: blanks, from: end, limit: end + 4)
        guard try window.peek(equals) == UInt8(ascii: "="),
            let number = dependencyKeys.firstIndex(where: { $0.count == end - key && window.hasPrefix($0, at: key) })
        else { return nil }
        guard number > 0 else {
            return try quotedVersion(behind: equals, hold: &hold, in: window)
        }
        return key..<end
    }

    private static func quotedVersion(
        behind equals: Int,
        hold: inout Int,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> Range<Int>? {
        let quote = try window.peekRunEnd(of: blanks, from: equals + 1, limit: equals + 5)
        hold = min(quote + 1, window.upperBound)
        guard try window.peek(quote) == UInt8(ascii: "\"") else { return nil }
        let last = try versionEnd(from: quote + 1, in: window)
        guard last > quote + 1, try window.peek(last) == UInt8(ascii: "\"") else { return nil }
        return quote + 1..<last
    }

    /// The name in the line above that of a key at `position`: `name:`, `'@scope/name':`.
    static func specifiedName(before position: Int, in window: borrowing ByteWindow) -> Range<Int>? {
        let colon = window.runStart(of: space, before: position, limit: position - longestIndent) - 1
        guard colon < position - 1, window.byte(at: colon) == UInt8(ascii: ":") else { return nil }
        let isQuoted = window.byte(before: colon) == UInt8(ascii: "'")
        guard let name = name(before: isQuoted ? colon - 1 : colon, of: pathBytes, in: window) else { return nil }
        if isQuoted { return window.byte(before: name.lowerBound) == UInt8(ascii: "'") ? name : nil }
        return beginsLine(name.lowerBound, in: window) ? name : nil
    }

    /// The name that ends before `end`, of bytes of `set`; nil where there is none, or a longer one than there are.
    static func name(before end: Int, of set: ByteSet, in window: borrowing ByteWindow) -> Range<Int>? {
        let start = window.runStart(of: set, before: end, limit: end - PackageName.longest - 1)
        return start < end && end - start <= PackageName.longest ? start..<end : nil
    }

    private static let space = ByteSet(ascii: " \t\n\r")

    private static let nameKey = Array("name".utf8)

    /// The name of the package whose entry in a lock file begins with its version at `position`: what the object is called.
    static func lockedName(before position: Int, in window: borrowing ByteWindow) -> Range<Int>? {
        let end = window.runStart(of: space, before: position, limit: position - longestIndent)
        guard window.byte(before: end) == UInt8(ascii: "{") else { return nil }
        return key(before: end - 1, in: window)
    }

    /// The name of the package whose description has its version at `position`: its member `name` before.
    static func ownName(before position: Int, in window: borrowing ByteWindow) -> Range<Int>? {
        let end = window.runStart(of: space, before: position, limit: position - longestIndent)
        guard window.byte(before: end) == UInt8(ascii: ","), let name = quoted(before: end - 1, in: window),
            let key = key(before: name.lowerBound - 1, in: window),
            key.count == nameKey.count, window.hasPrefix(nameKey, at: key.lowerBound)
        else { return nil }
        return name
    }

    /// The key of the member whose value begins at `start`.
    private static func key(before start: Int, in window: borrowing ByteWindow) -> Range<Int>? {
        let colon = window.runStart(of: blanks, before: start, limit: start - 2)
        guard window.byte(before: colon) == UInt8(ascii: ":") else { return nil }
        return quoted(before: colon - 1, in: window)
    }

    /// The name in quotation marks that end before `end`.
    private static func quoted(before end: Int, in window: borrowing ByteWindow) -> Range<Int>? {
        guard window.byte(before: end) == UInt8(ascii: "\""),
            let name = name(before: end - 1, of: pathBytes, in: window),
            window.byte(before: name.lowerBound) == UInt8(ascii: "\"")
        else { return nil }
        return name
    }

    /// The name of a requirement whose operator stands at `position`: at the beginning of a line or of an item of a list,
    /// or in quotation marks that begin a line or follow a bracket or a comma. What stands behind a command is the
    /// command's.
    static func requirement(before position: Int, in window: borrowing ByteWindow) -> Range<Int>? {
        var end = alignedEnd(before: position, in: window)
        if window.byte(before: end) == UInt8(ascii: "]") {
            end = window.runStart(of: extras, before: end - 1, limit: end - longestExtras) - 1
            guard window.byte(at: end) == UInt8(ascii: "[") else { return nil }
        }
        guard let name = name(before: end, of: nameBytes, in: window) else { return nil }
        guard let quote = window.byte(before: name.lowerBound) else { return name }
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            return beginsLine(name.lowerBound, in: window) || beginsItem(name.lowerBound, in: window) ? name : nil
        }
        var before = name.lowerBound - 1
        if window.byte(before: before) == UInt8(ascii: " ") { before -= 1 }
        guard let byte = window.byte(before: before) else { return name }
        return lineBreaks.contains(byte) || blanks.contains(byte) || byte == UInt8(ascii: "[")
            || byte == UInt8(ascii: ",")
            ? name : nil
    }

    /// Whether before `position` stands the dash of an item of a list, as in YAML, and nothing else on the line.
    static func beginsItem(_ position: Int, in window: borrowing ByteWindow) -> Bool {
        window.byte(before: position) == UInt8(ascii: " ") && window.byte(before: position - 1) == UInt8(ascii: "-")
            && beginsLine(position - 2, in: window)
    }

    /// The end of the extras in brackets that begin at `start`, or `start` where none do.
    static func extrasEnd(
        from start: Int,
        limit: Int,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> Int {
        guard start < limit, try window.peek(start) == UInt8(ascii: "[") else { return start }
        let end = try window.peekRunEnd(of: extras, from: start + 1, limit: limit)
        guard end < limit, try window.peek(end) == UInt8(ascii: "]") else { return start }
        return end + 1
    }
}
