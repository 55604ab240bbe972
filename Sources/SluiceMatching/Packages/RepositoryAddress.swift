// The address of a repository.

/// The address of a repository: `https://github.com/apple/swift-nio.git`, `git@github.com:apple/swift-nio.git`.
struct RepositoryAddress {
    let host: Range<Int>
    let path: Range<Int>

    private static let schemes = ["https://", "http://", "ssh://", "git://"].map { Array($0.utf8) }
    private static let user = Array("git@".utf8)
    private static let pathBytes = PackageText.nameBytes.union(ByteSet(ascii: "/~+"))

    /// What stands at `start`; nil where it is no address. Reads no further than `limit`.
    init?(at start: Int, limit: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) {
        var first = start
        for scheme in Self.schemes where try window.peeks(scheme, at: start) {
            first = start + scheme.count
            break
        }
        let isPlain = first == start
        let isUsers = try window.peeks(Self.user, at: first)
        if isUsers { first += Self.user.count }
        guard isUsers || !isPlain else { return nil }
        let end = try window.peekRunEnd(
            of: PackageText.nameBytes,
            from: first,
            limit: min(limit, first + PackageName.longest)
        )
        guard end > first, end < limit, let joint = try window.peek(end),
            joint == UInt8(ascii: "/") || isUsers && joint == UInt8(ascii: ":")
        else { return nil }
        var last = try window.peekRunEnd(
            of: Self.pathBytes,
            from: end + 1,
            limit: min(limit, end + PackageName.longest)
        )
        while last > end + 1, window[last - 1] == UInt8(ascii: "/") { last -= 1 }
        guard last > end + 1 else { return nil }
        host = first..<end
        path = end + 1..<last
    }

    /// From the host to the path.
    var range: Range<Int> { host.lowerBound..<path.upperBound }

    /// The package of Swift; nil where its name is too long.
    func name(in window: borrowing ByteWindow) -> PackageName? {
        PackageName(.swift, host, UInt8(ascii: "/"), path, in: window)
    }
}
