// Reads policy files.

import SluiceRules

extension Policy {
    /// Reads a policy file.
    ///
    /// - Throws: `PolicyError` naming every line, entry and reason.
    public static func load(file: String) throws(PolicyError) -> Policy {
        try load(files: [file])
    }

    /// Reads policy files that lie on each other, the first at the bottom: later ones replace entries by name and add
    /// others in front.
    ///
    /// - Throws: `PolicyError` naming every file, line, entry and reason.
    public static func load(files: [String]) throws(PolicyError) -> Policy {
        var texts: [(file: String, text: String)] = []
        var problems: [RuleSetError.Problem] = []
        for file in files {
            do {
                texts.append((file, try RuleDirectory.text(ofFile: file)))
            } catch {
                problems += error.problems
            }
        }
        guard problems.isEmpty else { throw PolicyError(problems: problems) }
        return try read(texts)
    }

    /// Reads the text of a policy file; problems name `file`.
    public static func read(text: String, file: String) throws(PolicyError) -> Policy {
        try read([(file, text)])
    }

    package static func read(_ texts: [(file: String, text: String)]) throws(PolicyError) -> Policy {
        var layers: [PolicyLayer] = []
        var problems: [RuleSetError.Problem] = []
        for (file, text) in texts {
            let (layer, found) = PolicyFileReader.read(text: text, file: file)
            layers.append(layer)
            problems += found
        }
        let policy = Policy(layers: layers)
        // A name that an entry with a problem may have is not looked for.
        if problems.isEmpty { problems = policy.unknownEntryProblems(isAlone: texts.count < 2) }
        guard problems.isEmpty else { throw PolicyError(problems: problems) }
        return policy
    }

    /// Cases that name an entry which is not there.
    ///
    /// - Parameter isAlone: whether there is one file, which may be meant to lie on another.
    private func unknownEntryProblems(isAlone: Bool) -> [RuleSetError.Problem] {
        let names = entries.map(\.name) + [Self.defaultsName]
        return cases.compactMap { test in
            guard let wanted = test.entry, !names.contains(wanted) else { return nil }
            let meant = NearestName.suggestion(for: wanted, among: names).map { "; did you mean `\($0)`?" } ?? ""
            let beneath = isAlone ? "; if this file lies on another that has it, name that one before it" : ""
            return .init(
                location: test.source,
                rule: nil,
                reason: "`expect.policy` names an entry that is not there\(meant)\(beneath)"
            )
        }
    }
}
