// A YAML map as a rule file uses it: text keys, merge keys resolved.

/// A YAML map as a rule file uses it: text keys, merge keys resolved.
///
/// Keys, lines and values stand in arrays of their own: a lookup then compares keys without copying nodes.
struct YAMLMap {
    /// The line that the map begins on.
    let line: Int
    /// The keys in the order of the file, merged ones last.
    private(set) var keys: [String] = []
    /// The line of each key.
    private(set) var lines: [Int] = []
    /// The value of each key.
    private(set) var values: [YAMLNode] = []

    /// An empty map that begins on a line.
    init(line: Int) {
        self.line = line
    }

    /// Adds a field at the end.
    mutating func append(key: String, line: Int, value: YAMLNode) {
        keys.append(key)
        lines.append(line)
        values.append(value)
    }

    /// The value of a field, or nil.
    subscript(key: String) -> YAMLNode? {
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
