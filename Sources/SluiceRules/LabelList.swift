// Lists of words that the contexts of many rules share, such as all words for a telephone number.

import SluiceModel

/// A list of words under a name, which a rule's `context` names as `@name`.
struct LabelList: Sendable {
    var name: String
    var words: [String]
    var place: SourceLocation

    /// What stands before a list's name in a context.
    private static let mark = "@"

    /// The rules of all files with the lists that their contexts name written out, and what is wrong with the names.
    ///
    /// - Parameter bases: lists of the directories beneath, which the files' own stand before.
    static func resolve(
        in files: [RuleFileContents],
        bases: [LabelList] = []
    ) -> (rules: [RuleDefinition], problems: [RuleSetError.Problem]) {
        var lists: [String: LabelList] = [:]
        var problems: [RuleSetError.Problem] = []
        for list in files.lazy.flatMap(\.labels) {
            if let earlier = lists.updateValue(list, forKey: list.name) {
                problems.append(
                    .init(
                        location: list.place,
                        rule: nil,
                        reason: "another list of `labels` has this name already, at \(earlier.place)"
                    )
                )
            }
        }
        for list in bases where lists[list.name] == nil { lists[list.name] = list }
        let rules = files.flatMap(\.rules).map { rule in
            guard let context = rule.context else { return rule }
            var rule = rule
            var named = context
            named.words = expanded(context.words, of: rule, lists, &problems)
            named.keys = expanded(context.keys, of: rule, lists, &problems)
            named.against = expanded(context.against, of: rule, lists, &problems)
            rule.context = named
            return rule
        }
        return (rules, problems)
    }

    private static func expanded(
        _ texts: [String],
        of rule: RuleDefinition,
        _ lists: [String: LabelList],
        _ problems: inout [RuleSetError.Problem]
    ) -> [String] {
        guard texts.contains(where: { $0.hasPrefix(mark) }) else { return texts }
        return texts.flatMap { text in
            guard text.hasPrefix(mark) else { return [text] }
            let name = String(text.dropFirst())
            if let list = lists[name] { return list.words }
            let known = lists.keys.sorted()
            let shown = SafeName.quoted(name) ?? "the name"
            let remedy =
                NearestName.suggestion(for: name, among: known).map { "; did you mean `@\($0)`?" }
                ?? (known.isEmpty ? "" : "; there is \(known.joined(separator: ", "))")
            problems.append(
                .init(
                    location: rule.description.source,
                    rule: rule.description.id.rawValue,
                    reason: "`context` names a list of labels that no file has: \(shown)\(remedy)"
                )
            )
            return []
        }
    }
}

extension RuleFileReader {
    /// Reads `labels`: lists of words by their names.
    mutating func labels(_ node: YAMLNode) -> [LabelList] {
        guard let map = map(node, field: "labels") else { return [] }
        var lists: [LabelList] = []
        for (name, value) in zip(map.keys, map.values) {
            guard Self.isIdentifier(name) else {
                report(
                    map.line(of: name),
                    "the name of a list of `labels` must be lower-case letters, digits and hyphens"
                )
                continue
            }
            let place = SourceLocation(file: file, line: map.line(of: name))
            lists.append(LabelList(name: name, words: texts(value, field: "labels"), place: place))
        }
        return lists
    }
}
