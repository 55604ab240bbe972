// Reads and writes baselines.

package import SluiceModel
import SluicePayloads
import SluiceScanning

/// Reads and writes baselines as JSON.
package enum BaselineFile {
    /// Why a file is not a baseline that can be used.
    package struct Failure: Error, Sendable, Hashable, CustomStringConvertible {
        package let description: String
    }

    /// What to do about a file that cannot be read. It is not written over: it may hold reasons, or be no baseline at
    /// all.
    private static let advice = "mend it, or move it away and write a new one with --update-baseline"

    /// The fingerprint of a known text, by which a key that is not the baseline's is told.
    package static func keyCheck(_ key: FingerprintKey) -> Fingerprint {
        let text = Array("sluice baseline".utf8)
        return Fingerprinter(key).fingerprint(of: text.span)
    }

    /// Reads a baseline.
    ///
    /// - Throws: `Failure` where it is not one, or was made with another key.
    package static func read(_ bytes: [UInt8], key: FingerprintKey) throws(Failure) -> Baseline {
        guard let tree = JSONTree(bytes), tree.kind(tree.root) == .object else {
            throw Failure(description: "is not a JSON object; \(advice)")
        }
        guard tree.integer(tree.member("version", of: tree.root)) == Baseline.version else {
            throw Failure(description: "has not the member `version` \(Baseline.version), the only one known")
        }
        guard let check = tree.string(tree.member("key_check", of: tree.root)) else {
            throw Failure(description: "has not the member `key_check`; \(advice)")
        }
        guard check == keyCheck(key).description else {
            throw Failure(description: "was made with another key; fingerprints are the same under the same key only")
        }
        guard let list = tree.member("entries", of: tree.root), tree.kind(list) == .array else {
            throw Failure(description: "has not the list `entries`; \(advice)")
        }
        var baseline = Baseline()
        for (number, node) in tree.elements(of: list).enumerated() {
            guard let rule = tree.string(tree.member("rule", of: node)).map({ RuleID($0) }),
                let text = tree.string(tree.member("fingerprint", of: node)), text.utf8.count == 16,
                let bits = UInt64(text, radix: 16)
            else {
                throw Failure(
                    description: """
                        entry \(number + 1) has no `rule`, or no `fingerprint` of sixteen hexadecimal digits; mend it, \
                        or take the entry out
                        """
                )
            }
            baseline.add(
                Baseline.Entry(
                    key: Baseline.Key(rule: rule, fingerprint: Fingerprint(rawValue: bits)),
                    path: tree.string(tree.member("path", of: node)) ?? "",
                    line: tree.integer(tree.member("line", of: node)) ?? 0,
                    reason: tree.string(tree.member("reason", of: node))
                )
            )
        }
        return baseline
    }

    /// The file's text, an entry a line, sorted so that it changes little.
    package static func text(_ baseline: Baseline, key: FingerprintKey) -> [UInt8] {
        let entries = baseline.entries.sorted {
            ($0.path, $0.line, $0.key.rule.rawValue, $0.key.fingerprint.rawValue)
                < ($1.path, $1.line, $1.key.rule.rawValue, $1.key.fingerprint.rawValue)
        }
        var bytes = Array("{\"version\":\(Baseline.version),\"key_check\":\"\(keyCheck(key))\",\"entries\":[".utf8)
        for (index, entry) in entries.enumerated() {
            bytes += (index == 0 ? "\n" : ",\n").utf8
            entry.json.write(to: &bytes)
        }
        return bytes + (entries.isEmpty ? "]}\n" : "\n]}\n").utf8
    }
}
