// Reads `cases`: what the policy must decide.

import SluiceModel
import SluiceRules

extension PolicyFileReader {
    private static let givenFields = [
        "rule", "text", "confidence", "sample", "direction", "model", "route", "metadata", "tool", "language",
    ]

    /// Reads one case.
    mutating func policyCase(_ node: ConfigurationNode) -> PolicyCase? {
        guard let map = fields.map(node, field: "a case") else { return nil }
        fields.checkFields(of: map, known: ["name", "given", "expect"], owner: "a case")
        let name = map["name"].flatMap { fields.prose($0, field: "name") }
        let given = fields.required(map, "given").flatMap { fields.map($0, field: "given") }
        let expect = fields.required(map, "expect").flatMap { fields.map($0, field: "expect") }
        var subject: PolicyCase.Subject?
        var context = PolicyContext()
        if let given {
            fields.checkFields(of: given, known: Self.givenFields, owner: "`given`")
            subject = self.subject(given)
            context = self.context(given)
        }
        guard let expect else { return nil }
        fields.checkFields(of: expect, known: ["action", "policy", "style"], owner: "`expect`")
        let action = fields.required(expect, "action", owner: "expect").flatMap {
            fields.choice($0, field: "expect.action", of: Action.self)
        }
        let entry = expect["policy"].flatMap { fields.identifier($0, field: "expect.policy") }
        let style = expect["style"].flatMap { self.style($0, field: "expect.style") }
        guard let subject, let action else { return nil }
        return PolicyCase(
            name: name,
            subject: subject,
            context: context,
            action: action,
            entry: entry,
            style: style,
            source: SourceLocation(file: fields.file, line: map.line)
        )
    }

    private mutating func subject(_ given: ConfigurationMap) -> PolicyCase.Subject? {
        let confidence = given["confidence"].flatMap { self.confidence($0) }
        let isSample = given["sample"].flatMap { fields.flag($0, field: "given.sample") }
        switch (given["rule"], given["text"]) {
        case (let node?, nil):
            guard let id = fields.identifier(node, field: "given.rule") else { return nil }
            return .finding(rule: RuleID(id), confidence: confidence, isSample: isSample ?? false)
        case (nil, let node?):
            for key in ["confidence", "sample"] where given[key] != nil {
                fields.report(given.line(of: key), "`given.\(key)` is for `given.rule`; a text is judged by the rules")
            }
            guard let text = fields.text(node, field: "given.text") else { return nil }
            do {
                _ = try ExampleTemplate.parse(text)
                return .text(template: text)
            } catch {
                fields.report(node.line, "`given.text`: \(error)")
                return nil
            }
        default:
            fields.report(given.line, "`given` needs `rule` or `text`, one of the two")
            return nil
        }
    }

    private mutating func confidence(_ node: ConfigurationNode) -> Confidence? {
        guard let text = fields.text(node, field: "given.confidence") else { return nil }
        if let confidence = Self.confidence(text) { return confidence }
        fields.report(node.line, "`given.confidence` must be low, medium, high, or a whole number from 0 to 100")
        return nil
    }

    private mutating func context(_ given: ConfigurationMap) -> PolicyContext {
        var context = PolicyContext()
        context.direction = given["direction"].flatMap { fields.choice($0, field: "given.direction") }
        context.model = given["model"].flatMap { fields.text($0, field: "given.model") }
        context.route = given["route"].flatMap { fields.text($0, field: "given.route") }
        context.tool = given["tool"].flatMap { fields.text($0, field: "given.tool") }
        context.language = given["language"].flatMap { fields.text($0, field: "given.language") }
        if let node = given["metadata"], let metadata = fields.map(node, field: "given.metadata") {
            for key in metadata.keys {
                context.metadata[key] = metadata[key].flatMap { fields.text($0, field: "given.metadata") }
            }
        }
        return context
    }
}
