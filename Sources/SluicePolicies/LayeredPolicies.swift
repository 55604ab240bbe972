// What becomes of the policies of directories that another one extends.

import Foundation
package import SluiceRules

/// Says which policies of extended directories do not hold: policies are read from the uppermost directory alone, where
/// rules come from all of them.
package enum LayeredPolicies {
    /// The file of a rules directory that is in force where none is named.
    package static func standardFile(inRules directory: String) -> String {
        directory.hasSuffix("/") ? "\(directory)policies/default.yaml" : "\(directory)/policies/default.yaml"
    }

    /// A warning for each directory beneath `directory` whose default policy says something that is not said above:
    /// neither by an entry of the same name, nor by the policy that is built in. A file that is not there or broken says
    /// nothing here.
    ///
    /// - Throws: `RuleSetError` where the directories cannot be read.
    package static func remarks(rules directory: String) throws(RuleSetError) -> [String] {
        let bases = try RuleDirectory.bases(of: directory)
        guard !bases.isEmpty else { return [] }
        let file = standardFile(inRules: directory)
        let upper = try? Policy.load(files: [file])
        // What is wrong with it is told where it is read.
        if upper == nil, FileManager.default.fileExists(atPath: file) { return [] }
        var said = Set((upper ?? .standard).entries.map(\.name))
        var remarks: [String] = []
        for base in bases {
            let beneath = standardFile(inRules: base)
            guard let policy = try? Policy.load(files: [beneath]) else { continue }
            let lost = policy.entries.filter { !said.contains($0.name) && !isBuiltIn($0) }.map(\.name)
            said.formUnion(policy.entries.map(\.name))
            guard !lost.isEmpty else { continue }
            remarks.append(
                "\(beneath): warning: \(SafeName.list(lost)) of this policy \(lost.count == 1 ? "does" : "do") not hold, as"
                    + " policies are read from the uppermost directory alone; in force is"
                    + " \(upper == nil ? "the policy that is built in" : file)"
            )
        }
        return remarks
    }

    private static func isBuiltIn(_ entry: PolicyEntry) -> Bool {
        Policy.standard.entries.contains {
            $0.name == entry.name && $0.condition == entry.condition && $0.outcome == entry.outcome
        }
    }
}
