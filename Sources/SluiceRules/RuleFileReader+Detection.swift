// Reads what a rule looks for: `token`, `pattern`, `number` or `matcher`, and the fields that belong to one of them.

extension RuleFileReader {
    private static let patternFields = ["literals", "group", "ignore_case", "unicode", "command"]

    /// Reads the one of `token`, `pattern`, `number` and `matcher` that is there.
    mutating func detection(of map: YAMLMap) -> RuleDefinition.Detection? {
        let forms = ["token", "pattern", "number", "matcher"].filter { map.has($0) }
        guard let form = forms.first else {
            report(map.line, "a rule needs one of `token`, `pattern`, `number` and `matcher`")
            return nil
        }
        guard forms.count == 1 else {
            let names = forms.map { "`\($0)`" }.joined(separator: " and ")
            report(
                map.line(of: forms[1]),
                "\(names) stand together; a rule has one of `token`, `pattern`, `number` and `matcher`"
            )
            return nil
        }
        for key in Self.patternFields where map.has(key) && form != "pattern" {
            report(map.line(of: key), "`\(key)` belongs to `pattern`, this rule has `\(form)`")
        }
        if map.has("options"), form != "matcher" {
            report(map.line(of: "options"), "`options` belongs to `matcher`, this rule has `\(form)`")
        }
        guard let node = map[form] else { return nil }
        return switch form {
        case "token": token(node).map { .token($0) }
        case "pattern": pattern(node, map: map).map { .pattern($0) }
        case "number": number(node).map { .number($0) }
        default: matcher(node, map: map)
        }
    }

    private mutating func pattern(_ node: YAMLNode, map: YAMLMap) -> PatternDefinition? {
        guard var pattern = text(node, field: "pattern") else { return nil }
        // The line break that ends a `|` block is YAML's, not the pattern's.
        if node.scalar?.style == .block {
            while pattern.last == "\n" { pattern.removeLast() }
        }
        guard !pattern.isEmpty else {
            report(node.line, "`pattern` is an empty text")
            return nil
        }
        return PatternDefinition(
            pattern: pattern,
            literals: texts(map, "literals"),
            group: map["group"].flatMap { group($0) } ?? .number(0),
            ignoresCase: map["ignore_case"].flatMap { flag($0, field: "ignore_case") } ?? false,
            isUnicode: map["unicode"].flatMap { flag($0, field: "unicode") } ?? false,
            isCommand: map["command"].flatMap { flag($0, field: "command") } ?? false
        )
    }

    private mutating func group(_ node: YAMLNode) -> PatternDefinition.Group? {
        guard let text = text(node, field: "group") else { return nil }
        if let number = Int(text), node.scalar?.isPlain == true {
            // PCRE2 has at most 65535 groups.
            return integer(node, field: "group", in: 0...65535).map { _ in .number(number) }
        }
        let bytes = Array(text.utf8)
        let isName =
            bytes.count <= 32
            && bytes.enumerated().allSatisfy { index, byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
                    true
                case UInt8(ascii: "0")...UInt8(ascii: "9"): index > 0
                default: false
                }
            }
        guard isName else {
            report(node.line, "`group` must be a number, or a name of at most 32 letters, digits and `_`")
            return nil
        }
        return .name(text)
    }

    private mutating func matcher(_ node: YAMLNode, map: YAMLMap) -> RuleDefinition.Detection? {
        guard let name = identifier(node, field: "matcher") else { return nil }
        var options: [String: [String]] = [:]
        if let node = map["options"], let fields = self.map(node, field: "options") {
            for (index, key) in fields.keys.enumerated() {
                guard let shown = SafeName.quoted(key) else {
                    report(
                        fields.lines[index],
                        "a key of `options` must be a name of at most 24 letters, digits, `-` and `_`"
                    )
                    continue
                }
                options[key] = texts(fields.values[index], field: path("options", String(shown.dropFirst().dropLast())))
            }
        }
        return .matcher(name: name, options: options)
    }
}
