// Which entries are meant.

import GRDB
package import SluiceModel

/// Which entries are meant. Conditions that are not stated hold for all; all that are stated must hold; of several
/// values of one condition one must hold.
///
/// Where a pattern is possible, `*` stands for any text and `?` for one character.
package struct AuditFilter: Sendable {
    package var kinds: Set<AuditEntry.Kind> = [.decision]
    /// In microseconds since the start of 1970.
    package var since: Int64?
    package var until: Int64?
    /// A finding of one of these rules; patterns are possible.
    package var rules: [String] = []
    /// A finding of one of these values.
    package var fingerprints: [Fingerprint] = []
    package var actions: [Action] = []
    package var direction: Direction?
    /// True for decisions that an error made, false for those of the policy.
    package var isError: Bool?
    /// Patterns are possible.
    package var policies: [String] = []
    /// Patterns are possible.
    package var routes: [String] = []
    package var requests: [String] = []
    /// Values for keys of the metadata; patterns are possible. All must hold.
    package var metadata: [(key: String, value: String)] = []

    package init() {}

    /// The condition in SQL, and what stands for its question marks.
    var condition: (sql: String, arguments: StatementArguments) {
        var parts: [String] = []
        var arguments: [any DatabaseValueConvertible] = []
        func list(_ name: String, _ values: [String]) {
            parts.append("\(name) IN (\(values.map { _ in "?" }.joined(separator: ", ")))")
            arguments += values
        }

        func patterns(_ name: String, _ values: [String]) -> String {
            let terms = values.map { "\(name) \($0.isPattern ? "GLOB" : "=") ?" }
            arguments += values.map { $0.isPattern ? $0.glob : $0 }
            return "(\(terms.joined(separator: " OR ")))"
        }
        list("entry.kind", kinds.map(\.rawValue).sorted())
        if let since {
            parts.append("entry.time >= ?")
            arguments.append(since)
        }
        if let until {
            parts.append("entry.time < ?")
            arguments.append(until)
        }
        if !requests.isEmpty { list("entry.request_id", requests) }
        if !actions.isEmpty { list("entry.action", actions.map(\.rawValue)) }
        if let direction { list("entry.direction", [direction.rawValue]) }
        if let isError { parts.append("entry.error IS \(isError ? "NOT " : "")NULL") }
        if !policies.isEmpty { parts.append(patterns("entry.policy", policies)) }
        if !routes.isEmpty { parts.append(patterns("entry.route", routes)) }
        for (key, value) in metadata {
            arguments.append(key)
            let term = "key = ? AND \(patterns("value", [value]))"
            parts.append("entry.sequence IN (SELECT sequence FROM metadata WHERE \(term))")
        }
        if !rules.isEmpty || !fingerprints.isEmpty {
            var terms: [String] = []
            if !rules.isEmpty { terms.append(patterns("rule", rules)) }
            if !fingerprints.isEmpty {
                terms.append("fingerprint IN (\(fingerprints.map { _ in "?" }.joined(separator: ", ")))")
                arguments += fingerprints.map { Int64(bitPattern: $0.rawValue) }
            }
            parts.append("entry.sequence IN (SELECT sequence FROM finding WHERE \(terms.joined(separator: " AND ")))")
        }
        return (parts.joined(separator: " AND "), StatementArguments(arguments))
    }
}

extension String {
    fileprivate var isPattern: Bool { contains("*") || contains("?") }

    /// The pattern as SQLite's GLOB reads it, in which brackets mean something besides.
    fileprivate var glob: String { split(separator: "[", omittingEmptySubsequences: false).joined(separator: "[[]") }
}
