// Reads what confirms or refuses a match: `validate`, `context`, `allow` and `samples`.

import SluiceModel

extension RuleFileReader {
    /// Reads `validate`: names, or maps of `check` and `require`.
    mutating func validators(of map: YAMLMap) -> [ValidatorUse] {
        guard let node = map["validate"] else { return [] }
        var uses: [ValidatorUse] = []
        for element in listOrOne(node, field: "validate") ?? [] {
            guard let use = validator(element) else { continue }
            if uses.contains(where: { $0.name == use.name }) {
                report(element.line, "`validate` names `\(use.name)` twice")
            }
            uses.append(use)
        }
        return uses
    }

    private mutating func validator(_ node: YAMLNode) -> ValidatorUse? {
        guard node.isMap else {
            return identifier(node, field: "validate").map { ValidatorUse(name: $0) }
        }
        guard let map = map(node, field: "validate") else { return nil }
        checkFields(of: map, known: ["check", "require"], owner: "`validate`")
        let isRequired = map["require"].flatMap { flag($0, field: "validate.require") } ?? false
        return required(map, "check", owner: "validate")
            .flatMap { identifier($0, field: "validate.check") }
            .map { ValidatorUse(name: $0, isRequired: isRequired) }
    }

    private static let contextFields = ["words", "window", "required", "boost", "keys", "after", "against"]

    /// Reads `context` of a rule of a category; `isNumber` says that it has forms which a word must name.
    mutating func context(_ node: YAMLNode, category: Category?, isNumber: Bool) -> ContextDefinition? {
        guard let map = map(node, field: "context") else { return nil }
        checkFields(of: map, known: Self.contextFields, owner: "`context`")
        let isRequired = map["required"].flatMap { flag($0, field: "context.required") } ?? false
        if !map.has("words"), !map.has("keys"), isRequired || !map.has("against") {
            report(map.line, "`context` needs `words` or `keys`")
        }
        let windows = 1...ContextDefinition.maximumWindow
        let usualAfter = (isRequired || isNumber) && category == .pii ? ContextDefinition.personalAfter : 0
        return ContextDefinition(
            words: texts(map, "words", owner: "context"),
            keys: texts(map, "keys", owner: "context"),
            against: texts(map, "against", owner: "context"),
            window: map["window"].flatMap { integer($0, field: "context.window", in: windows) }
                ?? ContextDefinition.defaultWindow,
            after: map["after"].flatMap { integer($0, field: "context.after", in: 0...ContextDefinition.maximumAfter) }
                ?? usualAfter,
            isRequired: isRequired,
            boost: map["boost"].flatMap { integer($0, field: "context.boost", in: 0...100) }
                ?? ContextDefinition.defaultBoost
        )
    }

    /// Reads `allow` or `samples`.
    mutating func filter(of map: YAMLMap, _ key: String, hasPaths: Bool) -> ValueFilter {
        var filter = ValueFilter()
        guard let node = map[key], let fields = self.map(node, field: key) else { return filter }
        let known = ["values", "patterns", "stop_words"] + (hasPaths ? ["paths"] : [])
        checkFields(of: fields, known: known, owner: "`\(key)`")
        filter.values = texts(fields, "values", owner: key)
        filter.patterns = texts(fields, "patterns", owner: key)
        filter.stopWords = texts(fields, "stop_words", owner: key)
        if hasPaths { filter.paths = texts(fields, "paths", owner: key) }
        return filter
    }
}
