// Reads where a rule applies.

import SluiceModel

/// The `applies_to:` field.
struct Applicability {
    var directions = Set(Direction.allCases)
    /// Names of `Language`, each once; empty for any.
    var languages: [String] = []
    var regions = Set(CodeRegion.allCases)
    var lines = ChangedLines.any
}

extension RuleFileReader {
    /// Where the rule applies; everywhere where nothing is said.
    mutating func applicability(of map: YAMLMap) -> Applicability {
        var result = Applicability()
        guard let node = map["applies_to"], let fields = self.map(node, field: "applies_to") else { return result }
        checkFields(of: fields, known: ["direction", "languages", "in", "lines"], owner: "`applies_to`")
        let directions = choices(fields, "direction", of: Direction.self)
        if !directions.isEmpty { result.directions = directions }
        let regions = choices(fields, "in", of: CodeRegion.self)
        if !regions.isEmpty { result.regions = regions }
        if let node = fields["lines"] { result.lines = choice(node, field: "applies_to.lines") ?? .any }
        if let node = fields["languages"] { result.languages = languages(node) }
        return result
    }

    private mutating func choices<Choice: RawRepresentable<String> & CaseIterable & Hashable>(
        _ fields: YAMLMap,
        _ key: String,
        of type: Choice.Type
    ) -> Set<Choice> {
        guard let node = fields[key] else { return [] }
        let field = "applies_to.\(key)"
        return Set((listOrOne(node, field: field) ?? []).compactMap { choice($0, field: field, of: type) })
    }

    private mutating func languages(_ node: YAMLNode) -> [String] {
        var names: [String] = []
        for element in listOrOne(node, field: "applies_to.languages") ?? [] {
            guard let text = text(element, field: "applies_to.languages") else { continue }
            guard let language = Language(named: text) else {
                reportUnknownLanguage(text, element.line)
                continue
            }
            if !names.contains(language.name) { names.append(language.name) }
        }
        return names
    }

    private mutating func reportUnknownLanguage(_ name: String, _ line: Int) {
        let shown = SafeName.quoted(name).map { "is \($0), which is" } ?? "has"
        let known = Language.all.flatMap { [$0.name] + $0.aliases }
        let meant =
            NearestName.suggestion(for: name, among: known).map { "; did you mean `\($0)`?" }
            ?? "; `Rules/README.md` lists those that are known"
        report(line, "`applies_to.languages` \(shown) no language that is known\(meant)")
    }
}
