// What is done about licences, by their identifiers.

import SluiceMatching
public import SluiceModel

/// What is done about findings that name a licence: decided where no entry of the policy is met.
///
/// Patterns are compared without regard to case, and those without a wildcard by the identifier of today: `GPL-3.0` is
/// `GPL-3.0-only`. Of several that match a licence the strongest action counts. A licence
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
        self.deny = deny.map(\.ofToday)
        self.warn = warn.map(\.ofToday)
        self.allow = allow.map(\.ofToday)
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
        let whole = Self.nameOfToday(license)
        if whole == LicenseCatalog.unknownName { return unknown }
        let base = whole.split(separator: " ").first.map(String.init) ?? whole
        // What is said of a licence with its exception goes before what is said of the licence.
        return whole == base
            ? said(of: base) { !$0.text.contains(Self.with) }
            : said(of: whole) { $0.text.contains(Self.with) } ?? said(of: base) { !$0.text.contains(Self.with) }
    }

    private static let with = " with "

    /// A pattern for a licence, and for its exception if it names one.
    static func parts(of pattern: NamePattern) -> (license: NamePattern, exception: NamePattern?) {
        let text = pattern.text
        guard let place = text.firstRange(of: with) else { return (pattern, nil) }
        return (NamePattern(String(text[..<place.lowerBound])), NamePattern(String(text[place.upperBound...])))
    }

    private func said(of name: String, by counts: (NamePattern) -> Bool) -> Action? {
        if deny.contains(where: { counts($0) && $0.matches(name) }) { return .block }
        if warn.contains(where: { counts($0) && $0.matches(name) }) { return .log }
        if allow.contains(where: { counts($0) && $0.matches(name) }) { return .allow }
        return nil
    }
}

extension LicensePolicy {
    /// A licence's identifier in lower case as it is spelled today, its exception kept: the GNU licences say `-only` or
    /// `-or-later` since version 3.0 of SPDX's list, and of others a later version changes nothing.
    fileprivate static func nameOfToday(_ name: String) -> String {
        let words = name.lowercased().split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        guard var base = words.first.map(String.init) else { return name.lowercased() }
        let isLater = base.hasSuffix("+")
        if isLater { base.removeLast() }
        if isBareGNU(base) { base += isLater ? "-or-later" : "-only" }
        return ([base] + words.dropFirst().map(String.init)).joined(separator: " ")
    }

    /// Whether a name is one of the GNU licences and its version, and nothing else.
    private static func isBareGNU(_ name: String) -> Bool {
        guard let family = ["gpl-", "lgpl-", "agpl-", "gfdl-"].first(where: { name.hasPrefix($0) }) else {
            return false
        }
        let version = name.dropFirst(family.count)
        return !version.isEmpty && version.allSatisfy { $0.isNumber || $0 == "." }
    }
}

extension NamePattern {
    /// The pattern in lower case; without wildcards, as findings spell the licence.
    fileprivate var ofToday: NamePattern {
        NamePattern(isLiteral ? LicensePolicy.nameOfToday(text) : text.lowercased())
    }
}
