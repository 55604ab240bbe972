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

    /// A fault in the words of a message. Only what looks like a name is repeated.
    mutating func text(of fault: AllowComment.Fault) -> String {
        switch fault {
        case .noReason: return "gives no reason"
        case .malformed: return "is neither sluice:allow REASON nor sluice:allow(RULE, RULE) REASON"
        case .unknownRule(let name):
            let remedy = suggestion(for: name).map { "did you mean `\($0)`?" } ?? "see sluice rules list"
            return "names \(SafeName.quoted(name) ?? "something"), which is no rule (\(remedy))"
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
