// A list of packages, and what resembles one of them.

/// A list of packages: lines of an ecosystem, a tab and a name, and behind another tab the package that was meant.
struct PackageList: Sendable {
    private struct Entry: Sendable {
        let ecosystem: PackageEcosystem
        let name: [UInt8]
        let meant: String?
    }

    private var entries: [Entry] = []
    private var ecosystems: Set<PackageEcosystem> = []
    /// Entries by the hash of their names.
    private var numbers: [UInt64: Int] = [:]
    private var shortened = ShortenedNames()

    /// A line that cannot be read.
    struct LineError: Error, Sendable, Hashable {
        /// From 1.
        let line: Int
        /// What is wrong.
        let reason: String
    }

    /// The most packages that a list has.
    static let maximumCount = 60_000
    /// Of names with fewer letters nothing is a look-alike: too many are near each other.
    static let shortestLookAlike = 5
    /// Of names with more letters neither: nobody reads them, and telling would take long.
    static let longestLookAlike = 40
    /// Two changes are looked for only in names with as many letters.
    static let shortestForTwo = 10

    /// Reads a list.
    ///
    /// - Parameter distance: up to how many changes look-alikes are looked for; 0 for none.
    init(_ bytes: [UInt8], distance: Int) throws(LineError) {
        var lineNumber = 0
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            lineNumber += 1
            let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            if line.isEmpty || line.first == UInt8(ascii: "#") { continue }
            let fields = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
            let kind = String(decoding: fields[0], as: UTF8.self)
            guard let ecosystem = PackageEcosystem(rawValue: kind) else {
                let known = PackageEcosystem.allCases.map(\.rawValue).joined(separator: ", ")
                throw LineError(line: lineNumber, reason: "must begin with one of \(known), and a tab")
            }
            guard fields.count > 1, let name = PackageName(ecosystem, text: fields[1]),
                fields[1].allSatisfy({ $0 > 0x20 && $0 < 0x7F })
            else { throw LineError(line: lineNumber, reason: "must have a name of at most 96 visible characters") }
            guard entries.count < Self.maximumCount else {
                throw LineError(
                    line: lineNumber,
                    reason: "is one too many: a list has at most \(Self.maximumCount) packages"
                )
            }
            let meant = fields.count > 2 ? String(decoding: fields[2], as: UTF8.self) : nil
            if number(of: name) != nil { continue }
            numbers[name.hash()] = entries.count
            ecosystems.insert(ecosystem)
            if distance > 0 {
                let number = entries.count
                Self.forEachShortened(name, distance: distance) { shortened.add($0, number: number) }
            }
            entries.append(Entry(ecosystem: ecosystem, name: Array(fields[1]), meant: meant))
        }
        shortened.arrange()
    }

    private func name(_ number: Int) -> PackageName? {
        PackageName(entries[number].ecosystem, text: entries[number].name)
    }

    /// The number of a package on the list.
    func number(of name: PackageName) -> Int? {
        // Compared as well, for somebody may choose a name by its hash.
        guard let number = numbers[name.hash()], self.name(number)?.isSame(as: name) == true else { return nil }
        return number
    }

    /// Whether the list has packages of an ecosystem.
    func covers(_ ecosystem: PackageEcosystem) -> Bool { ecosystems.contains(ecosystem) }

    /// The names of an ecosystem's packages, in the order of the list.
    func names(of ecosystem: PackageEcosystem) -> [[UInt8]] {
        entries.lazy.filter { $0.ecosystem == ecosystem }.map(\.name)
    }

    /// The first package on the list that a name resembles without being on it.
    func resembled(by name: PackageName, distance: Int) -> Int? {
        guard number(of: name) == nil else { return nil }
        var best: Int?
        Self.forEachShortened(name, distance: distance) { hash in
            shortened.forEachNumber(of: hash) { number in
                guard number < best ?? .max, let listed = self.name(number) else { return }
                let limit = min(listed.count, name.count) >= Self.shortestForTwo ? distance : min(distance, 1)
                if listed.ecosystem == name.ecosystem, listed.distance(to: name, limit: limit) <= limit {
                    best = number
                }
            }
        }
        return best
    }

    /// What a finding says of a package on the list.
    func label(of number: Int) -> String? {
        guard entries.indices.contains(number) else { return nil }
        let entry = entries[number]
        let name = "\(entry.ecosystem.rawValue):\(String(decoding: entry.name, as: UTF8.self))"
        return entry.meant.map { "\(name) (for \($0))" } ?? name
    }

    private static func forEachShortened(_ name: PackageName, distance: Int, _ body: (UInt64) -> Void) {
        guard shortestLookAlike...longestLookAlike ~= name.count else { return }
        name.forEachShortened(most: name.count >= shortestForTwo ? distance : 1, body)
    }
}

/// Names by the hashes of what is left of them without a letter or two: names that are alike have one in common.
private struct ShortenedNames: Sendable {
    private var pairs: [(hash: UInt64, number: Int)] = []
    /// A bit for each hash that may be there.
    private var bits: [UInt64] = [0]

    mutating func add(_ hash: UInt64, number: Int) {
        pairs.append((hash, number))
    }

    mutating func arrange() {
        pairs.sort { $0.hash < $1.hash }
        var size = 64
        while size < pairs.count * 16 { size *= 2 }
        bits = Array(repeating: 0, count: size / 64)
        for pair in pairs { bits[word(of: pair.hash)] |= 1 << (pair.hash & 63) }
    }

    private func word(of hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 6) & (bits.count - 1) }

    func forEachNumber(of hash: UInt64, _ body: (Int) -> Void) {
        guard bits[word(of: hash)] >> (hash & 63) & 1 != 0 else { return }
        var index = (0..<pairs.count).partitionPoint { pairs[$0].hash >= hash }
        while index < pairs.count, pairs[index].hash == hash {
            body(pairs[index].number)
            index += 1
        }
    }
}
