// A node of a rule file, whichever reader it comes from.

import Yams

/// A node of a rule file.
enum YAMLNode {
    case scalar(YAMLScalar)
    case list([YAMLNode], line: Int)
    case map([YAMLField], line: Int)
    /// What the YAML library made, opened level by level: aliases can make it endless to copy as a whole.
    case parsed(Node)

    /// The line that the node begins on, from 1.
    var line: Int {
        switch self {
        case .scalar(let scalar): scalar.line
        case .list(_, let line), .map(_, let line): line
        case .parsed(let node): node.mark?.line ?? 1
        }
    }

    /// The fields, if the node is a map.
    var fields: [YAMLField]? {
        switch self {
        case .map(let fields, _): fields
        case .parsed(.mapping(let mapping)):
            mapping.map { YAMLField(key: .parsed($0.key), value: .parsed($0.value)) }
        default: nil
        }
    }

    /// The elements, if the node is a list.
    var elements: [YAMLNode]? {
        switch self {
        case .list(let elements, _): elements
        case .parsed(.sequence(let sequence)): sequence.map { .parsed($0) }
        default: nil
        }
    }

    /// The text, if the node is one.
    var scalar: YAMLScalar? {
        switch self {
        case .scalar(let scalar): scalar
        case .parsed(.scalar(let scalar)): YAMLScalar(scalar)
        default: nil
        }
    }

    /// Whether the node is a map.
    var isMap: Bool {
        switch self {
        case .map, .parsed(.mapping): true
        default: false
        }
    }

    /// Whether the node is a list.
    var isList: Bool {
        switch self {
        case .list, .parsed(.sequence): true
        default: false
        }
    }

    /// What the node is, for error messages.
    var kind: String {
        if isMap { return "a map" }
        if let scalar { return scalar.isNull ? "empty" : "a text" }
        return isList ? "a list" : "an alias"
    }
}

/// A key of a map and its value.
struct YAMLField {
    var key: YAMLNode
    var value: YAMLNode
}

/// A text of a rule file.
struct YAMLScalar {
    var string: String
    var line: Int
    var style: Style
    /// Whether a tag says that it is something that rule files do not use.
    var hasForeignTag = false

    /// How the text is written.
    enum Style {
        /// Without quotes, so that it may be a number, a flag or nothing.
        case plain
        case quoted
        /// A `|` or `>` block.
        case block
    }

    /// Whether the text stands without quotes, so that it may be a number, a flag or nothing.
    var isPlain: Bool { style == .plain }

    /// Whether the text is YAML's null: nothing, `~` or `null`, without quotes.
    var isNull: Bool {
        isPlain && (string.isEmpty || string == "~" || string == "null" || string == "Null" || string == "NULL")
    }
}

extension YAMLScalar {
    init(_ scalar: Node.Scalar) {
        string = scalar.string
        line = scalar.mark?.line ?? 1
        style =
            switch scalar.style {
            case .plain: .plain
            case .literal, .folded: .block
            case .any, .singleQuoted, .doubleQuoted: .quoted
            }
        switch scalar.tag.rawValue {
        case "", "!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:int", "tag:yaml.org,2002:float",
            "tag:yaml.org,2002:bool":
            hasForeignTag = false
        default: hasForeignTag = true
        }
    }
}
