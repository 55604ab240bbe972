// Reads the `number:` form.

import SluiceMatching

extension RuleFileReader {
    private static let numberFields = ["forms", "bare", "check", "ignore_case"]

    /// Reads a `number:` map, or nil with a problem.
    mutating func number(_ node: YAMLNode) -> NumberDefinition? {
        guard let map = map(node, field: "number") else { return nil }
        let problemCount = problems.count
        checkFields(of: map, known: Self.numberFields, owner: "`number`")
        let forms = required(map, "forms", owner: "number").map { self.forms($0) } ?? []
        let bare = required(map, "bare", owner: "number")
            .flatMap { choice($0, field: "number.bare", of: NumberMatcher.Bare.self) }
        let check = map["check"].flatMap { identifier($0, field: "number.check") }
        let ignoresCase = map["ignore_case"].flatMap { flag($0, field: "number.ignore_case") } ?? false
        guard problems.count == problemCount, let bare else { return nil }
        return NumberDefinition(forms: forms, bare: bare, check: check, ignoresCase: ignoresCase)
    }

    private mutating func forms(_ node: YAMLNode) -> [NumberForm] {
        let nodes = listOrOne(node, field: "number.forms") ?? []
        if nodes.isEmpty || nodes.count > NumberDefinition.mostForms {
            report(node.line, "`number.forms` must have 1 to \(NumberDefinition.mostForms) forms")
        }
        var forms: [NumberForm] = []
        for node in nodes {
            guard let text = text(node, field: "number.forms") else { continue }
            do throws(NumberFormError) {
                let form = try NumberForm(text)
                if forms.contains(form) { report(node.line, "a form of `number.forms` stands there twice") }
                forms.append(form)
            } catch {
                report(node.line, "a form of `number.forms` \(error.reason)")
            }
        }
        return forms
    }
}
