// Packages of Swift and CocoaPods.

extension PackageReferenceMatcher {
    /// A repository that must not be there.
    func repository(
        _ lead: RepositoryLead,
        at position: Int,
        from start: Int,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> RawMatch? {
        guard lead.stands(before: position, in: window),
            let address = try RepositoryAddress(at: start, limit: start + Self.longestAddress, in: window),
            let name = address.name(in: window), case .told(let number) = judge.verdict(name, isName: true)
        else { return nil }
        return RawMatch(match: position..<address.path.upperBound, secret: address.range, detail: detail(number))
    }

    private static let longestAddress = 256
    private static let podBytes = PackageText.nameBytes.union(ByteSet(ascii: "/+"))
    private static let podEnds = ByteSet(ascii: "\r\n,;#\\\"'")

    /// A pod that must not be there: `pod 'A', '~> 1.0'` on a line of its own. What reports of clusters say of their pods
    /// goes on otherwise.
    func pod(
        at position: Int,
        from start: Int,
        _ place: PackagePlace,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> RawMatch? {
        guard PackageText.beginsLine(position, in: window) else { return nil }
        let end = try window.peekRunEnd(of: Self.podBytes, from: start, limit: start + PackageName.longest)
        guard end > start, try window.peek(end) == window.byte(before: start) else { return nil }
        var last = try window.peekRunEnd(of: PackageText.blanks, from: end + 1, limit: end + PackageText.longestGap)
        if try window.peek(last) == UInt8(ascii: ")") { last += 1 }
        if let next = try window.peek(last), !Self.podEnds.contains(next) { return nil }
        return found(start..<end, place, begin: position, in: window)
    }

    /// The pod of a line of Podfile.lock, `  - A/Sub (1.2)`, whose version stands at `position`.
    static func podName(before position: Int, in window: borrowing ByteWindow) -> Range<Int>? {
        guard let name = PackageText.name(before: position, of: podBytes, in: window) else { return nil }
        var start = name.lowerBound
        if window.byte(before: start) == UInt8(ascii: "\"") { start -= 1 }
        return PackageText.beginsItem(start, in: window) ? name : nil
    }
}
