// Reads the `token:` form.

import SluiceMatching

extension RuleFileReader {
    private static let tokenFields = [
        "prefix", "alphabet", "length", "infix", "suffix", "boundary", "parts", "near", "within", "cue",
    ]
    /// The longest part of a token, in bytes: no match is longer.
    private static let maximumLength = 65536
    /// Shorter names stand in half of all words.
    private static let shortestName = 2
    private static let longestName = ServiceName.maximumLength

    /// Reads a `token:` map, or nil with a problem.
    mutating func token(_ node: YAMLNode) -> TokenDefinition? {
        guard let map = map(node, field: "token") else { return nil }
        let problemCount = problems.count
        checkFields(of: map, known: Self.tokenFields, owner: "`token`")
        let prefixes = texts(map, "prefix", owner: "token")
        let parts = parts(of: map)
        let infix = map["infix"].flatMap { self.infix($0) }
        let suffix = map["suffix"].flatMap { self.text($0, field: "token.suffix") } ?? ""
        let boundary = map["boundary"].flatMap { self.boundary($0) } ?? .standard
        let near = near(of: map)
        if problems.count == problemCount {
            if near == nil { checkAnchor(map, prefixes: prefixes, parts: parts, infix: infix) }
            checkFit(map, parts: parts, infix: infix)
        }
        guard problems.count == problemCount else { return nil }
        return TokenDefinition(
            prefixes: prefixes,
            parts: parts,
            infix: infix,
            suffix: suffix,
            boundary: boundary,
            near: near
        )
    }

    /// The names that the token stands behind, with how far and what besides.
    private mutating func near(of map: YAMLMap) -> TokenDefinition.Near? {
        guard map.has("near") else {
            for key in ["within", "cue"] where map.has(key) {
                report(map.line(of: key), "`token.\(key)` belongs to `token.near`, which is missing")
            }
            return nil
        }
        let names = texts(map, "near", owner: "token")
        if names.contains(where: { $0.utf8.count < Self.shortestName || $0.utf8.count > Self.longestName }) {
            report(
                map.line(of: "near"),
                "a name of `token.near` has \(Self.shortestName) to \(Self.longestName) bytes"
            )
        }
        let reaches = 1...TokenDefinition.Near.maximumReach
        return TokenDefinition.Near(
            names: names,
            within: map["within"].flatMap { integer($0, field: "token.within", in: reaches) }
                ?? TokenDefinition.Near.defaultReach,
            needsCue: map["cue"].flatMap { flag($0, field: "token.cue") } ?? false
        )
    }

    private mutating func parts(of map: YAMLMap) -> [TokenDefinition.Part] {
        guard let node = map["parts"] else {
            let alphabet = required(map, "alphabet", owner: "token").flatMap {
                self.alphabet($0, field: "token.alphabet")
            }
            let length = required(map, "length", owner: "token").flatMap { node in
                self.lengths(node, field: "token.length", in: 1...Self.maximumLength)
            }
            guard let alphabet, let length else { return [] }
            return [.characters(alphabet: alphabet, length: length)]
        }
        for key in ["alphabet", "length", "infix"] where map.has(key) {
            report(map.line(of: key), "`token.\(key)` and `token.parts` stand together; a token has one of them")
        }
        guard let list = list(node, field: "token.parts") else { return [] }
        if list.isEmpty { report(node.line, "`token.parts` is an empty list") }
        return list.compactMap { part($0) }
    }

    private mutating func part(_ node: YAMLNode) -> TokenDefinition.Part? {
        guard let map = map(node, field: "token.parts") else { return nil }
        checkFields(of: map, known: ["text", "alphabet", "length"], owner: "`token.parts`")
        if let node = map["text"] {
            for key in ["alphabet", "length"] where map.has(key) {
                report(
                    map.line(of: key),
                    "`text` and `\(key)` stand together; a part has `text`, or `alphabet` and `length`"
                )
            }
            return text(node, field: "token.parts.text").map { .text($0) }
        }
        let alphabet = required(map, "alphabet", owner: "token.parts").flatMap {
            self.alphabet($0, field: "token.parts.alphabet")
        }
        let length = required(map, "length", owner: "token.parts").flatMap { node in
            self.lengths(node, field: "token.parts.length", in: 0...Self.maximumLength)
        }
        guard let alphabet, let length else { return nil }
        return .characters(alphabet: alphabet, length: length)
    }

    private mutating func infix(_ node: YAMLNode) -> TokenDefinition.Infix? {
        guard let map = map(node, field: "token.infix") else { return nil }
        checkFields(of: map, known: ["text", "after"], owner: "`token.infix`")
        let text = required(map, "text", owner: "token.infix").flatMap { self.text($0, field: "token.infix.text") }
        let after = required(map, "after", owner: "token.infix").flatMap { node in
            self.lengths(node, field: "token.infix.after", in: 0...Self.maximumLength)
        }
        guard let text, let after else { return nil }
        return TokenDefinition.Infix(text: text, after: after)
    }

    /// A number, or `{min: …, max: …}`; or nil with a problem.
    private mutating func lengths(_ node: YAMLNode, field: String, in range: ClosedRange<Int>) -> ClosedRange<Int>? {
        guard node.isMap else {
            return integer(node, field: field, in: range).map { $0...$0 }
        }
        guard let map = map(node, field: field) else { return nil }
        checkFields(of: map, known: ["min", "max"], owner: "`\(field)`")
        let least = required(map, "min", owner: field).flatMap { node in
            self.integer(node, field: "\(field).min", in: 0...range.upperBound)
        }
        let most = required(map, "max", owner: field).flatMap { self.integer($0, field: "\(field).max", in: range) }
        guard let least, let most else { return nil }
        guard least <= most else {
            report(map.line(of: "min"), "`\(field).min` is \(least), more than `\(field).max`, which is \(most)")
            return nil
        }
        return least...most
    }

    /// An alphabet's name, or `{chars: …}`; or nil with a problem.
    private mutating func alphabet(_ node: YAMLNode, field: String) -> Alphabet? {
        if node.isMap {
            guard let map = map(node, field: field) else { return nil }
            checkFields(of: map, known: ["chars"], owner: "`\(field)`")
            guard let chars = required(map, "chars", owner: field).flatMap({ self.text($0, field: "\(field).chars") })
            else {
                return nil
            }
            return characterClass(chars, line: map["chars"]?.line ?? map.line, field: "\(field).chars")
        }
        guard let name = text(node, field: field) else { return nil }
        if let alphabet = Alphabet(named: name) { return alphabet }
        reportAlphabet(name, node.line, field: field)
        return nil
    }

    private mutating func characterClass(_ chars: String, line: Int, field: String) -> Alphabet? {
        if let alphabet = Alphabet(characterClass: chars) { return alphabet }
        report(line, "`\(field)` must be ASCII characters and ranges such as a-z0-9_-, none of them backwards")
        return nil
    }

    private mutating func reportAlphabet(_ name: String, _ line: Int, field: String) {
        let known = Alphabet.known.keys.sorted()
        let shown = SafeName.quoted(name).map { "is \($0), " } ?? ""
        let meant = NearestName.suggestion(for: name, among: known).map { "; did you mean `\($0)`?" } ?? ""
        report(line, "`\(field)` \(shown)must be {chars: …} or one of \(known.joined(separator: ", "))\(meant)")
    }

    /// `none`, an alphabet's name, `{chars: …}`, or the characters themselves as a class; or nil with a problem.
    private mutating func boundary(_ node: YAMLNode) -> TokenDefinition.Boundary? {
        guard node.scalar != nil else {
            return alphabet(node, field: "token.boundary").map { .characters($0) }
        }
        guard let name = text(node, field: "token.boundary") else { return nil }
        if name == "none" { return TokenDefinition.Boundary.none }
        if let alphabet = Alphabet(named: name) { return .characters(alphabet) }
        // A class has capitals, digits or signs in it; a misspelt name has not, and gets a suggestion.
        if name.utf8.allSatisfy({ ByteSet.lowerCase.contains($0) }) {
            reportAlphabet(name, node.line, field: "token.boundary")
            return nil
        }
        return characterClass(name, line: node.line, field: "token.boundary").map { .characters($0) }
    }

    /// A token without any fixed text cannot be found by a literal search.
    private mutating func checkAnchor(
        _ map: YAMLMap,
        prefixes: [String],
        parts: [TokenDefinition.Part],
        infix: TokenDefinition.Infix?
    ) {
        let hasText = parts.contains { part in
            if case .text = part { true } else { false }
        }
        if prefixes.isEmpty, infix == nil, !hasText {
            report(
                map.line(of: "prefix"),
                "`token.prefix` is missing, and there is no `near`, `infix` or text part to find it by"
            )
        }
    }

    private mutating func checkFit(_ map: YAMLMap, parts: [TokenDefinition.Part], infix: TokenDefinition.Infix?) {
        guard let infix, case .characters(_, let length)? = parts.first else { return }
        let end = infix.after.lowerBound + infix.text.utf8.count
        if end > length.upperBound {
            report(
                map.line(of: "infix"),
                "`token.infix` ends \(end) characters after the prefix, more than `token.length`, which is "
                    + "\(length.upperBound)"
            )
        }
    }
}
