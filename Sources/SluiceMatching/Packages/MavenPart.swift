// Coordinates of Maven in two parts.

/// One of the two parts of Maven's coordinates, where these stand apart: as elements of a pom.xml, as entries of a map, or
/// as operands of sbt. The other one stands before.
enum MavenPart: Sendable {
    /// `<artifactId>` or `<groupId>`, and what the element before is called.
    case element(other: [UInt8])
    /// `, name: "` or the like, and what the entry before is called.
    case entry(other: [UInt8])
    /// `, module="` of an annotation of Groovy.
    case grabbed
    /// `" % "` or the like, which ends the quotation marks around the group.
    case operand

    /// How far back coordinates are read: to the word that says what they are for.
    static let reachBefore = 360

    /// The part before, and whether what stands around says that the two are used.
    struct Before {
        let name: Range<Int>
        let isCertain: Bool
    }

    /// The part before the text at `position`; nil where there is none, or the package is none that is used.
    func before(_ position: Int, in window: borrowing ByteWindow) -> Before? {
        switch self {
        case .element(let other): return Self.element(other, before: position, in: window)
        case .entry(let other):
            return PackageText.entry(other, before: position, in: window).map {
                Before(name: $0.value, isCertain: false)
            }
        case .grabbed:
            guard let entry = PackageText.entry(Self.group, before: position, in: window),
                window.hasPrefix(Self.grab, at: entry.key - Self.grab.count)
            else { return nil }
            return Before(name: entry.value, isCertain: true)
        case .operand:
            guard let name = PackageText.name(before: position, of: PackageText.nameBytes, in: window),
                window.byte(before: name.lowerBound) == UInt8(ascii: "\"")
            else { return nil }
            // `"g" % "a" % "1.0"`: the artifact is no group.
            let before = PackageText.alignedEnd(before: name.lowerBound - 1, in: window)
            return window.byte(before: before) == UInt8(ascii: "%") ? nil : Before(name: name, isCertain: false)
        }
    }

    private static let group = Array("group".utf8)
    private static let grab = Array("@Grab(".utf8)

    private static func element(
        _ name: [UInt8],
        before position: Int,
        in window: borrowing ByteWindow
    ) -> Before? {
        let limit = position - reachBefore
        var end = position
        for _ in 0...XMLElement.passed.count {
            guard
                let element = XMLElement(
                    before: PackageText.spaceStart(before: end, limit: limit, in: window),
                    in: window
                )
            else { return nil }
            end = element.start
            if element.isCalled(name, in: window) {
                let before = PackageText.spaceStart(before: end, limit: limit, in: window)
                guard let use = XMLElement.use(before: before, in: window) else { return nil }
                return Before(name: element.value, isCertain: use == .certain)
            }
            guard XMLElement.passed.contains(where: { element.isCalled($0, in: window) }) else { return nil }
        }
        return nil
    }
}
