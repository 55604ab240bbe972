// Numbers about decisions.

import GRDB

/// Numbers about the decisions that a filter selects, and about the whole audit.
package struct AuditSummary: Sendable, Hashable {
    /// By what decisions are counted.
    package enum Grouping: Sendable, Hashable {
        case rule
        case action
        case direction
        case policy
        case route
        case error
        case day
        case hour
        case metadata(key: String)

        /// Reads a name; the prefix `metadata.` may be left out where the key is none of the names.
        package init?(_ text: String) {
            switch text {
            case "rule": self = .rule
            case "action": self = .action
            case "direction": self = .direction
            case "policy": self = .policy
            case "route": self = .route
            case "error": self = .error
            case "day": self = .day
            case "hour": self = .hour
            default:
                let key = text.hasPrefix("metadata.") ? String(text.dropFirst("metadata.".count)) : text
                if key.isEmpty { return nil }
                self = .metadata(key: key)
            }
        }

        package var name: String {
            switch self {
            case .rule: "rule"
            case .action: "action"
            case .direction: "direction"
            case .policy: "policy"
            case .route: "route"
            case .error: "error"
            case .day: "day"
            case .hour: "hour"
            case .metadata(let key): "metadata.\(key)"
            }
        }
    }

    /// One line of a table.
    package struct Group: Sendable, Hashable {
        package let value: String
        package let decisions: Int64
        package let blocked: Int64
        package let masked: Int64
        package let findings: Int64
    }

    /// The counts by one grouping.
    package struct Table: Sendable, Hashable {
        package let grouping: Grouping
        package let rows: [Group]
    }

    /// From arrival to decision, in microseconds.
    package struct Latency: Sendable, Hashable {
        package let median: Int64
        package let p90: Int64
        package let p99: Int64
        package let maximum: Int64
    }

    package let decisions: Int64
    package let blocked: Int64
    package let masked: Int64
    package let errors: Int64
    package let findings: Int64
    package let firstTime: Int64?
    package let lastTime: Int64?
    package let latency: Latency?
    package let tables: [Table]
    /// Of the whole audit.
    package let lost: Int64
    package let removed: Int64
    package let starts: Int64
    package let stops: Int64
    package let bytes: Int
}

extension AuditSummary {
    /// Counts within one read transaction.
    init(_ db: Database, filter: AuditFilter, groups: [Grouping]) throws {
        var filter = filter
        filter.kinds = [.decision]
        let condition = filter.condition
        let totals = try Row.fetchOne(
            db,
            sql: """
                SELECT count(*), sum(action = 'block'), sum(action = 'mask'), count(error), sum(finding_count), \
                min(time), max(time) FROM entry WHERE \(condition.sql)
                """,
            arguments: condition.arguments
        )
        decisions = totals?.integer(0) ?? 0
        blocked = totals?.integer(1) ?? 0
        masked = totals?.integer(2) ?? 0
        errors = totals?.integer(3) ?? 0
        findings = totals?.integer(4) ?? 0
        firstTime = totals?.integer(5)
        lastTime = totals?.integer(6)
        latency = try AuditSummary.latency(db, condition, count: decisions)
        tables = try groups.map { Table(grouping: $0, rows: try AuditSummary.rows(db, condition, by: $0)) }
        func events(_ kind: AuditEntry.Kind, _ value: String) throws -> Int64 {
            let sql = "SELECT coalesce(\(value), 0) FROM entry WHERE kind <> 'decision' AND kind = ?"
            return try Int64.fetchOne(db, sql: sql, arguments: [kind.rawValue]) ?? 0
        }
        lost = try events(.loss, "sum(count)")
        // Numbers below 1 are none that were written.
        removed = max(1, try Int64.fetchOne(db, sql: "SELECT min(sequence) FROM entry") ?? 1) - 1
        starts = try events(.start, "count(*)")
        stops = try events(.stop, "count(*)")
        bytes = try AuditStore.usedBytes(db)
    }

    private typealias Condition = (sql: String, arguments: StatementArguments)

    private static func latency(_ db: Database, _ condition: Condition, count: Int64) throws -> Latency? {
        guard count > 0 else { return nil }
        // The value below which that share of all lies, by rank.
        let ranks = [50, 90, 99, 100].map { max(0, (count * $0 + 99) / 100 - 1) }
        let rows = try Row.fetchCursor(
            db,
            sql: "SELECT latency FROM entry WHERE \(condition.sql) ORDER BY latency",
            arguments: condition.arguments
        )
        var values: [Int64] = []
        var index: Int64 = 0
        while let row = try rows.next() {
            while values.count < ranks.count, ranks[values.count] == index { values.append(row.integer(0) ?? 0) }
            index += 1
        }
        guard values.count == ranks.count else { return nil }
        return Latency(median: values[0], p90: values[1], p99: values[2], maximum: values[3])
    }

    private static func rows(_ db: Database, _ condition: Condition, by grouping: Grouping) throws -> [Group] {
        let counts = "count(*), sum(entry.action = 'block'), sum(entry.action = 'mask'), sum(entry.finding_count)"
        let order = "GROUP BY 1 ORDER BY 2 DESC, 1"
        let sql: String
        var arguments = condition.arguments
        switch grouping {
        case .rule:
            sql = """
                SELECT found.rule, count(*), sum(found.action = 'block'), sum(found.action = 'mask'), sum(found.count) \
                FROM (SELECT finding.rule AS rule, count(*) AS count, entry.action AS action FROM finding \
                JOIN entry ON entry.sequence = finding.sequence WHERE \(condition.sql) \
                GROUP BY finding.sequence, finding.rule) AS found \(order)
                """
        case .metadata(let key):
            sql = """
                SELECT metadata.value, \(counts) FROM entry JOIN metadata ON metadata.sequence = entry.sequence \
                WHERE \(condition.sql) AND metadata.key = ? \(order)
                """
            arguments += [key]
        case .day, .hour:
            let form = grouping == .day ? "%Y-%m-%d" : "%Y-%m-%dT%H:00Z"
            sql = """
                SELECT ifnull(strftime('\(form)', entry.time / 1000000, 'unixepoch'), 'unknown'), \(counts) FROM entry \
                WHERE \(condition.sql) GROUP BY 1 ORDER BY 1
                """
        case .direction:
            sql = "SELECT ifnull(entry.direction, 'unknown'), \(counts) FROM entry WHERE \(condition.sql) \(order)"
        case .action, .policy, .route, .error:
            sql = "SELECT entry.\(grouping.name), \(counts) FROM entry WHERE \(condition.sql) \(order)"
        }
        return try Row.fetchAll(db, sql: sql, arguments: arguments).compactMap { row in
            row.text(0).map { value in
                Group(
                    value: value,
                    decisions: row.integer(1) ?? 0,
                    blocked: row.integer(2) ?? 0,
                    masked: row.integer(3) ?? 0,
                    findings: row.integer(4) ?? 0
                )
            }
        }
    }
}
