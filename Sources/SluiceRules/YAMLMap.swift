// A YAML map as a rule file uses it: text keys, merge keys resolved.

import Yams

/// A YAML map as a rule file uses it: text keys, merge keys resolved.
///
/// Keys, lines and values stand in arrays of their own: a lookup then compares keys without copying nodes, which is
/// most of the cost of reading a file.
struct YAMLMap {
    /// The line that the map begins on.
    let line: Int
    /// The keys in the order of the file, merged ones last.
    private(set) var keys: [String] = []
    /// The line of each key.
    private(set) var lines: [Int] = []
    /// The value of each key.
    private(set) var values: [Node] = []

    /// An empty map that begins on a line.
    init(line: Int) {
        self.line = line
    }

    /// Adds a field at the end.
    mutating func append(key: String, line: Int, value: Node) {
        keys.append(key)
        lines.append(line)
        values.append(value)
    }

    /// The value of a field, or nil.
    subscript(key: String) -> Node? {
        keys.firstIndex(of: key).map { values[$0] }
    }

    /// Whether the map has a field.
    func has(_ key: String) -> Bool {
        keys.contains(key)
    }

    /// The line of a field's key, or of the map.
    func line(of key: String) -> Int {
        keys.firstIndex(of: key).map { lines[$0] } ?? line
    }
}

extension Node {
    /// The line that the node begins on, from 1.
    var line: Int { mark?.line ?? 1 }

    /// What the node is, for error messages.
    var kind: String {
        switch self {
        case .mapping: "a map"
        case .sequence: "a list"
        case .scalar(let scalar): scalar.isNull ? "empty" : "a text"
        case .alias: "an alias"
        }
    }
}

extension Node.Scalar {
    /// Whether the scalar stands without quotes, so that it may be a number, a flag or nothing.
    var isPlain: Bool { style == .plain }

    /// Whether the scalar is YAML's null: nothing, `~` or `null`, without quotes.
    var isNull: Bool {
        isPlain && (string.isEmpty || string == "~" || string == "null" || string == "Null" || string == "NULL")
    }
}
