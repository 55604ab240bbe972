// Reads the text of one policy file.

import SluiceModel
import SluiceRules

/// Reads the text of one policy file (format: `Docs/policies.md`).
struct PolicyFileReader {
    var fields: ConfigurationReader
    private var names: [String: Int] = [:]

    private static let topFields = [
        "version", "name", "mode", "defaults", "on_error", "uninspectable", "licenses", "policies", "cases",
    ]
    /// The longest message of a block, in bytes: it becomes part of a provider's error object.
    private static let maximumMessageByteCount = 1000

    private init(file: String) {
        fields = ConfigurationReader(file: file)
    }

    /// What the file states, and its problems in the order of lines. With problems the layer is of no use.
    static func read(text: String, file: String) -> (layer: PolicyLayer, problems: [RuleSetError.Problem]) {
        var reader = PolicyFileReader(file: file)
        var layer = PolicyLayer()
        if let root = reader.fields.root(of: text, content: "a map with `version: 1` and a list under `policies`") {
            reader.read(root, into: &layer)
        }
        return (layer, reader.fields.problems)
    }

    private mutating func read(_ root: ConfigurationNode, into layer: inout PolicyLayer) {
        guard let top = fields.map(root, field: "policy file") else { return }
        // Keys that begin with `x-` are free, as a place for anchors.
        fields.checkFields(of: top, known: Self.topFields, owner: "a policy file") { $0.hasPrefix("x-") }
        if let node = fields.required(top, "version"), let version = fields.text(node, field: "version"), version != "1"
        {
            fields.report(node.line, "`version` must be 1, the only one there is")
        }
        layer.name = top["name"].flatMap { fields.identifier($0, field: "name") }
        layer.mode = top["mode"].flatMap { fields.choice($0, field: "mode") }
        readDefaults(top, into: &layer)
        readOnError(top, into: &layer)
        readUninspectable(top, into: &layer)
        layer.licenses = top["licenses"].flatMap { licenses($0) }
        if let node = top["policies"] {
            for node in fields.list(node, field: "policies") ?? [] {
                fields.part = nil
                if let entry = entry(node) { layer.entries.append(entry) }
            }
            fields.part = nil
        }
        if let node = top["cases"] {
            layer.cases = (fields.list(node, field: "cases") ?? []).compactMap { policyCase($0) }
        }
    }

    private mutating func readDefaults(_ top: ConfigurationMap, into layer: inout PolicyLayer) {
        guard let node = top["defaults"], let map = fields.map(node, field: "defaults") else { return }
        fields.checkFields(of: map, known: ["action", "style"], owner: "`defaults`")
        layer.defaultAction = map["action"].flatMap { fields.choice($0, field: "defaults.action") }
        layer.defaultStyle = map["style"].flatMap { style($0, field: "defaults.style") }
    }

    private mutating func readOnError(_ top: ConfigurationMap, into layer: inout PolicyLayer) {
        guard let node = top["on_error"], let map = fields.map(node, field: "on_error") else { return }
        fields.checkFields(of: map, known: ["request", "response"], owner: "`on_error`")
        layer.onErrorOfRequest = map["request"].flatMap { fields.choice($0, field: "on_error.request") }
        layer.onErrorOfResponse = map["response"].flatMap { fields.choice($0, field: "on_error.response") }
    }

    private mutating func readUninspectable(_ top: ConfigurationMap, into layer: inout PolicyLayer) {
        guard let node = top["uninspectable"], let map = fields.map(node, field: "uninspectable") else { return }
        fields.checkFields(of: map, known: ["images", "token_ids", "encrypted"], owner: "`uninspectable`")
        layer.images = passOrBlock(map, "images")
        layer.tokenIDs = passOrBlock(map, "token_ids")
        layer.encrypted = passOrBlock(map, "encrypted")
    }

    private mutating func passOrBlock(_ map: ConfigurationMap, _ key: String) -> Action? {
        guard let node = map[key] else { return nil }
        let field = "uninspectable.\(key)"
        guard let action = fields.choice(node, field: field, of: Action.self) else { return nil }
        if action == .mask {
            fields.report(node.line, "`\(field)` cannot be masked; it must be one of allow, log, block")
        }
        return action
    }

    private mutating func entry(_ node: ConfigurationNode) -> PolicyEntry? {
        guard let map = fields.map(node, field: "an entry of policies") else { return nil }
        let name = fields.required(map, "name").flatMap { fields.identifier($0, field: "name") }
        fields.part = name
        if let name {
            if name == Policy.defaultsName || name == LicensePolicy.name {
                fields.report(
                    map.line(of: "name"),
                    "`name` may not be `\(name)`, which stands for the policy's \(name)"
                )
            }
            if let first = names[name] {
                fields.report(map.line(of: "name"), "another entry has this `name` already, on line \(first)")
            } else {
                names[name] = map.line(of: "name")
            }
        }
        fields.checkFields(of: map, known: ["name", "when", "then"], owner: "an entry")
        let condition = map["when"].flatMap { self.condition($0) } ?? PolicyCondition()
        let outcome = fields.required(map, "then").flatMap { self.outcome($0) }
        guard let name, let outcome else { return nil }
        let source = SourceLocation(file: fields.file, line: map.line)
        return PolicyEntry(name: name, when: condition, then: outcome, source: source)
    }

    private mutating func outcome(_ node: ConfigurationNode) -> PolicyOutcome? {
        guard let map = fields.map(node, field: "then") else { return nil }
        fields.checkFields(of: map, known: ["action", "style", "message"], owner: "`then`")
        let action = fields.required(map, "action", owner: "then").flatMap {
            fields.choice($0, field: "then.action", of: Action.self)
        }
        let style = map["style"].flatMap { self.style($0, field: "then.style") }
        let message = map["message"].flatMap { fields.prose($0, field: "then.message") }
        guard let action else { return nil }
        if map["style"] != nil, action != .mask {
            fields.report(map.line(of: "style"), "`then.style` is for the action mask only")
        }
        if map["message"] != nil, action != .block {
            fields.report(map.line(of: "message"), "`then.message` is for the action block only")
        }
        if let message, message.utf8.count > Self.maximumMessageByteCount {
            fields.report(
                map.line(of: "message"),
                "`then.message` has more than \(Self.maximumMessageByteCount) bytes"
            )
        }
        return PolicyOutcome(action: action, style: style, message: message)
    }

    /// The style that a text spells, or nil with a problem.
    mutating func style(_ node: ConfigurationNode, field: String) -> MaskStyle? {
        guard let text = fields.text(node, field: field) else { return nil }
        do {
            return try MaskStyle(parsing: text)
        } catch {
            fields.report(node.line, "`\(field)`: \(error)")
            return nil
        }
    }
}
