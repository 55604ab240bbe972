// All rules of a directory, compiled.

package import SluiceMatching

/// All rules of a directory, compiled once: immutable and shared by all threads.
public struct RuleSet: Sendable {
    /// The rules that were selected, sorted by name.
    public var descriptions: [RuleDescription] { rules.map(\.description) }

    /// The compiled rules, sorted by name.
    package let rules: [CompiledRule]
    /// The prefilter over the anchors of `rules`.
    package let automaton: AnchorAutomaton
    /// The names that lead to `rules`.
    package let names: NameIndex
    /// How many run classes the rules' matchers share.
    package let runClassCount: Int

    package init(rules: [CompiledRule], runClassCount: Int) {
        self.rules = rules
        self.runClassCount = runClassCount
        automaton = AnchorAutomaton(anchorsOfRules: rules.map(\.matcher.anchors))
        names = NameIndex(namesOfRules: rules.map(\.matcher.names))
    }
}
