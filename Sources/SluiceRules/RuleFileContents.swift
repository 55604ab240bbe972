// What one rule file holds.

/// What one rule file holds.
struct RuleFileContents {
    /// The rules without problems.
    var rules: [RuleDefinition] = []
    /// The lists of words that rules may name.
    var labels: [LabelList] = []
    /// The directories that this one extends, and where that is said.
    var bases: [(path: String, place: SourceLocation)] = []
    /// What is changed about their rules.
    var changes: [RuleChange] = []
    /// What is wrong, apart from duplicate ids.
    var problems: [RuleSetError.Problem] = []
    /// The ids of all rules, also of those with problems, and where they stand.
    var identifiers: [(id: String, place: SourceLocation)] = []

    /// One problem for each rule whose id an earlier rule of these files has.
    static func duplicateProblems(in files: [RuleFileContents]) -> [RuleSetError.Problem] {
        var first: [String: SourceLocation] = [:]
        var problems: [RuleSetError.Problem] = []
        for (id, place) in files.lazy.flatMap(\.identifiers) {
            guard let earlier = first[id] else {
                first[id] = place
                continue
            }
            problems.append(
                .init(location: place, rule: id, reason: "another rule has this `id` already, at \(earlier)")
            )
        }
        return problems
    }
}
