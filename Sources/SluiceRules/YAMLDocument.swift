// Parses YAML text into nodes; every failure is a line and a reason.

import Yams

/// A parsed YAML file.
struct YAMLDocument {
    /// The top node; nil for an empty file and for one that could not be parsed.
    var root: YAMLNode?
    /// What is wrong with the file as YAML. A file with duplicate keys is still read, so that its other problems show.
    var failures: [Failure] = []

    /// A line and what is wrong there.
    struct Failure: Hashable {
        var line: Int
        var reason: String
    }

    /// The largest file that is read, in bytes.
    static let maximumByteCount = 4 << 20
    /// How often a file is parsed again with a duplicate key renamed.
    private static let maximumRepairCount = 16

    /// - Parameters:
    ///   - isQuick: whether the quick reader for plain files is tried first.
    ///   - skippedKey: a key whose values the quick reader may leave out.
    init(parsing text: String, isQuick: Bool = true, skipping skippedKey: String? = nil) {
        let bytes = Array(text.utf8)
        guard bytes.count <= Self.maximumByteCount else {
            failures = [Failure(line: 1, reason: "the file is larger than 4 MiB")]
            return
        }
        if isQuick, let root = PlainYAMLReader.root(of: bytes, skipping: skippedKey) {
            self.root = root
            return
        }
        if let refusal = YAMLAliasGuard.refusal(of: bytes) {
            failures = [Failure(line: 1, reason: refusal)]
            return
        }
        var source = text
        for repair in 0..<Self.maximumRepairCount {
            do {
                // Tags are resolved by the reader, which knows what type it wants: the parser's own resolver costs
                // several regular expressions a node. The resolver has no rules to remove: this makes one of our own,
                // whose reference count threads do not fight over. The encoding is named because the default one
                // reads the environment.
                let resolver = Resolver.basic.removing(.null)
                root = try Parser(yaml: source, resolver: resolver, encoding: .utf8).singleRoot().map(YAMLNode.parsed)
                return
            } catch YamlError.duplicatedKeysInMapping(let names, let context) {
                guard
                    let repaired = report(duplicate: names.first ?? "", mark: context.mark, in: source, repair: repair)
                else { return }
                source = repaired
            } catch {
                failures.append(Self.failure(of: error, in: source))
                return
            }
        }
    }

    /// Whether a key was put there in place of a duplicate.
    static func isReplaced(key: String) -> Bool {
        key.unicodeScalars.first == replacementMark
    }

    /// A private-use character, which begins no field name.
    private static let replacementMark: Unicode.Scalar = "\u{E000}"

    /// Notes a duplicate key and gives the text with the second one renamed, or nil where it cannot be found.
    private mutating func report(duplicate name: String, mark: Mark, in source: String, repair: Int) -> String? {
        let shown = SafeName.quoted(name).map { "the key \($0)" } ?? "a key"
        let lines = source.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard let second = Self.secondPlace(of: Array(name.utf8), after: mark, in: lines) else {
            failures.append(Failure(line: mark.line, reason: "\(shown) stands twice in one map"))
            return nil
        }
        failures.append(
            Failure(
                line: second.line + 1,
                reason: "\(shown) stands twice in one map, first on line \(mark.line)"
            )
        )
        var result: [UInt8] = []
        result.reserveCapacity(source.utf8.count + 8)
        for (index, line) in lines.enumerated() {
            if index > 0 { result.append(UInt8(ascii: "\n")) }
            guard index == second.line else {
                result.append(contentsOf: line)
                continue
            }
            let bytes = Array(line)
            result.append(contentsOf: bytes[..<second.key.lowerBound])
            result.append(contentsOf: "\(Self.replacementMark)\(repair)".utf8)
            result.append(contentsOf: bytes[second.key.upperBound...])
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The line (from 0) and the bytes of the second key `name` of the block map whose first one stands at `mark`.
    private static func secondPlace(
        of name: [UInt8],
        after mark: Mark,
        in lines: [Substring.UTF8View]
    ) -> (line: Int, key: Range<Int>)? {
        let indent = mark.column - 1
        guard mark.line >= 1, mark.line <= lines.count, indent >= 0, !name.isEmpty else { return nil }
        let lead = lines[mark.line - 1].prefix(indent)
        guard lead.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "-") }) else { return nil }
        for index in mark.line..<lines.count {
            let line = Array(lines[index])
            let depth = line.prefix { $0 == UInt8(ascii: " ") }.count
            if depth == line.count || line[depth] == UInt8(ascii: "#") || line[depth] == UInt8(ascii: "\r") { continue }
            if depth < indent { return nil }
            if depth == indent, let key = keyRange(of: name, in: line, at: indent) { return (index, key) }
        }
        return nil
    }

    /// The bytes of the key `name` at `start`, plain or in quotes, with a colon after it.
    private static func keyRange(of name: [UInt8], in line: [UInt8], at start: Int) -> Range<Int>? {
        for quote in [[], [UInt8(ascii: "\"")], [UInt8(ascii: "'")]] {
            let key = quote + name + quote
            guard line[start...].starts(with: key) else { continue }
            var end = start + key.count
            while end < line.count, line[end] == UInt8(ascii: " ") { end += 1 }
            if end < line.count, line[end] == UInt8(ascii: ":") { return start..<(start + key.count) }
        }
        return nil
    }

    /// The parser's own words, which hold no text of the file, and the line.
    private static func failure(of error: any Error, in source: String) -> Failure {
        let line: Int
        let words: String
        switch error {
        case YamlError.scanner(let context, let problem, let mark, _),
            YamlError.parser(let context, let problem, let mark, _),
            YamlError.composer(let context, let problem, let mark, _):
            line = mark.line
            words = context.map { "\($0.text), \(problem)" } ?? problem
        case YamlError.reader(let problem, let offset, _, _):
            line = 1 + source.prefix(offset ?? 0).count { $0.isNewline }
            words = problem
        default:
            line = 1
            words = "the text cannot be parsed"
        }
        let lineCount = 1 + source.utf8.count { $0 == UInt8(ascii: "\n") }
        return Failure(line: min(max(line, 1), lineCount), reason: "not valid YAML: \(words)")
    }
}
