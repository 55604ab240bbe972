// Where one rule applies.

import SluiceModel
import SluiceRules

/// Where one rule applies, as bits.
struct RuleScope: Sendable, Hashable {
    /// Whether the rule applies anywhere.
    let isUnrestricted: Bool
    private let languages: LanguageSet
    /// Bit n stands for the region of raw value n; 0 where the rule names none.
    private let regions: UInt8
    private let needsAdded: Bool
    /// Whether the rule leaves alone what a change takes away: what is in code, not who may read it, is its matter.
    private let skipsRemoved: Bool

    init(_ rule: RuleDescription) {
        languages = LanguageSet(names: rule.languages)
        regions =
            rule.regions.count == CodeRegion.allCases.count
            ? 0 : rule.regions.reduce(0) { $0 | 1 << Scope.Region($1).rawValue }
        needsAdded = rule.lines == .added
        skipsRemoved = rule.category == .code || rule.category == .license
        isUnrestricted = languages.isEmpty && regions == 0 && !needsAdded && !skipsRemoved
    }

    /// Whether the rule names languages.
    var namesLanguages: Bool { !languages.isEmpty }

    /// The languages whose comments and strings matter to the rule; nil for none, an empty set for all.
    var lexedLanguages: LanguageSet? { regions == 0 ? nil : languages }

    /// Whether the rule applies at a place.
    @inline(__always)
    func includes(_ scope: Scope) -> Bool {
        if needsAdded && scope.isOld || skipsRemoved && scope.isRemoved { return false }
        switch scope.kind {
        case .prose: return languages.isEmpty && regions == 0
        case .unknown: return true
        case .language(let language):
            if includes(language, scope.region) { return true }
            return scope.inner.map { includes($0.language, $0.region) } ?? false
        }
    }

    /// The language that the rule reads a place in; nil in running text and where it is not known.
    func language(of scope: Scope) -> Language? {
        guard case .language(let language) = scope.kind else { return nil }
        guard let inner = scope.inner, !includes(language, scope.region) else { return language }
        return inner.language
    }

    @inline(__always)
    private func includes(_ language: Language, _ region: Scope.Region) -> Bool {
        guard languages.isEmpty || languages.contains(language) else { return false }
        return regions == 0 || region == .unknown || regions & 1 << region.rawValue != 0
    }
}
