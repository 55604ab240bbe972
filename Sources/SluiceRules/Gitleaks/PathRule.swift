// A rule about the paths of files alone.

package import SluiceMatching

/// A rule about the paths of files alone, such as "no key stores": a file of such a path is a finding by itself.
package struct PathRule: Sendable {
    package let description: RuleDescription
    /// The rule's id as its file spells it.
    package let sourceID: String
    private let condition: GitleaksFileCondition

    init(_ rule: GitleaksRule, description: RuleDescription) throws(RuleCompilationError) {
        self.description = description
        sourceID = rule.id
        do {
            condition = try GitleaksFileCondition(rule, keywords: [])
        } catch {
            throw RuleCompilationError("path: \(error)")
        }
    }

    /// Whether the file at `path` is a finding.
    package func matches(path: String, scratch: PatternScratch, known: inout [ObjectIdentifier: Bool]) -> Bool {
        condition.applies(to: path, scratch: scratch, known: &known)
    }
}
