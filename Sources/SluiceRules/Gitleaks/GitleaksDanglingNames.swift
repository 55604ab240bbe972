// What a configuration says of rules that it extends and that were not read.

/// What a configuration says of rules that it extends and that were not read: often hundreds of places with one cause.
struct GitleaksDanglingNames {
    /// The rules without an expression or a path of their own.
    var rules: [String] = []
    /// The rules that allowlists target.
    var targets: [String] = []

    /// All of it in one sentence; nil where there is nothing.
    var summary: String? {
        let parts = [
            part(rules, one: "a change of", several: "changes of"),
            part(targets, one: "an allowlist for", several: "allowlists for"),
        ].compactMap { $0 }
        guard !parts.isEmpty else { return nil }
        return "as what it extends was not read, these are left out: \(parts.joined(separator: "; "))"
    }

    private func part(_ names: [String], one: String, several: String) -> String? {
        names.isEmpty ? nil : "\(names.count == 1 ? one : several) \(SafeName.list(names))"
    }
}
