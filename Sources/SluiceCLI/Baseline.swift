// Findings that are known and accepted, by value and not by place.

package import SluiceModel
package import SluicePayloads

/// Findings that are known and accepted: each a rule and the keyed fingerprint of a value, wherever it stands.
///
/// A place is kept besides, for people who read the file and for telling which entries no longer match; it decides
/// nothing.
package struct Baseline: Sendable, Hashable {
    /// The file that `scan` looks for in the working directory.
    package static let defaultName = ".sluice-baseline.json"
    /// Larger files are refused.
    package static let sizeLimit = 64 << 20
    /// The version of the form.
    package static let version = 1

    /// What an entry is found by.
    package struct Key: Sendable, Hashable {
        package let rule: RuleID
        package let fingerprint: Fingerprint

        package init(rule: RuleID, fingerprint: Fingerprint) {
            self.rule = rule
            self.fingerprint = fingerprint
        }
    }

    /// One value that one rule may find.
    package struct Entry: Sendable, Hashable {
        package let key: Key
        /// Where it was first found, for people.
        package var path: String
        package var line: Int
        /// Why it is accepted; people add it, and it stays when the file is written anew.
        package var reason: String?

        package init(key: Key, path: String, line: Int, reason: String? = nil) {
            self.key = key
            self.path = path
            self.line = line
            self.reason = reason
        }

        /// The entry as an object.
        package var json: JSONValue {
            var members: [(String, JSONValue)] = [
                ("rule", .string(key.rule.rawValue)),
                ("fingerprint", .string(key.fingerprint.description)),
                ("path", .string(path)),
                ("line", .integer(line)),
            ]
            if let reason { members.append(("reason", .string(reason))) }
            return .object(members)
        }
    }

    /// The entries in the file's order.
    package private(set) var entries: [Entry] = []
    private var indexes: [Key: Int] = [:]

    /// A baseline that accepts nothing.
    package init() {}

    /// The entry's index, where the finding is accepted.
    package func index(of finding: Finding) -> Int? {
        index(of: finding, by: finding.rule)
    }

    /// The index of the entry that would accept the finding if this rule had it.
    package func index(of finding: Finding, by rule: RuleID) -> Int? {
        indexes[Key(rule: rule, fingerprint: finding.fingerprint)]
    }

    /// Adds an entry, unless there is one with the same key.
    package mutating func add(_ entry: Entry) {
        guard indexes[entry.key] == nil else { return }
        indexes[entry.key] = entries.count
        entries.append(entry)
    }

    /// The same entries with other paths: an earlier version wrote them as they are, with secrets in them.
    package func mappingPaths(_ path: (String) -> String) -> Baseline {
        var other = Baseline()
        for var entry in entries {
            entry.path = path(entry.path)
            other.add(entry)
        }
        return other
    }

    /// The entry of this key.
    package func entry(for key: Key) -> Entry? {
        indexes[key].map { entries[$0] }
    }
}
