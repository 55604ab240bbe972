// Coordinates of Maven in one piece.

/// Coordinates of Maven in one piece, `group:artifact` or `group:artifact:1.0`. Scala's tools write more colons between
/// the two, as they add the language's version to the artifact's name.
struct MavenCoordinates {
    let group: Range<Int>
    let artifact: Range<Int>
    /// Whether a version follows, or what stands in the place of one.
    let hasVersion: Bool

    private static let mostColons = 3
    private static let ends = ByteSet(ascii: ":@\"'`, \t\r\n;)]\\")
    private static let versionStarts = ByteSet.digits.union(ByteSet(ascii: "$[({+<lr"))

    /// What stands at `start`; nil where these are no coordinates. Reads no further than `limit`.
    init?(at start: Int, limit: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) {
        let colon = try window.peekRunEnd(
            of: PackageText.nameBytes,
            from: start,
            limit: min(limit, start + PackageName.longest)
        )
        guard colon > start, colon < limit, try window.peek(colon) == UInt8(ascii: ":") else { return nil }
        let first = try window.peekRunEnd(
            of: ByteSet(ascii: ":"),
            from: colon,
            limit: min(limit, colon + Self.mostColons)
        )
        let end = try window.peekRunEnd(
            of: PackageText.nameBytes,
            from: first,
            limit: min(limit, first + PackageName.longest)
        )
        guard end > first, end < limit else { return nil }
        guard let next = try window.peek(end) else {
            self.init(group: start..<colon, artifact: first..<end, hasVersion: false)
            return
        }
        guard Self.ends.contains(next) else { return nil }
        var hasVersion = false
        if next == UInt8(ascii: ":"), end + 1 < limit { hasVersion = try window.peeks(Self.versionStarts, at: end + 1) }
        self.init(group: start..<colon, artifact: first..<end, hasVersion: hasVersion)
    }

    init(group: Range<Int>, artifact: Range<Int>, hasVersion: Bool) {
        self.group = group
        self.artifact = artifact
        self.hasVersion = hasVersion
    }

    /// From the group to the artifact, whichever stands first.
    var range: Range<Int> {
        min(group.lowerBound, artifact.lowerBound)..<max(group.upperBound, artifact.upperBound)
    }

    /// The package; nil where its name is too long.
    func name(in window: borrowing ByteWindow) -> PackageName? {
        PackageName(.maven, group, UInt8(ascii: ":"), artifact, in: window)
    }

    /// Whether they are those of a package in a text that may hold others with a colon: there is a version, or the group
    /// is a domain's name.
    func isCertain(in window: borrowing ByteWindow) -> Bool {
        if hasVersion { return true }
        return group.contains { window[$0] == UInt8(ascii: ".") }
    }
}
