// Reads the text of one rule file into rule definitions and problems.

/// Reads the text of one rule file (format: `Rules/README.md`).
///
/// Reading goes on after a problem, so that all problems of a file are reported at once. A rule with a problem is not
/// among the rules given back. Messages name fields, never values that could be sensitive.
package struct RuleFileReader {
    let file: String
    /// The name of the rule being read, once it is known.
    var rule: String?
    var problems: [RuleSetError.Problem] = []
    /// Whether `examples` are read.
    let readsExamples: Bool
    /// How many nodes have been visited, which aliases and merges can multiply.
    var visitedCount = 0

    /// How many nodes of a file are visited at most.
    static let maximumNodeCount = 200_000

    init(file: String, readsExamples: Bool = true) {
        self.file = file
        self.readsExamples = readsExamples
    }

    /// Reads a rule file.
    ///
    /// - Parameters:
    ///   - text: the file's text, at most 4 MiB.
    ///   - file: the path to name in problems and in `RuleDescription.source`.
    ///   - isQuick: whether the quick reader for plain files is tried first; the result is the same.
    ///   - readsExamples: whether examples are read and their spelling checked.
    /// - Returns: the rules without problems in the order of the file, and all problems in the order of lines.
    package static func read(
        text: String,
        file: String,
        isQuick: Bool = true,
        readsExamples: Bool = true
    ) -> (rules: [RuleDefinition], problems: [RuleSetError.Problem]) {
        let contents = contents(of: text, file: file, isQuick: isQuick, readsExamples: readsExamples)
        let problems = contents.problems + RuleFileContents.duplicateProblems(in: [contents])
        let named = LabelList.resolve(in: [contents])
        return (named.rules, (problems + named.problems).inOrder)
    }

    /// Whether the quick reader can read `text`.
    package static func isPlain(_ text: String) -> Bool {
        PlainYAMLReader.root(of: Array(text.utf8)) != nil
    }

    /// Reads a rule file without looking for duplicate ids.
    static func contents(
        of text: String,
        file: String,
        isQuick: Bool = true,
        readsExamples: Bool = true
    ) -> RuleFileContents {
        var reader = RuleFileReader(file: file, readsExamples: readsExamples)
        var contents = RuleFileContents()
        let document = YAMLDocument(parsing: text, isQuick: isQuick, skipping: readsExamples ? nil : "examples")
        for failure in document.failures { reader.report(failure.line, failure.reason) }
        if let root = document.root {
            reader.read(root: root, into: &contents)
        } else if document.failures.isEmpty {
            reader.report(1, "the file is empty; it needs a list of rules under `rules`")
        }
        contents.problems = reader.problems.inOrder
        return contents
    }

    private mutating func read(root: YAMLNode, into contents: inout RuleFileContents) {
        guard root.isMap, let top = map(root, field: nil) else {
            if !root.isMap {
                report(root.line, "the file is \(root.kind); it needs a map with a list of rules under `rules`")
            }
            return
        }
        // Keys that begin with `x-` are free, as a place for anchors.
        checkFields(
            of: top,
            known: ["rules", "labels", "extends", "changes"],
            owner: "a rule file",
            isFree: { $0.hasPrefix("x-") }
        )
        if let node = top["labels"] { contents.labels = labels(node) }
        if let node = top["extends"] { contents.bases = bases(node) }
        if let node = top["changes"] { contents.changes = changes(node) }
        guard let node = top["rules"] else {
            if ["labels", "extends", "changes"].contains(where: top.has) { return }
            report(top.line, "`rules` is missing: the file needs a list of rules under it")
            return
        }
        guard let list = list(node, field: "rules") else { return }
        for node in list {
            rule = nil
            let problemCount = problems.count
            let definition = ruleDefinition(node, identifiers: &contents.identifiers)
            if problems.count == problemCount, let definition { contents.rules.append(definition) }
        }
        rule = nil
    }

    /// Notes a problem of the rule being read.
    mutating func report(_ line: Int, _ reason: String) {
        problems.append(.init(location: SourceLocation(file: file, line: line), rule: rule, reason: reason))
    }
}

extension [RuleSetError.Problem] {
    /// The problems in the order of files and lines; those of one line in the order they were found in.
    var inOrder: [RuleSetError.Problem] {
        enumerated().sorted { left, right in
            let (leftPlace, rightPlace) = (left.element.location, right.element.location)
            return (leftPlace.file, leftPlace.line, left.offset) < (rightPlace.file, rightPlace.line, right.offset)
        }.map(\.element)
    }
}
