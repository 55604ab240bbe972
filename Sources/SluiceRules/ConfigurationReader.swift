// Reads YAML files other than rule files by the means of the rule reader, with the same messages.

/// A node of a configuration file.
package struct ConfigurationNode {
    fileprivate let node: YAMLNode

    /// The line that the node begins on, from 1.
    package var line: Int { node.line }
}

/// A map of a configuration file: text keys, merge keys resolved.
package struct ConfigurationMap {
    fileprivate let map: YAMLMap

    /// The line that the map begins on, from 1.
    package var line: Int { map.line }

    /// The keys in the order of the file.
    package var keys: [String] { map.keys }

    /// The value of a field, or nil.
    package subscript(key: String) -> ConfigurationNode? {
        map[key].map(ConfigurationNode.init(node:))
    }

    /// The line of a field's key, or of the map.
    package func line(of key: String) -> Int {
        map.line(of: key)
    }
}

/// Reads a configuration file field by field: checks types and ranges, and collects what is wrong.
///
/// Reading goes on after a problem, so that all problems of a file are reported at once. Messages name fields, and
/// values only where they look like names.
package struct ConfigurationReader {
    private var reader: RuleFileReader

    /// Starts to read a file of this path.
    package init(file: String) {
        reader = RuleFileReader(file: file)
    }

    /// The name of the part being read, once it is known; problems name it.
    package var part: String? {
        get { reader.rule }
        set { reader.rule = newValue }
    }

    /// What is wrong, in the order of lines.
    package var problems: [RuleSetError.Problem] { reader.problems.inOrder }

    /// The path of the file.
    package var file: String { reader.file }

    /// Notes a problem.
    package mutating func report(_ line: Int, _ reason: String) {
        reader.report(line, reason)
    }

    /// The top node of a file, or nil with a problem; `content` says what the file needs.
    package mutating func root(of text: String, content: String) -> ConfigurationNode? {
        let document = YAMLDocument(parsing: text)
        for failure in document.failures { report(failure.line, failure.reason) }
        guard let root = document.root else {
            if document.failures.isEmpty { report(1, "the file is empty; it needs \(content)") }
            return nil
        }
        return ConfigurationNode(node: root)
    }

    /// A map's fields, or nil with a problem.
    package mutating func map(_ node: ConfigurationNode, field: String) -> ConfigurationMap? {
        reader.map(node.node, field: field).map(ConfigurationMap.init(map:))
    }

    /// Reports every field that is not known.
    package mutating func checkFields(
        of map: ConfigurationMap,
        known: [String],
        owner: String,
        isFree: (String) -> Bool = { _ in false }
    ) {
        reader.checkFields(of: map.map, known: known, owner: owner, isFree: isFree)
    }

    /// The value of a field that must be there.
    package mutating func required(_ map: ConfigurationMap, _ key: String, owner: String? = nil) -> ConfigurationNode? {
        reader.required(map.map, key, owner: owner).map(ConfigurationNode.init(node:))
    }

    /// The nodes of a list, or nil with a problem.
    package mutating func list(_ node: ConfigurationNode, field: String) -> [ConfigurationNode]? {
        reader.list(node.node, field: field)?.map(ConfigurationNode.init(node:))
    }

    /// The nodes of a list, or a text or map alone as a list of one.
    package mutating func listOrOne(_ node: ConfigurationNode, field: String) -> [ConfigurationNode]? {
        reader.listOrOne(node.node, field: field)?.map(ConfigurationNode.init(node:))
    }

    /// A text that is not empty, as it is written, or nil with a problem.
    package mutating func text(_ node: ConfigurationNode, field: String) -> String? {
        reader.text(node.node, field: field)
    }

    /// A text without space around it, or nil with a problem.
    package mutating func prose(_ node: ConfigurationNode, field: String) -> String? {
        reader.prose(node.node, field: field)
    }

    /// A name of lower-case letters, digits and hyphens, or nil with a problem.
    package mutating func identifier(_ node: ConfigurationNode, field: String) -> String? {
        reader.identifier(node.node, field: field)
    }

    /// A whole number of a range, or nil with a problem.
    package mutating func integer(_ node: ConfigurationNode, field: String, in range: ClosedRange<Int>) -> Int? {
        reader.integer(node.node, field: field, in: range)
    }

    /// `true` or `false`, or nil with a problem.
    package mutating func flag(_ node: ConfigurationNode, field: String) -> Bool? {
        reader.flag(node.node, field: field)
    }

    /// One of the cases of an enumeration, or nil with a problem.
    package mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ node: ConfigurationNode,
        field: String,
        of type: Choice.Type = Choice.self
    ) -> Choice? {
        reader.choice(node.node, field: field, of: type)
    }

    /// Reports a name that is none of the known ones.
    package mutating func reportUnknown(_ name: String, _ line: Int, field: String, known: [String]) {
        reader.reportUnknown(name, line, field: field, known: known)
    }
}
