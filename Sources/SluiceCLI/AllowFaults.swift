// What a scan says of comments that accept nothing.

import SluiceRules

/// Says why comments accept nothing, with the name that a misspelt one was meant to be.
struct AllowFaults {
    private let ruleNames: [String]
    /// The names that were looked for already: a slip of the pen is often copied.
    private var suggestions: [String: String?] = [:]

    /// How many different names are compared with all rules' names, which takes time.
    private static let mostSuggestions = 64

    init(ruleNames: Set<String>) {
        self.ruleNames = ruleNames.sorted()
    }

    /// A fault in the words of a message. Only a name that comes near a rule's is repeated: it stands in a file that is
    /// scanned, and may be a secret.
    mutating func text(of fault: AllowComment.Fault) -> String {
        switch fault {
        case .noReason: return "gives no reason"
        case .malformed: return "is neither sluice:allow REASON nor sluice:allow(RULE, RULE) REASON"
        case .unknownRule(let name):
            guard let meant = suggestion(for: name), let told = SafeName.quoted(name) else {
                return "names something that is no rule (see sluice rules list)"
            }
            return "names \(told), which is no rule (did you mean `\(meant)`?)"
        }
    }

    private mutating func suggestion(for name: String) -> String? {
        if let known = suggestions[name] { return known }
        guard suggestions.count < Self.mostSuggestions else { return nil }
        let found = NearestName.suggestion(for: name, among: ruleNames)
        suggestions[name] = .some(found)
        return found
    }
}
