// Reads single fields of a rule file: checks their type and range, and reports what is wrong.

import Yams

extension RuleFileReader {
    /// A map's fields with merge keys (`<<`) resolved, or nil with a problem.
    mutating func map(_ node: Node, field: String?) -> YAMLMap? {
        guard case .mapping(let mapping) = node else {
            report(node.line, "`\(field ?? "rules")` must be a map, not \(node.kind)")
            return nil
        }
        var result = YAMLMap(line: node.line)
        return collect(mapping, into: &result) ? result : nil
    }

    /// Adds the fields of a map that are not there yet. False where the file is too large.
    private mutating func collect(_ mapping: Node.Mapping, into result: inout YAMLMap) -> Bool {
        guard visit(mapping.count, line: result.line) else { return false }
        var merged: [Node] = []
        for (key, value) in mapping {
            guard case .scalar(let scalar) = key else {
                report(key.line, "a key must be a text, not \(key.kind)")
                continue
            }
            if scalar.isPlain, scalar.string == "<<" {
                merged.append(value)
            } else if !result.has(scalar.string), !YAMLDocument.isReplaced(key: scalar.string) {
                result.append(key: scalar.string, line: scalar.mark?.line ?? 1, value: value)
            }
        }
        for node in merged {
            switch node {
            case .mapping(let mapping):
                guard collect(mapping, into: &result) else { return false }
            case .sequence(let sequence):
                for element in sequence {
                    guard case .mapping(let mapping) = element else {
                        report(node.line, "`<<` must name a map or a list of maps")
                        continue
                    }
                    guard collect(mapping, into: &result) else { return false }
                }
            default:
                report(node.line, "`<<` must name a map or a list of maps")
            }
        }
        return true
    }

    /// Counts nodes. False, with a problem the first time, where there are too many.
    private mutating func visit(_ count: Int, line: Int) -> Bool {
        let wasWithin = visitedCount <= Self.maximumNodeCount
        visitedCount += count + 1
        if visitedCount <= Self.maximumNodeCount { return true }
        if wasWithin { report(line, "the file has more than \(Self.maximumNodeCount) nodes, aliases counted out") }
        return false
    }

    /// Reports every field that is not known.
    mutating func checkFields(
        of map: YAMLMap,
        known: [String],
        owner: String,
        isFree: (String) -> Bool = { _ in false }
    ) {
        for (key, line) in zip(map.keys, map.lines) where !known.contains(key) && !isFree(key) {
            let name = SafeName.quoted(key) ?? "a key"
            let remedy =
                if let meant = NearestName.suggestion(for: key, among: known) {
                    "; did you mean `\(meant)`?"
                } else if known.count <= 8 {
                    "; there is \(known.map { "`\($0)`" }.joined(separator: ", "))"
                } else {
                    ""
                }
            report(line, "\(name) is not a field of \(owner)\(remedy)")
        }
    }

    /// The nodes of a list, or nil with a problem.
    mutating func list(_ node: Node, field: String) -> [Node]? {
        guard case .sequence(let sequence) = node else {
            report(node.line, "`\(field)` must be a list, not \(node.kind)")
            return nil
        }
        return visit(sequence.count, line: node.line) ? Array(sequence) : nil
    }

    /// The nodes of a list, or a text or map alone as a list of one.
    mutating func listOrOne(_ node: Node, field: String) -> [Node]? {
        if case .sequence = node { return list(node, field: field) }
        return [node]
    }

    /// A scalar, or nil with a problem.
    private mutating func scalar(_ node: Node, field: String, wanted: String) -> Node.Scalar? {
        guard case .scalar(let scalar) = node, !scalar.isNull else {
            report(node.line, "`\(field)` must be \(wanted), not \(node.kind)")
            return nil
        }
        switch scalar.tag.rawValue {
        case "", "!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:int", "tag:yaml.org,2002:float",
            "tag:yaml.org,2002:bool":
            return scalar
        default:
            report(node.line, "`\(field)` has a YAML tag that rule files do not use")
            return nil
        }
    }

    /// A text that is not empty, as it is written (`no` and `007` need no quotes), or nil with a problem.
    mutating func text(_ node: Node, field: String) -> String? {
        guard let scalar = scalar(node, field: field, wanted: "a text") else { return nil }
        guard !scalar.string.isEmpty else {
            report(node.line, "`\(field)` is an empty text")
            return nil
        }
        return scalar.string
    }

    /// A text without space around it, such as the line break at the end of a block; or nil with a problem.
    mutating func prose(_ node: Node, field: String) -> String? {
        guard let text = text(node, field: field) else { return nil }
        let isSpace = { (character: Character) in character.isWhitespace }
        var trimmed = text.drop(while: isSpace)
        while let last = trimmed.last, isSpace(last) { trimmed.removeLast() }
        guard !trimmed.isEmpty else {
            report(node.line, "`\(field)` is an empty text")
            return nil
        }
        return String(trimmed)
    }

    /// One text or a list of texts; wrong ones are reported and left out.
    mutating func texts(_ node: Node, field: String) -> [String] {
        (listOrOne(node, field: field) ?? []).compactMap { text($0, field: field) }
    }

    /// The texts of an optional field.
    mutating func texts(_ map: YAMLMap, _ key: String, owner: String? = nil) -> [String] {
        map[key].map { texts($0, field: path(owner, key)) } ?? []
    }

    /// A whole number of a range, without quotes; or nil with a problem.
    mutating func integer(_ node: Node, field: String, in range: ClosedRange<Int>) -> Int? {
        let wanted = "a whole number from \(range.lowerBound) to \(range.upperBound)"
        guard let scalar = scalar(node, field: field, wanted: wanted) else { return nil }
        guard scalar.isPlain, let number = Int(scalar.string) else {
            report(node.line, "`\(field)` must be \(wanted)")
            return nil
        }
        guard range.contains(number) else {
            report(node.line, "`\(field)` is \(number), must be \(wanted)")
            return nil
        }
        return number
    }

    /// A number of a range, without quotes; or nil with a problem.
    mutating func number(_ node: Node, field: String, in range: ClosedRange<Double>) -> Double? {
        let wanted = "a number from \(range.lowerBound) to \(range.upperBound)"
        guard let scalar = scalar(node, field: field, wanted: wanted) else { return nil }
        guard scalar.isPlain, let number = Double(scalar.string), range.contains(number) else {
            report(node.line, "`\(field)` must be \(wanted)")
            return nil
        }
        return number
    }

    /// `true` or `false` without quotes, or nil with a problem.
    mutating func flag(_ node: Node, field: String) -> Bool? {
        guard let scalar = scalar(node, field: field, wanted: "true or false") else { return nil }
        switch scalar.isPlain ? scalar.string : "" {
        case "true", "True", "TRUE": return true
        case "false", "False", "FALSE": return false
        default:
            report(node.line, "`\(field)` must be true or false")
            return nil
        }
    }

    /// One of the cases of an enumeration, or nil with a problem.
    mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ node: Node,
        field: String,
        of type: Choice.Type = Choice.self
    ) -> Choice? {
        let names = Choice.allCases.map(\.rawValue)
        guard let scalar = scalar(node, field: field, wanted: "one of \(names.joined(separator: ", "))") else {
            return nil
        }
        if let choice = Choice(rawValue: scalar.string) { return choice }
        reportUnknown(scalar.string, node.line, field: field, known: names)
        return nil
    }

    /// Reports a name that is none of the known ones.
    mutating func reportUnknown(_ name: String, _ line: Int, field: String, known: [String]) {
        let shown = SafeName.quoted(name).map { "is \($0), " } ?? ""
        let meant = NearestName.suggestion(for: name, among: known).map { "; did you mean `\($0)`?" } ?? ""
        report(line, "`\(field)` \(shown)must be one of \(known.joined(separator: ", "))\(meant)")
    }

    /// A name of lower-case letters, digits and hyphens, or nil with a problem.
    mutating func identifier(_ node: Node, field: String) -> String? {
        guard let text = text(node, field: field) else { return nil }
        guard Self.isIdentifier(text) else {
            report(
                node.line,
                "`\(field)` must be made of lower-case letters, digits and single hyphens between them, "
                    + "at most \(Self.maximumIdentifierByteCount)"
            )
            return nil
        }
        return text
    }

    /// Whether a text is spelt as ids are.
    static func isIdentifier(_ text: String) -> Bool {
        SafeName.isIdentifier(text) && text.utf8.count <= maximumIdentifierByteCount
    }

    /// The longest id, in bytes.
    private static let maximumIdentifierByteCount = 80

    /// A field's name with the name of the field that it stands in.
    func path(_ owner: String?, _ key: String) -> String {
        owner.map { "\($0).\(key)" } ?? key
    }
}
