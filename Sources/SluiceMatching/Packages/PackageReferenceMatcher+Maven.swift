// Packages of Maven, whose names have two parts.

extension PackageReferenceMatcher {
    /// From the first to the last of the coordinates in a list that must not be there.
    func coordinates(
        _ list: MavenCoordinateList,
        at position: Int,
        hold: inout Int,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> RawMatch? {
        var list = list
        var told: Told?
        while true {
            if told == nil { hold = min(max(hold, list.offset), window.upperBound) }
            guard let next = try list.next(in: window) else { break }
            if case .told(let number) = verdict(next, isCertain: next.isCertain(in: window), in: window) {
                hold = Told.take(next.range, number, into: &told)
            }
        }
        return told.map { match($0, from: position) }
    }

    /// The second part of coordinates that must not be there.
    func coordinates(
        _ part: MavenPart,
        at position: Int,
        from start: Int,
        hold: inout Int,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> RawMatch? {
        guard let before = part.before(position, in: window) else { return nil }
        var first = start
        if case .element = part {
            first = try window.peekRunEnd(of: Self.space, from: start, limit: start + PackageText.longestGap)
            hold = min(first, window.upperBound)
        }
        let end = try window.peekRunEnd(of: PackageText.nameBytes, from: first, limit: first + PackageName.longest)
        guard end > first else { return nil }
        var isCertain = before.isCertain
        var isArtifact = true
        switch part {
        case .element(let other):
            let last = try window.peekRunEnd(of: Self.space, from: end, limit: end + PackageText.longestGap)
            guard try window.peek(last) == UInt8(ascii: "<") else { return nil }
            isArtifact = other == Self.groupElement
        case .entry(let other):
            guard try window.peeks(PackagePlace.plainQuotes, at: end) else { return nil }
            isArtifact = other == Self.groupEntry
            isCertain = try window.peeks(Self.versionEntry, at: end + 1)
        case .grabbed:
            guard try window.peeks(PackagePlace.plainQuotes, at: end) else { return nil }
        case .operand:
            guard try window.peek(end) == UInt8(ascii: "\"") else { return nil }
            isCertain = try window.peeks(Self.versionOperand, at: end + 1)
        }
        let coordinates =
            isArtifact
            ? MavenCoordinates(group: before.name, artifact: first..<end, hasVersion: isCertain)
            : MavenCoordinates(group: first..<end, artifact: before.name, hasVersion: isCertain)
        guard case .told(let number) = verdict(coordinates, isCertain: isCertain, in: window) else { return nil }
        return RawMatch(match: before.name.lowerBound..<end, secret: first..<end, detail: detail(number))
    }

    private static let space = ByteSet(ascii: " \t\r\n")
    static let groupElement = Array("groupId".utf8)
    static let groupEntry = Array("group".utf8)
    private static let versionEntry = Array(", version".utf8)
    private static let versionOperand = Array(" % ".utf8)

    /// The configurations that use what a line of a lock file of Gradle names, where that must not be there.
    func lockedCoordinates(
        at position: Int,
        from start: Int,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> RawMatch? {
        guard let version = PackageText.name(before: position, of: Self.versionBytes, in: window),
            let artifact = Self.part(before: version.lowerBound, in: window),
            let group = Self.part(before: artifact.lowerBound, in: window),
            PackageText.beginsLine(group.lowerBound, in: window)
        else { return nil }
        let coordinates = MavenCoordinates(group: group, artifact: artifact, hasVersion: true)
        guard case .told(let number) = verdict(coordinates, isCertain: true, in: window) else { return nil }
        let end = try window.peekRunEnd(of: .letters, from: start, limit: start + PackageName.longest)
        return RawMatch(match: group.lowerBound..<end, secret: start..<end, detail: detail(number))
    }

    private static let versionBytes = PackageText.nameBytes.union(ByteSet(ascii: "+"))

    /// The part of coordinates whose colon stands before `end`.
    private static func part(before end: Int, in window: borrowing ByteWindow) -> Range<Int>? {
        guard window.byte(before: end) == UInt8(ascii: ":") else { return nil }
        return PackageText.name(before: end - 1, of: PackageText.nameBytes, in: window)
    }

    private func verdict(
        _ coordinates: MavenCoordinates,
        isCertain: Bool,
        in window: borrowing ByteWindow
    ) -> PackageJudge.Verdict {
        guard let name = coordinates.name(in: window) else { return .pass }
        return judge.verdict(name, isName: isCertain)
    }
}
