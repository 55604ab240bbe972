// Which policy files are meant, and how they are loaded.

import ArgumentParser
package import SluicePolicies
import SluiceRules

/// The policy files and the rules that they are for.
struct PolicyOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "The policy file, or several that lie on each other, the first at the bottom.",
            discussion: "Default: policies/default.yaml in the rules directory, else the one that is built in.",
            valueName: "file"
        ),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var files: [String] = []

    @Option(
        help: ArgumentHelp(
            "The rules directory.",
            discussion: "Default: $SLUICE_RULES, else ../share/sluice/Rules from the program, else ./Rules.",
            valueName: "dir"
        ),
        completion: .directory
    )
    var rules: String?

    /// The rules directory that was chosen or found.
    func directory() throws -> String {
        let location = RulesLocation(
            option: rules,
            variable: ProcessState.variable("SLUICE_RULES"),
            executable: ProcessState.executablePath
        )
        return try location.find().text
    }

    /// Reads the policy: the files that are named, else what filter would take. Says so where that is no file.
    func policy() throws -> Policy {
        if !files.isEmpty { return try PolicyFiles.load(files) }
        if let policy = try PolicyFiles.standard(rules: try directory()) { return policy }
        // Nobody may be reading; the status does not depend on it.
        try? Descriptor.standardError.send(
            "sluice: the rules have no policies/default.yaml; the policy is the one built in\n"
        )
        return .standard
    }

    /// Reads the rules, all of them, without compiling them.
    func definitions() throws -> [RuleDefinition] {
        let (definitions, problems) = RuleDirectory.readAll(try directory())
        guard problems.isEmpty else { throw RuleOptions.unusable(RuleSetError(problems: problems)) }
        return definitions
    }
}

/// Where policies are and how they are loaded.
package enum PolicyFiles {
    /// Whether there is a policy file; false only where nothing has the name.
    package static func exists(_ file: String) throws(CommandFailure) -> Bool {
        do {
            _ = try FileStatus.of(BytePath(file))
            return true
        } catch {
            if error.isAbsence { return false }
            throw CommandFailure("the policy cannot be used\n\(file.visible): \(error)")
        }
    }

    /// Reads the policy file of a rules directory; nil where it has none. Only a file that is not there has a stand-in:
    /// one that cannot be read may be stricter.
    package static func standard(rules directory: String) throws(CommandFailure) -> Policy? {
        let file = LayeredPolicies.standardFile(inRules: directory)
        return try exists(file) ? load([file]) : nil
    }

    /// Reads policy files that lie on each other.
    ///
    /// - Throws: `CommandFailure` with every problem.
    package static func load(_ files: [String]) throws(CommandFailure) -> Policy {
        do {
            return try Policy.load(files: files)
        } catch {
            throw CommandFailure("the policy cannot be used\n\(error.description.visibleLines)")
        }
    }
}

extension String {
    /// The lines with control characters spelled out.
    fileprivate var visibleLines: String {
        split(separator: "\n", omittingEmptySubsequences: false).map { String($0).visible }.joined(separator: "\n")
    }
}
