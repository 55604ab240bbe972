// What is done about licences, by their identifiers.

import SluiceMatching
public import SluiceModel

/// What is done about findings that name a licence: decided where no entry of the policy is met.
///
/// Patterns are compared without regard to case; of several that match a licence the strongest action counts. A licence
/// that is known and that no pattern names passes, and is reported as the policy's defaults say.
public struct LicensePolicy: Sendable, Hashable {
    /// Licences that must not be there: `block`.
    public var deny: [NamePattern]
    /// Licences that are reported: `log`.
    public var warn: [NamePattern]
    /// Licences that pass and are not reported, unless another list names them: `allow`.
    public var allow: [NamePattern]
    /// What is done about licences that are not known: `allow`, `log` or `block`; nil for what the defaults say.
    public var unknown: Action?

    /// The name under which licences are decided, which no entry may have.
    public static let name = "licenses"

    /// States the lists; all are empty by default.
    public init(
        deny: [NamePattern] = [],
        warn: [NamePattern] = [],
        allow: [NamePattern] = [],
        unknown: Action? = nil
    ) {
        self.deny = deny.map(\.lowercased)
        self.warn = warn.map(\.lowercased)
        self.allow = allow.map(\.lowercased)
        self.unknown = unknown
    }

    /// What is done about an SPDX expression: of OR the weaker, as one may choose; of AND the stronger; an exception
    /// changes nothing, unless a pattern names the licence with it. Nil where nothing is said, so that the defaults
    /// decide.
    func action(for expression: String, otherwise: Action) -> Action? {
        guard let expression = try? LicenseExpression(parsing: expression) else { return unknown }
        var isSaid = false
        let action = expression.judged { license in
            let said = self.said(of: license)
            isSaid = isSaid || said != nil
            return said ?? otherwise
        }
        return isSaid ? action : nil
    }

    private func said(of license: String) -> Action? {
        let whole = license.lowercased()
        if whole == LicenseCatalog.unknownName { return unknown }
        let base = whole.split(separator: " ").first.map(String.init) ?? whole
        // What is said of a licence with its exception goes before what is said of the licence.
        return whole == base
            ? said(of: base) { !$0.text.contains(Self.with) }
            : said(of: whole) { $0.text.contains(Self.with) } ?? said(of: base) { !$0.text.contains(Self.with) }
    }

    private static let with = " with "

    private func said(of name: String, by counts: (NamePattern) -> Bool) -> Action? {
        if deny.contains(where: { counts($0) && $0.matches(name) }) { return .block }
        if warn.contains(where: { counts($0) && $0.matches(name) }) { return .log }
        if allow.contains(where: { counts($0) && $0.matches(name) }) { return .allow }
        return nil
    }
}

extension NamePattern {
    /// The pattern in lower case.
    fileprivate var lowercased: NamePattern { NamePattern(text.lowercased()) }
}
