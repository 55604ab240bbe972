// Writes small indexes of licence texts for tests, and reads texts as plainly as can be.

import Foundation
import Sluice
import SluiceMatching
import SluiceRules

/// An index of some texts, as the matcher reads it, and the same as plain sets.
struct SmallLicenseIndex {
    let names: [String]
    /// The numbers of the runs of each text.
    let runs: [Set<UInt64>]

    init(_ texts: [(name: String, text: String)]) {
        names = texts.map(\.name)
        runs = texts.map { Set(Self.runs(of: Array($0.text.utf8)).map(\.number).filter { $0 % 2 == 0 }) }
    }

    /// The words of a text with the places that they start at, in lower case.
    static func words(of text: [UInt8]) -> [(start: Int, bytes: [UInt8])] {
        var words: [(start: Int, bytes: [UInt8])] = []
        var offset = 0
        while offset < text.count {
            guard ByteSet.alphanumerics.contains(text[offset]) else {
                offset += 1
                continue
            }
            var start = offset
            while offset < text.count, ByteSet.alphanumerics.contains(text[offset]) { offset += 1 }
            if start > 0, text[start - 1] == UInt8(ascii: "\\"), "nrt".utf8.contains(text[start]) { start += 1 }
            if start < offset { words.append((start, text[start..<offset].map(\.asciiLowercased))) }
        }
        return words
    }

    static func runs(of text: [UInt8]) -> [(start: Int, end: Int, number: UInt64)] {
        let words = words(of: text)
        let hashes = words.map { word in
            let hash = word.bytes.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
            return hash ^ (hash >> 32)
        }
        guard words.count >= 6 else { return [] }
        return (0...words.count - 6).map { first in
            var number = hashes[first..<first + 6].reduce(0 as UInt64) { $0 &* 0x9E37_79B9_7F4A_7C15 &+ $1 }
            number ^= number >> 31
            number = number &* 0xBF58_476D_1CE4_E5B9
            number ^= number >> 29
            return (words[first].start, words[first + 5].start + words[first + 5].bytes.count, number)
        }
    }

    /// The bytes of the index, in the format of `Rules/licenses/README.md`.
    var bytes: [UInt8] {
        func little(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(value >> ($0 * 8) & 0xFF) } }
        var owners: [UInt64: [Int]] = [:]
        for (license, numbers) in runs.enumerated() {
            for number in numbers { owners[number, default: []].append(license) }
        }
        let sets = Set(owners.values.map { $0.sorted() }).sorted { $0.lexicographicallyPrecedes($1) }
        var buckets: [[Int: Int]] = Array(repeating: [:], count: 256)
        for (number, licenses) in owners {
            buckets[Int(number >> 56)][Int(number >> 40 & 0xFFFF)] = sets.firstIndex(of: licenses.sorted())
        }
        var body: [UInt8] = []
        var count = 0
        for bucket in buckets {
            body += little(count, 4)
            count += bucket.count
        }
        body += little(count, 4)
        for bucket in buckets {
            for (tag, set) in bucket.sorted(by: { $0.key < $1.key }) { body += little(tag, 2) + little(set, 2) }
        }
        var members = 0
        for set in sets {
            body += little(members, 4)
            members += set.count
        }
        body += little(members, 4)
        for set in sets { for license in set { body += little(license, 2) } }
        for name in names { body += [UInt8(name.utf8.count)] + Array(name.utf8) }
        var head = Array("SLUICELI".utf8)
        for value in [1, 6, names.count, sets.count, count, 8] { head += little(value, 4) }
        var checksum: UInt64 = 0xCBF2_9CE4_8422_2325
        var padded = body
        while padded.count % 8 != 0 { padded.append(0) }
        for start in stride(from: 0, to: padded.count, by: 8) {
            let word = (0..<8).reduce(0 as UInt64) { $0 | UInt64(padded[start + $1]) << UInt64($1 * 8) }
            checksum = (checksum ^ word) &* 0x100_0000_01B3
        }
        return head + (0..<8).map { UInt8(truncatingIfNeeded: checksum >> UInt64($0 * 8)) } + body
    }

    /// What the matcher must find in a text, told as plainly as can be: where each finding ends, and the licence.
    func expected(in text: [UInt8]) -> [(end: Int, name: String)] {
        let found = Self.runs(of: text).filter { run in runs.contains { $0.contains(run.number) } }
        func counts(after start: Int, before end: Int) -> (counts: [Int], last: UInt64?) {
            let seen = found.filter { $0.start > start && $0.end <= end }
            let numbers = Set(seen.map(\.number))
            return (runs.map { $0.intersection(numbers).count }, seen.last?.number)
        }
        /// The licence that explains the text before a place best, if one is strong.
        func best(before place: Int) -> (license: Int, counts: [Int])? {
            let (counts, last) = counts(after: place - 768, before: place)
            guard let last, let most = counts.max(), most >= 4 else { return nil }
            let candidates = names.indices.filter { runs[$0].contains(last) }
            guard let highest = candidates.map({ counts[$0] }).max() else { return nil }
            return candidates.first { counts[$0] == highest }.map { ($0, counts) }
        }
        var told: [(place: Int, license: Int)] = []
        var result: [(end: Int, name: String)] = []
        for word in Self.words(of: text) where Self.anchors.contains(where: { word.bytes.starts(with: Array($0.utf8)) })
        {
            guard let (license, counts) = best(before: word.start) else { continue }
            defer { told.append((word.start, license)) }
            let isNear = found.contains { $0.start > word.start - 160 && $0.end <= word.start }
            let isTold = told.contains { other in
                other.place > word.start - 1_024 && counts[other.license] >= 4
                    && counts[other.license] * 2 >= counts[license]
            }
            guard isNear, !isTold else { continue }
            let end = min(text.count, word.start + 1_024)
            // A word that reaches the end is left out.
            let around = found.filter { $0.start > word.start - 768 && $0.end < end }
            let numbers = Set(around.map(\.number))
            let all = runs.map { $0.intersection(numbers).count }
            if let most = all.max(), let winner = all.firstIndex(of: most) { result.append((end, names[winner])) }
        }
        return result
    }

    static let anchors = [
        "agreem", "copyri", "damage", "disclai", "distri", "govern", "grante", "herein", "liabil", "licen", "patent",
        "permit",
        "redist", "rights", "shall", "terms", "warran",
    ]

    /// A guardrail with the one rule that uses the index, which is written to a temporary folder for the time of the call.
    func guardrail() throws -> Guardrail {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "sluice-\(UInt64.random(in: 0 ... .max))"
        )
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("texts.idx")
        try Data(bytes).write(to: file)
        let rule = SmallRules.rule("texts", "matcher: license-text\noptions: {index: \(file.path)}")
        return try SmallRules.guardrail("rules:\n" + rule.replacing("category: secret", with: "category: license"))
    }
}
