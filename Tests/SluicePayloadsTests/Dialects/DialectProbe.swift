// Runs a dialect over events and writes its plans down.

import SluicePayloads
import Testing

/// Runs a dialect over events and writes its plans down.
struct DialectProbe {
    var dialect: any StreamDialect

    init(_ id: DialectID) {
        dialect = DialectRegistry.dialect(id)
    }

    /// Plans an event and says what became of each string that is text, of the lanes and of the blanks.
    mutating func plan(_ text: String, name: String = "") throws -> [String] {
        let json = try #require(JSONTree(Array(text.utf8)), "\(text)")
        var plan = EventPlan()
        dialect.plan(StreamEvent(name: name, json: json), into: &plan)
        var lines: [String] = []
        json.forEachString(type(of: dialect).fields) { node, treatment in
            let path = json.path(of: node)
            switch plan.uses[node] {
            case .delta(let lane, let traits): lines.append("\(path) delta \(lane.path)\(Self.note(traits))")
            case .whole(let traits, let isRepeat):
                lines.append("\(path) \(isRepeat ? "repeat" : "whole")\(Self.note(traits))")
            case .snapshot(let snapshot):
                let marks = [
                    (snapshot.isRepeat, " repeat"), (snapshot.mayContinue, " more"), (snapshot.isLast, " last"),
                ]
                let mark = marks.map { $0.0 ? $0.1 : "" }.joined()
                lines.append("\(path) snapshot \(snapshot.lane.path)\(mark)\(Self.note(snapshot.traits))")
            case .unknown(let lane): lines.append("\(path) unknown \(lane.path)")
            case .keep: break
            case nil: if treatment != .keep, json.isText(node) { lines.append("\(path) \(treatment)") }
            }
        }
        lines += plan.documents.map { "\(json.path(of: $0.node)) document\(Self.note($0.traits))" }
        lines += plan.endedBefore.map { "before: end \($0.path)" }.sorted()
        lines += plan.endedLanes.map { "end \($0.path)" }.sorted()
        if plan.endsAllLanes { lines.append("end all") }
        for blank in plan.blanks {
            let condition =
                switch blank.condition {
                case .lane(let lane): lane.path
                case .string(let node): json.path(of: node)
                case .stream: "stream"
                case .next(let message): "next of \(message)"
                }
            lines.append("blank \(json.path(of: blank.node)) to \(blank.replacement) if \(condition)")
        }
        if plan.isKeepAlive { lines.append("keep-alive") }
        return lines
    }

    private static func note(_ traits: LaneTraits) -> String {
        (traits.form == .json ? " json" : "") + (traits.isSigned ? " signed" : "")
            + (traits.tool.map { " for \($0)" } ?? "") + (traits.isStart ? " start" : "")
    }
}
