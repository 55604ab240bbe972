// Makes random texts that a rule of a gitleaks configuration matches.

import SluiceMatching

/// Makes random texts that a rule of a gitleaks configuration matches, for comparing.
package enum GitleaksSamples {
    /// One text, or nil where the rule has no expression or none was found.
    package static func text<Random: RandomNumberGenerator>(
        of rule: GitleaksRule,
        using random: inout Random
    ) -> [UInt8]? {
        guard let regex = rule.regex,
            let node = try? GoRegexParser.parse(regex, folding: .ascii).node,
            let tree = try? PatternSyntax.parse(PCRE2Writer.write(node), ignoresCase: false)
        else { return nil }
        return SampleGenerator.sample(from: tree, using: &random)
    }
}
