// Where the fields of a rule stand.

/// Where the fields of a rule stand, so that what is wrong with one when it is compiled is told there.
struct FieldPlaces: Sendable {
    private var names: [String] = []
    private var lines: [Int] = []

    /// The fields whose own fields are told.
    private static let outer: Set<String> = ["token", "number", "options", "pairs_with", "allow", "samples"]

    /// No places, for a rule that is in no such file.
    init() {}

    /// The places of a rule's fields, and of the fields in those: `number.check`.
    init(of map: YAMLMap) {
        (names, lines) = (map.keys, map.lines)
        for (key, value) in zip(map.keys, map.values) where Self.outer.contains(key) {
            for field in value.fields ?? [] {
                guard let name = field.key.scalar?.string else { continue }
                names.append("\(key).\(name)")
                lines.append(field.key.line)
            }
        }
    }

    /// The line of a field, or of the one that it would be in; nil where the rule has neither.
    func line(of name: String) -> Int? {
        if let index = names.firstIndex(of: name) { return lines[index] }
        guard let dot = name.firstIndex(of: ".") else { return nil }
        return line(of: String(name[..<dot]))
    }
}
