// Findings in files where nothing should be found.

import Foundation
import Sluice
import SluiceBenchmarkKit

/// Findings for each ten megabytes of ordinary files, by rule. A person has to say which of them are false.
enum OrdinaryScore {
    static func table(of paths: [String], observer: Observer) throws -> String {
        var byteCount = 0
        var rules: [String: Int] = [:]
        for path in paths {
            for file in files(at: path) {
                guard let data = try? Data(contentsOf: file), !data.prefix(8192).contains(0) else { continue }
                byteCount += data.count
                for finding in observer.findings(in: Array(data), path: file.path) {
                    rules[finding.rule.rawValue, default: 0] += 1
                }
            }
        }
        let units = Double(byteCount) / 10_000_000
        var table = MarkdownTable("rule", "findings", "per 10 MB")
        let all = rules.values.reduce(0, +)
        table.add("all", "\(all)", (Double(all) / units).rounded(to: 2))
        for (rule, count) in rules.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            table.add(rule, "\(count)", (Double(count) / units).rounded(to: 2))
        }
        return "\((Double(byteCount) / 1_000_000).rounded(to: 1)) MB\n\n\(table)"
    }

    /// The regular files at or below a path, in the order of their paths.
    static func files(at path: String) -> [URL] {
        let root = URL(filePath: path)
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else { return [] }
        guard isDirectory.boolValue else { return [root] }
        let all = FileManager.default.enumerator(at: root, includingPropertiesForKeys: [.isRegularFileKey])
        return (all?.allObjects as? [URL] ?? []).filter {
            (try? $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true
        }
        .sorted { $0.path < $1.path }
    }
}
