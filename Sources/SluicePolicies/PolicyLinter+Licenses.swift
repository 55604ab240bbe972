// What the linter says about the lists of licences.

import SluiceMatching
import SluiceModel
import SluiceRules

extension PolicyLinter {
    /// Patterns of licences that no known licence meets, which therefore deny nothing.
    var remarksAboutLicenses: [Remark] {
        guard let catalog, let lists = policy.licenses else { return [] }
        let licenses = catalog.licenses
        let exceptions = catalog.exceptions
        var result: [Remark] = []
        for (list, patterns) in [("deny", lists.deny), ("warn", lists.warn), ("allow", lists.allow)] {
            for pattern in patterns {
                let parts = LicensePolicy.parts(of: pattern)
                let unknown =
                    !Self.meets(parts.license, licenses)
                    ? (parts.license, "licence", licenses)
                    : parts.exception.flatMap { Self.meets($0, exceptions) ? nil : ($0, "exception", exceptions) }
                guard let (name, kind, known) = unknown else { continue }
                let meant = NearestName.suggestion(for: name.text, among: known).map { "; did you mean `\($0)`?" }
                result.append(
                    Remark(
                        level: .warning,
                        entry: nil,
                        location: nil,
                        reason: "`licenses.\(list)`: `\(name)` matches no \(kind) that is known\(meant ?? "")"
                    )
                )
            }
        }
        return result
    }

    private static func meets(_ pattern: NamePattern, _ known: [String]) -> Bool {
        known.contains { pattern.matches($0.lowercased()) }
    }
}
