// Which entries of a policy can be met in a context.

import SluiceModel

extension Policy {
    /// Which entries can be met in a context, in each of the ways that there are.
    ///
    /// - Parameter tool: what is known of the tool.
    func activeEntries(in context: PolicyContext, tool: ToolKnowledge) -> [[Bool]] {
        let conditions = entries.map(\.condition)
        let directions = context.direction.map { [$0] } ?? Direction.allCases
        var active: [[Bool]] = []
        for inContext in Self.met(conditions, context: context, tool: tool) {
            for direction in directions {
                let flags = zip(conditions, inContext).map { $1 && $0.allows(direction: direction) }
                if !active.contains(flags) { active.append(flags) }
            }
        }
        return active
    }

    /// Which conditions can be met in a context, its direction left out of account: of a tool whose name is not known
    /// once for each pattern of tools, and once for a tool that none names.
    private static func met(
        _ conditions: [PolicyCondition],
        context: PolicyContext,
        tool: ToolKnowledge
    ) -> [[Bool]] {
        let asInContext = [conditions.map { $0.allows(context: context) }]
        guard tool != .asInContext else { return asInContext }
        func met(_ isAbout: (PolicyCondition) -> Bool) -> [Bool] {
            conditions.map { condition in
                var others = condition
                others.tools = []
                return others.allows(context: context) && (condition.tools.isEmpty || isAbout(condition))
            }
        }
        let any = NamePattern("*")
        var patterns: [NamePattern] = []
        for pattern in conditions.flatMap(\.tools) where pattern != any && !patterns.contains(pattern) {
            patterns.append(pattern)
        }
        let ofAnyTool =
            [met { $0.tools.contains(any) }]
            + patterns.map { pattern in met { $0.tools.contains(any) || $0.tools.cover([pattern]) } }
        return tool == .spelled ? ofAnyTool + asInContext : ofAnyTool
    }
}

/// What is known of the tool whose call or result a text is.
enum ToolKnowledge: Sendable, Hashable {
    /// What the context says.
    case asInContext
    /// There is one, whose name is not known, whatever the context says.
    case any
    /// The text itself spells a call. Who wrote it may name any tool, so this only makes a decision stronger.
    case spelled
}
