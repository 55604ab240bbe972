// The library's entry: compiled rules, a policy and a key, shared by all streams.

public import SluiceModel
public import SluicePolicies
public import SluiceRules
package import SluiceScanning

/// Compiled rules, a policy and a key, shared by all streams and threads.
///
/// ```swift
/// let guardrail = Guardrail(rules: try RuleSet.load(directory: "Rules"), policy: .standard)
/// let verdict = guardrail.check(request: body)
/// guard let payload = verdict.payload else { return refuse(verdict.message) }
/// forward(payload)
/// ```
public final class Guardrail: Sendable {
    package let scanner: Scanner
    let boundPolicy: BoundPolicy
    private let settings = SettingCache()

    /// The rules in force.
    public var rules: RuleSet { scanner.rules }

    /// Prepares `rules` for scanning.
    ///
    /// - Parameters:
    ///   - policy: what is done about findings.
    ///   - key: what values are fingerprinted with. Under the same key the same value gives the same replacement;
    ///     without one, replacements agree within this object only.
    ///   - decodeDepth: how many encodings may lie in each other for the text inside to be found, 0 to
    ///     `deepestDecoding`; with 0 texts are read as they stand.
    public convenience init(
        rules: RuleSet,
        policy: Policy = .standard,
        key: FingerprintKey = .random(),
        decodeDepth: Int = 0
    ) {
        let depth = max(0, min(decodeDepth, Guardrail.deepestDecoding))
        self.init(scanner: Scanner(rules: rules, key: key, decodeDepth: depth), policy: policy)
    }

    private init(scanner: Scanner, policy: Policy) {
        self.scanner = scanner
        boundPolicy = BoundPolicy(policy, rules: scanner.rules.descriptions)
    }

    /// The same rules, key and depth under another policy. What was compiled is shared, so that many policies take
    /// little more memory and time than one.
    public func under(_ policy: Policy) -> Guardrail {
        Guardrail(scanner: scanner, policy: policy)
    }

    /// How many encodings lie in each other in practice.
    public static let usualDecodeDepth = 3
    /// How many encodings may lie in each other at most.
    public static let deepestDecoding = 6

    /// What is done about findings.
    public var policy: Policy { boundPolicy.policy }

    /// The filtered text of a whole plain text, and what was found in it.
    public func filter(
        _ text: String,
        context: PolicyContext = PolicyContext()
    ) -> (text: String, findings: [LocatedFinding]) {
        var filter = TextFilter(guardrail: self, context: context)
        var output = FilterOutput()
        filter.append(Array(text.utf8).span, to: &output)
        filter.finish(to: &output)
        return (String(decoding: output.bytes, as: UTF8.self), output.findings)
    }

    /// What holds for texts of a context; `isAnyTool` where they are what a tool is called with whose name is not known.
    func setting(for context: PolicyContext, path: String? = nil, isAnyTool: Bool = false) -> StreamSetting {
        let view = isAnyTool ? boundPolicy.viewOfAnyTool(for: context) : boundPolicy.view(for: context)
        let source = TextSource(direction: context.direction, language: context.language, path: path)
        return StreamSetting(
            view: view,
            thresholds: thresholds(of: view),
            disabledRules: disabledRules(for: source),
            places: PlaceSettings(self, context: context, isAnyTool: isAnyTool),
            scope: TextScope(language: context.language, path: path, direction: context.direction)
        )
    }

    func thresholds(of view: PolicyView) -> ActingThresholds {
        settings.thresholds(of: view) { view.thresholds(ruleCount: rules.descriptions.count) }
    }

    func disabledRules(for source: TextSource) -> Set<Int> {
        if source.direction == nil, source.path == nil { return [] }
        func disabledRules() -> Set<Int> {
            scanner.disabledRules(direction: source.direction, path: source.path)
        }
        guard source.path == nil else { return disabledRules() }
        return settings.disabledRules(direction: source.direction, make: disabledRules)
    }

    /// What holds under a policy that does the same about all findings from a confidence on, where all rules apply.
    func uniformSetting(action: Action, threshold: Confidence, style: MaskStyle) -> StreamSetting {
        let uniform = SettingCache.Uniform(action: action, threshold: threshold, style: style)
        return settings.setting(uniform) {
            let policy = Policy.uniform(action: action, threshold: threshold, style: style)
            let view = BoundPolicy(policy, rules: rules.descriptions).view(for: PolicyContext())
            let thresholds = view.thresholds(ruleCount: rules.descriptions.count)
            return StreamSetting(view: view, thresholds: thresholds, disabledRules: [])
        }
    }
}
