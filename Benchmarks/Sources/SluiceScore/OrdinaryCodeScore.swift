// Windows of ordinary code in which rules about code find something.

import Foundation
import Sluice
import SluiceBenchmarkKit

/// How many windows of forty lines of ordinary code have a finding of a rule about code, by language. Those of rules
/// with the tag `block` stand apart: in code that people wrote for good there should be none.
enum OrdinaryCodeScore {
    private static let windowSize = 40

    private struct Tally {
        var windows = 0
        var warned = 0
        var blocked = 0

        mutating func add(_ other: Tally) {
            windows += other.windows
            warned += other.warned
            blocked += other.blocked
        }
    }

    static func table(of paths: [String], rules: RuleSet, observer: Observer) throws -> MarkdownTable {
        let blocking = Set(rules.descriptions.filter { $0.tags.contains("block") }.map(\.id))
        var tallies: [String: Tally] = [:]
        var all = Tally()
        for path in paths {
            for file in OrdinaryScore.files(at: path) {
                guard let language = Language(path: file.path), let data = try? Data(contentsOf: file),
                    !data.prefix(8192).contains(0)
                else { continue }
                let bytes = Array(data)
                var tally = Tally()
                tally.windows = bytes.count { $0 == UInt8(ascii: "\n") } / windowSize + 1
                let findings = observer.findings(in: bytes, path: file.path).filter { $0.category == .code }
                let lines = lineNumbers(of: findings.map(\.range.lowerBound), in: bytes)
                func windows(_ isBlocking: Bool) -> Int {
                    Set(
                        zip(findings, lines).filter { blocking.contains($0.0.rule) == isBlocking }
                            .map { $0.1 / windowSize }
                    ).count
                }
                tally.warned = windows(false)
                tally.blocked = windows(true)
                tallies[language.name, default: Tally()].add(tally)
                all.add(tally)
            }
        }
        var table = MarkdownTable("language", "windows", "warned %", "blocked", "blocked %")
        for (name, tally) in [("all", all)] + tallies.sorted(by: { $0.key < $1.key }) {
            let windows = Double(tally.windows)
            table.add(
                name,
                "\(tally.windows)",
                (Double(tally.warned) / windows * 100).rounded(to: 2),
                "\(tally.blocked)",
                (Double(tally.blocked) / windows * 100).rounded(to: 3)
            )
        }
        return table
    }

    /// The lines, from 0, that ascending offsets lie in.
    private static func lineNumbers(of offsets: [Int], in bytes: [UInt8]) -> [Int] {
        var (line, position) = (0, 0)
        return offsets.map { offset in
            while position < offset {
                if bytes[position] == UInt8(ascii: "\n") { line += 1 }
                position += 1
            }
            return line
        }
    }
}
