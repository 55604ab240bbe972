// Reads single fields of a rule file: checks their type and range, and reports what is wrong.

extension RuleFileReader {
    /// A map's fields with merge keys (`<<`) resolved, or nil with a problem.
    mutating func map(_ node: YAMLNode, field: String?) -> YAMLMap? {
        guard let fields = node.fields else {
            report(node.line, "`\(field ?? "rules")` must be a map, not \(node.kind)")
            return nil
        }
        var result = YAMLMap(line: node.line)
        return collect(fields, into: &result) ? result : nil
    }

    /// Adds the fields of a map that are not there yet. False where the file is too large.
    private mutating func collect(_ fields: [YAMLField], into result: inout YAMLMap) -> Bool {
        guard visit(fields.count, line: result.line) else { return false }
        var merged: [YAMLNode] = []
        for field in fields {
            guard let key = field.key.scalar else {
                report(field.key.line, "a key must be a text, not \(field.key.kind)")
                continue
            }
            if key.isPlain, key.string == "<<" {
                merged.append(field.value)
            } else if !result.has(key.string), !YAMLDocument.isReplaced(key: key.string) {
                result.append(key: key.string, line: key.line, value: field.value)
            }
        }
        for node in merged {
            guard let maps = node.isMap ? [node] : node.elements else {
                report(node.line, "`<<` must name a map or a list of maps")
                continue
            }
            for map in maps {
                guard let fields = map.fields else {
                    report(node.line, "`<<` must name a map or a list of maps")
                    continue
                }
                guard collect(fields, into: &result) else { return false }
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
    mutating func list(_ node: YAMLNode, field: String) -> [YAMLNode]? {
        guard let elements = node.elements else {
            report(node.line, "`\(field)` must be a list, not \(node.kind)")
            return nil
        }
        return visit(elements.count, line: node.line) ? elements : nil
    }

    /// The nodes of a list, or a text or map alone as a list of one.
    mutating func listOrOne(_ node: YAMLNode, field: String) -> [YAMLNode]? {
        node.isList ? list(node, field: field) : [node]
    }

    /// A scalar, or nil with a problem.
    private mutating func scalar(_ node: YAMLNode, field: String, wanted: String) -> YAMLScalar? {
        guard let scalar = node.scalar, !scalar.isNull else {
            report(node.line, "`\(field)` must be \(wanted), not \(node.kind)")
            return nil
        }
        if scalar.hasForeignTag {
            report(node.line, "`\(field)` has a YAML tag that rule files do not use")
            return nil
        }
        return scalar
    }

    /// A text that is not empty, as it is written (`no` and `007` need no quotes), or nil with a problem.
    mutating func text(_ node: YAMLNode, field: String) -> String? {
        guard let scalar = scalar(node, field: field, wanted: "a text") else { return nil }
        guard !scalar.string.isEmpty else {
            report(node.line, "`\(field)` is an empty text")
            return nil
        }
        return scalar.string
    }

    /// A text without space around it, such as the line break at the end of a block; or nil with a problem.
    mutating func prose(_ node: YAMLNode, field: String) -> String? {
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
    mutating func texts(_ node: YAMLNode, field: String) -> [String] {
        (listOrOne(node, field: field) ?? []).compactMap { text($0, field: field) }
    }

    /// The texts of an optional field.
    mutating func texts(_ map: YAMLMap, _ key: String, owner: String? = nil) -> [String] {
        map[key].map { texts($0, field: path(owner, key)) } ?? []
    }

    /// A whole number of a range, without quotes; or nil with a problem.
    mutating func integer(_ node: YAMLNode, field: String, in range: ClosedRange<Int>) -> Int? {
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
    mutating func number(_ node: YAMLNode, field: String, in range: ClosedRange<Double>) -> Double? {
        let wanted = "a number from \(range.lowerBound) to \(range.upperBound)"
        guard let scalar = scalar(node, field: field, wanted: wanted) else { return nil }
        guard scalar.isPlain, let number = Double(scalar.string), range.contains(number) else {
            report(node.line, "`\(field)` must be \(wanted)")
            return nil
        }
        return number
    }

    /// `true` or `false` without quotes, or nil with a problem.
    mutating func flag(_ node: YAMLNode, field: String) -> Bool? {
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
        _ node: YAMLNode,
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
    mutating func identifier(_ node: YAMLNode, field: String) -> String? {
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
