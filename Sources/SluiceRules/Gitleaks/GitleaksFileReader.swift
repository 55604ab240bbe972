// Reads the text of a gitleaks configuration.

import SluiceModel

/// Reads the text of a gitleaks configuration (schema of gitleaks 8:
/// https://github.com/gitleaks/gitleaks#configuration; and what betterleaks adds to it).
///
/// Reading goes on after a problem, so that all problems of a file are reported at once. Fields that gitleaks does not
/// know are none for it either; they become remarks.
package struct GitleaksFileReader {
    private let file: String
    private let headers: TOMLHeaders
    package private(set) var problems: [RuleSetError.Problem] = []
    /// What is not done as the file asks for, apart from single rules.
    package private(set) var remarks: [RuleSetError.Problem] = []
    private var rule: String?
    private var line = 1
    private var notes: [String] = []

    private init(file: String, text: String) {
        self.file = file
        headers = TOMLHeaders(of: text)
    }

    /// What a file holds: nothing where it cannot be read.
    package static func read(
        text: String,
        file: String
    ) -> (configuration: GitleaksConfiguration, problems: [RuleSetError.Problem], remarks: [RuleSetError.Problem]) {
        var reader = GitleaksFileReader(file: file, text: text)
        do {
            guard case .table(let fields) = try TOMLTree.parse(text) else { return (.init(), [], []) }
            let configuration = reader.configuration(fields)
            return (configuration, reader.problems, reader.remarks)
        } catch {
            reader.line = error.line
            reader.report(error.reason)
            return (GitleaksConfiguration(), reader.problems, [])
        }
    }

    private static let topFields: Set<String> = [
        "title", "description", "minversion", "extend", "rules", "allowlist", "allowlists", "betterleaksminversion",
        "filter", "prefilter",
    ]

    private mutating func configuration(_ fields: [String: TOMLTree]) -> GitleaksConfiguration {
        var result = GitleaksConfiguration()
        for name in fields.keys.sorted() where !Self.topFields.contains(name) {
            remarks.append(problem("`\(name)` is not supported and was left out"))
        }
        if let node = fields["extend"], let extend = table(node, "extend") {
            line = headers.line(of: "extend", 0) ?? 1
            result.extend = self.extend(extend)
        }
        if let node = fields["rules"] {
            for (index, node) in list(node, "rules").enumerated() {
                line = headers.line(of: "rules", index) ?? 1
                rule = nil
                if let fields = table(node, "rules"), let entry = entry(fields) { result.rules.append(entry) }
                rule = nil
            }
        }
        line = 1
        for name in ["prefilter", "filter"] {
            guard let text = text(fields, name), !text.isEmpty else { continue }
            let filter = GitleaksFilter(text)
            result.allowlists += filter.allowlists
            if !filter.isWhole || filter.entropy != nil {
                remarks.append(problem("parts of `\(name)` are not supported and were left out"))
            }
        }
        line = headers.line(of: "allowlist", 0) ?? headers.line(of: "allowlists", 0) ?? 1
        if fields["allowlist"] != nil, fields["allowlists"] != nil {
            report("[allowlist] is the old form of [[allowlists]]; a file can have one of them only")
        }
        let lists = fields["allowlist"].map { [$0] } ?? fields["allowlists"].map { list($0, "allowlists") } ?? []
        for (index, node) in lists.enumerated() {
            line = headers.line(of: "allowlists", index) ?? line
            guard let fields = table(node, "allowlists") else { continue }
            let targets = texts(fields, "targetrules")
            guard let list = allowlist(fields, owner: "[[allowlists]]") else { continue }
            if targets.isEmpty {
                result.allowlists.append(list)
            } else {
                result.targeted.append((targets, list, SourceLocation(file: file, line: line)))
            }
        }
        return result
    }

    private mutating func extend(_ fields: [String: TOMLTree]) -> GitleaksConfiguration.Extend {
        var result = GitleaksConfiguration.Extend()
        result.line = line
        result.path = text(fields, "path").flatMap { $0.isEmpty ? nil : $0 }
        result.usesDefault = flag(fields, "usedefault")
        result.disabledRules = texts(fields, "disabledrules")
        if result.path != nil, result.usesDefault {
            report("extend.path and extend.useDefault exclude each other")
        }
        if let address = text(fields, "url"), !address.isEmpty {
            remarks.append(problem("extend.url is not supported and was left out; gitleaks does not read it either"))
        }
        return result
    }

    private static let ruleFields: Set<String> = [
        "id", "description", "regex", "secretgroup", "valuegroup", "entropy", "keywords", "path", "tags", "allowlist",
        "allowlists", "required", "skipreport", "filter", "prefilter", "confidence", "specificity",
    ]

    private mutating func entry(_ fields: [String: TOMLTree]) -> GitleaksConfiguration.Entry? {
        let before = problems.count
        let place = SourceLocation(file: file, line: line)
        notes = []
        let id = text(fields, "id") ?? ""
        guard !id.isEmpty else {
            report("`id` is missing")
            return nil
        }
        rule = id
        var entry = GitleaksConfiguration.Entry(id: id, rule: GitleaksRule(id: id), place: place)
        entry.description = text(fields, "description") ?? ""
        entry.tags = texts(fields, "tags")
        entry.rule.regex = text(fields, "regex").flatMap { $0.isEmpty ? nil : $0 }
        entry.rule.path = text(fields, "path").flatMap { $0.isEmpty ? nil : $0 }
        entry.rule.secretGroup = integer(fields, "secretgroup") ?? integer(fields, "valuegroup") ?? 0
        entry.rule.entropy = number(fields, "entropy") ?? 0
        entry.rule.keywords = texts(fields, "keywords").filter { !$0.isEmpty }.map { $0.lowercased() }
        entry.rule.skipsReport = flag(fields, "skipreport")
        if entry.rule.secretGroup < 0 { report("`secretGroup` must not be negative") }
        check(entry.rule.regex, "regex")
        check(entry.rule.path, "path")
        if fields["allowlist"] != nil, fields["allowlists"] != nil {
            report("[rules.allowlist] is the old form of [[rules.allowlists]]; a rule can have one of them only")
        }
        let lists = fields["allowlist"].map { [$0] } ?? fields["allowlists"].map { list($0, "allowlists") } ?? []
        for node in lists {
            guard let fields = table(node, "allowlists") else { continue }
            if let list = allowlist(fields, owner: "[[rules.allowlists]]") { entry.rule.allowlists.append(list) }
        }
        for node in fields["required"].map({ list($0, "required") }) ?? [] {
            guard let fields = table(node, "required") else { continue }
            entry.rule.required.append(requirement(fields))
        }
        readOthers(fields, into: &entry)
        entry.remarks = notes
        return problems.count == before ? entry : nil
    }

    private mutating func requirement(_ fields: [String: TOMLTree]) -> GitleaksRequirement {
        let id = text(fields, "id") ?? ""
        if id.isEmpty { report("[[rules.required]] has no `id`") }
        return GitleaksRequirement(
            rule: id,
            withinLines: integer(fields, "withinlines"),
            withinColumns: integer(fields, "withincolumns")
        )
    }

    /// What betterleaks and others add to a rule.
    private mutating func readOthers(_ fields: [String: TOMLTree], into entry: inout GitleaksConfiguration.Entry) {
        for name in ["prefilter", "filter"] {
            guard let text = text(fields, name), !text.isEmpty else { continue }
            let filter = GitleaksFilter(text)
            entry.rule.allowlists += filter.allowlists
            entry.rule.entropy = max(entry.rule.entropy, filter.entropy ?? 0)
            guard !filter.isWhole else { continue }
            entry.lacksFilter = true
            notes.append(
                "parts of its `\(name)` are not supported: it reports what they would drop, at low confidence"
            )
        }
        switch text(fields, "confidence") {
        case "high": entry.confidence = .high
        case "medium": entry.confidence = .medium
        case "low": entry.confidence = .low
        default: break
        }
        // Below zero means that other rules tell more about the same bytes.
        if let rank = number(fields, "specificity"), rank < 0 { entry.tags.append(CompiledRule.genericTag) }
        for name in fields.keys.sorted() where !Self.ruleFields.contains(name) {
            switch name {
            case "validate", "validation", "analyze", "revoke":
                notes.append("its `\(name)` is left out: Sluice asks no services")
            case "components":
                notes.append("its `components` are left out: it is reported without them")
            default:
                notes.append("it has a field \(SafeName.quoted(name) ?? "of another tool") that was left out")
            }
        }
    }

    private mutating func allowlist(_ fields: [String: TOMLTree], owner: String) -> GitleaksAllowlist? {
        var list = GitleaksAllowlist()
        switch (text(fields, "condition") ?? "").uppercased() {
        case "AND", "&&": list.isConjunction = true
        case "", "OR", "||": break
        default:
            report("\(owner): `condition` must be AND or OR")
            return nil
        }
        if let name = text(fields, "regextarget"), !name.isEmpty {
            guard let target = GitleaksAllowlist.Target(rawValue: name) else {
                report("\(owner): `regexTarget` must be secret, match or line")
                return nil
            }
            list.target = target
        }
        list.commits = texts(fields, "commits")
        list.paths = texts(fields, "paths")
        list.regexes = texts(fields, "regexes")
        list.stopWords = texts(fields, "stopwords")
        guard !(list.commits + list.paths + list.regexes + list.stopWords).isEmpty else {
            report("\(owner) must contain at least one of commits, paths, regexes and stopwords")
            return nil
        }
        for regex in list.paths { check(regex, "\(owner).paths") }
        for regex in list.regexes { check(regex, "\(owner).regexes") }
        for name in fields.keys.sorted() where !Self.allowlistFields.contains(name) {
            notes.append("\(owner) has a field `\(name)` that was left out")
        }
        return list
    }

    private static let allowlistFields: Set<String> = [
        "description", "condition", "commits", "paths", "regexes", "stopwords", "regextarget", "targetrules",
    ]

    private mutating func check(_ regex: String?, _ field: String) {
        guard let regex else { return }
        do {
            _ = try GoRegexParser.parse(regex, folding: .ascii)
        } catch {
            report("\(field): \(error)")
        }
    }
}

// Values of the types that fields have. gitleaks takes a text for a number, and a text for a list.
extension GitleaksFileReader {
    private func problem(_ reason: String) -> RuleSetError.Problem {
        .init(location: SourceLocation(file: file, line: line), rule: rule, reason: reason)
    }

    private mutating func report(_ reason: String) {
        problems.append(problem(reason))
    }

    private mutating func table(_ node: TOMLTree, _ field: String) -> [String: TOMLTree]? {
        if case .table(let fields) = node { return fields }
        report("`\(field)` must be a table, not \(node.kind)")
        return nil
    }

    private mutating func list(_ node: TOMLTree, _ field: String) -> [TOMLTree] {
        switch node {
        case .array(let nodes): return nodes
        case .table: return [node]
        default:
            report("`\(field)` must be a list of tables, not \(node.kind)")
            return []
        }
    }

    /// A field's name as gitleaks spells it.
    private static func spelled(_ name: String) -> String {
        let names = [
            "secretGroup", "valueGroup", "skipReport", "withinLines", "withinColumns", "useDefault", "disabledRules",
            "targetRules", "regexTarget",
        ]
        return names.first { $0.lowercased() == name } ?? name
    }

    private mutating func text(_ fields: [String: TOMLTree], _ name: String) -> String? {
        switch fields[name] {
        case nil: return nil
        case .string(let text)?: return text
        case .integer(let number)?: return String(number)
        case let node?:
            report("`\(Self.spelled(name))` must be a text, not \(node.kind)")
            return nil
        }
    }

    private mutating func texts(_ fields: [String: TOMLTree], _ name: String) -> [String] {
        switch fields[name] {
        case nil: return []
        case .string(let text)?: return text.isEmpty ? [] : text.split(separator: ",").map(String.init)
        case .array(let nodes)?:
            var result: [String] = []
            for node in nodes {
                if case .string(let text) = node {
                    result.append(text)
                } else {
                    report("`\(Self.spelled(name))` must be a list of texts; it holds \(node.kind)")
                }
            }
            return result
        case let node?:
            report("`\(Self.spelled(name))` must be a list of texts, not \(node.kind)")
            return []
        }
    }

    private mutating func flag(_ fields: [String: TOMLTree], _ name: String) -> Bool {
        switch fields[name] {
        case nil: return false
        case .bool(let flag)?: return flag
        case let node?:
            report("`\(Self.spelled(name))` must be true or false, not \(node.kind)")
            return false
        }
    }

    private mutating func number(_ fields: [String: TOMLTree], _ name: String) -> Double? {
        switch fields[name] {
        case nil: return nil
        case .number(let number)? where number.isFinite: return number
        case .integer(let number)?: return Double(number)
        case .string(let text)?:
            if let number = Double(text), number.isFinite { return number }
            report("`\(Self.spelled(name))` must be a number")
            return nil
        case let node?:
            report("`\(Self.spelled(name))` must be a number, not \(node.kind)")
            return nil
        }
    }

    private mutating func integer(_ fields: [String: TOMLTree], _ name: String) -> Int? {
        guard let number = number(fields, name) else { return nil }
        guard let integer = Int(exactly: number.rounded(.towardZero)) else {
            report("`\(Self.spelled(name))` must be a whole number")
            return nil
        }
        return integer
    }
}
