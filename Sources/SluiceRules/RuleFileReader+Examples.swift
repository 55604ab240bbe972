// Reads `examples` and checks the spelling of their templates.

extension RuleFileReader {
    /// Reads `examples`.
    mutating func examples(of map: YAMLMap) -> RuleExamples {
        var examples = RuleExamples()
        guard let node = map["examples"], let fields = self.map(node, field: "examples") else { return examples }
        checkFields(of: fields, known: ["match", "no_match", "todo"], owner: "`examples`")
        examples.match = templates(fields, "match")
        examples.noMatch = templates(fields, "no_match")
        examples.todo = templates(fields, "todo")
        return examples
    }

    private mutating func templates(_ map: YAMLMap, _ key: String) -> [RuleExamples.Example] {
        guard let node = map[key] else { return [] }
        let field = path("examples", key)
        return (listOrOne(node, field: field) ?? []).compactMap { element in
            guard let text = text(element, field: field) else { return nil }
            do {
                _ = try ExampleTemplate.parse(text)
                return RuleExamples.Example(template: text, line: element.line)
            } catch {
                report(element.line, "`\(field)`: \(error)")
                return nil
            }
        }
    }
}
