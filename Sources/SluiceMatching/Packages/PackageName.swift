// A package's name as its registry compares it.

/// A package's name as its registry compares it: at most 96 bytes, in place, without allocation.
struct PackageName {
    let ecosystem: PackageEcosystem
    private var bytes: InlineArray<96, UInt8> = .init(repeating: 0)
    private(set) var count = 0

    static let longest = 96

    /// The name in a range of a text; nil where it is too long or empty.
    init?(_ ecosystem: PackageEcosystem, _ range: Range<Int>, in window: borrowing ByteWindow) {
        self.ecosystem = ecosystem
        for offset in range { guard append(window[offset]) else { return nil } }
        if count == 0 { return nil }
        dropEnding()
    }

    /// The name whose parts stand in two ranges of a text, with `joint` between them; nil where it is too long.
    init?(
        _ ecosystem: PackageEcosystem,
        _ first: Range<Int>,
        _ joint: UInt8,
        _ second: Range<Int>,
        in window: borrowing ByteWindow
    ) {
        self.ecosystem = ecosystem
        for offset in first { guard append(window[offset]) else { return nil } }
        guard append(joint) else { return nil }
        for offset in second { guard append(window[offset]) else { return nil } }
        dropEnding()
    }

    /// The name that a list writes; nil where it is too long or empty.
    init?(_ ecosystem: PackageEcosystem, text: some Sequence<UInt8>) {
        self.ecosystem = ecosystem
        for byte in text { guard append(byte) else { return nil } }
        if count == 0 { return nil }
        dropEnding()
    }

    private mutating func append(_ byte: UInt8) -> Bool {
        guard let folded = ecosystem.folded(byte, after: count > 0 ? bytes[count - 1] : nil) else { return true }
        guard count < Self.longest else { return false }
        bytes[count] = folded
        count += 1
        return true
    }

    private static let repository = Array(".git".utf8)

    /// Leaves out what may end a name of the same package: the version of Scala that an artifact is made for, `_2.13` or
    /// `_3`, which sbt's `%%` adds, and the `.git` of a repository.
    private mutating func dropEnding() {
        if ecosystem == .swift {
            let start = count - Self.repository.count
            if start > 0, Self.repository.indices.allSatisfy({ bytes[start + $0] == Self.repository[$0] }) {
                count = start
            }
        }
        guard ecosystem == .maven else { return }
        if count > 2, bytes[count - 2] == UInt8(ascii: "_"), bytes[count - 1] == UInt8(ascii: "3") {
            count -= 2
        } else if count > 5, bytes[count - 5] == UInt8(ascii: "_"), bytes[count - 4] == UInt8(ascii: "2"),
            bytes[count - 3] == UInt8(ascii: "."), bytes[count - 2] == UInt8(ascii: "1")
        {
            count -= 5
        }
    }

    /// The shorter names that stand for all with this beginning, the longest first.
    func forEachBeginning(_ body: (PackageName) -> Void) {
        let steps = ecosystem.steps
        for index in (1..<max(1, count)).reversed() where steps.contains(bytes[index]) {
            var beginning = self
            beginning.count = index
            body(beginning)
        }
    }

    /// Whether both are the same package.
    func isSame(as other: PackageName) -> Bool {
        guard ecosystem == other.ecosystem, count == other.count else { return false }
        for index in 0..<count where bytes[index] != other.bytes[index] { return false }
        return true
    }

    private static let base: UInt64 = 0x100_0000_01B3

    /// A hash of the registry and the name.
    func hash() -> UInt64 {
        var value: UInt64 = 0
        for index in 0..<count { value = value &* Self.base &+ UInt64(bytes[index]) &+ 1 }
        return mixed(value)
    }

    /// The hashes of the name as it is, without one of its bytes, and up to without `most` of them, which is 1 or 2.
    func forEachShortened(most: Int, _ body: (UInt64) -> Void) {
        // What the bytes from each place on add, and what they move the bytes before them up by.
        var rest: InlineArray<97, UInt64> = .init(repeating: 0)
        var power: InlineArray<97, UInt64> = .init(repeating: 1)
        for index in (0..<count).reversed() {
            rest[index] = (UInt64(bytes[index]) &+ 1) &* power[index + 1] &+ rest[index + 1]
            power[index] = power[index + 1] &* Self.base
        }
        body(mixed(rest[0]))
        var before: UInt64 = 0
        for first in 0..<count {
            body(mixed(before &* power[first + 1] &+ rest[first + 1]))
            if most > 1 {
                var between = before
                for second in (first + 1)..<max(first + 1, count) {
                    body(mixed(between &* power[second + 1] &+ rest[second + 1]))
                    between = between &* Self.base &+ UInt64(bytes[second]) &+ 1
                }
            }
            before = before &* Self.base &+ UInt64(bytes[first]) &+ 1
        }
    }

    private func mixed(_ value: UInt64) -> UInt64 {
        let seeded = (value ^ UInt64(ecosystem.number) << 56) &* 0x9E37_79B9_7F4A_7C15
        return seeded ^ (seeded >> 32)
    }

    /// How many changes make one name of the other: a letter more, less or other, or two neighbours exchanged (optimal
    /// string alignment, a restricted Damerau-Levenshtein distance); `limit` + 1 where it is more than that.
    func distance(to other: PackageName, limit: Int) -> Int {
        guard abs(count - other.count) <= limit else { return limit + 1 }
        var before = [Int](repeating: 0, count: other.count + 1)
        var row = Array(0...other.count)
        for index in 0..<count {
            var next = [index + 1]
            next.reserveCapacity(other.count + 1)
            for place in 0..<other.count {
                var least = min(row[place + 1], next[place]) + 1
                least = min(least, row[place] + (bytes[index] == other.bytes[place] ? 0 : 1))
                if index > 0, place > 0, bytes[index] == other.bytes[place - 1], bytes[index - 1] == other.bytes[place]
                {
                    least = min(least, before[place - 1] + 1)
                }
                next.append(least)
            }
            if next.allSatisfy({ $0 > limit }) { return limit + 1 }
            before = row
            row = next
        }
        return min(row[other.count], limit + 1)
    }
}
