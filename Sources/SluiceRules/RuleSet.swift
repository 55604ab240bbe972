// All rules of a directory, compiled.

package import SluiceMatching

/// All rules of a directory, compiled once: immutable and shared by all threads.
public struct RuleSet: Sendable {
    /// The rules that were selected, and those that they pair with, sorted by name.
    public var descriptions: [RuleDescription] { rules.map(\.description) }

    /// The rules that were selected, which alone have findings.
    package var selectedDescriptions: [RuleDescription] {
        rules.indices.filter { !silentRules.contains($0) }.map { rules[$0].description }
    }

    /// `descriptions`, and those of rules about the paths of files alone.
    package var allDescriptions: [RuleDescription] { descriptions + pathRules.map(\.description) }

    /// All rules that were read, also those that were left out or are switched off.
    package let known: [RuleDescription]
    /// The ids of the rules of gitleaks configurations that were read, as their files spell them.
    package var gitleaksIDs: Set<String> {
        Set(known.filter { $0.tags.contains(GitleaksLoader.tag) }.map(\.name))
    }
    /// The compiled rules, sorted by name.
    package let rules: [CompiledRule]
    /// The rules that were not selected and are looked for since others pair with them, by index. They have no
    /// findings.
    package let silentRules: Set<Int>
    /// The rules about the paths of files alone, which only scans of files ask.
    package let pathRules: [PathRule]
    /// How rules are run, where that is not as one would think, and rules that are not.
    package let remarks: [RuleRemark]
    /// The prefilter over the anchors of `rules`.
    package let automaton: AnchorAutomaton
    /// The names that lead to `rules`.
    package let names: NameIndex
    /// How many run classes the rules' matchers share.
    package let runClassCount: Int

    package init(
        rules: [CompiledRule],
        known: [RuleDescription] = [],
        silentRules: Set<Int> = [],
        pathRules: [PathRule] = [],
        remarks: [RuleRemark] = [],
        runClassCount: Int
    ) {
        self.rules = rules
        self.known = known
        self.silentRules = silentRules
        self.pathRules = pathRules
        self.remarks = remarks
        self.runClassCount = runClassCount
        (automaton, names) = concurrently {
            AnchorAutomaton(anchorsOfRules: rules.map(\.matcher.anchors))
        } _: {
            NameIndex(namesOfRules: rules.map(\.matcher.names))
        }
    }
}
