// What holds for filters that only report.

public import SluiceModel
import SluicePolicies
import SluiceScanning

/// What holds for filters that only report, worked out once for many payloads or texts: everything is reported, nothing
/// is changed, and what overlaps is joined as by a filter that masks.
public struct Observation: Sendable {
    let guardrail: Guardrail
    private let view: PolicyView
    private let thresholds: ActingThresholds

    /// Prepares to report what `guardrail` finds, whatever its policy says.
    ///
    /// - Parameter threshold: findings from here on are joined where they overlap; those below stand alone.
    public init(guardrail: Guardrail, threshold: Confidence = Confidence(percent: 0)) {
        func setting(_ action: Action) -> StreamSetting {
            guardrail.uniformSetting(action: action, threshold: threshold, style: .tagged)
        }
        self.guardrail = guardrail
        view = setting(.log).view
        thresholds = setting(.mask).thresholds
    }

    /// What holds for texts of a context; `path` is the file's, which decides what rules apply.
    func setting(for context: PolicyContext, path: String?) -> StreamSetting {
        let source = TextSource(direction: context.direction, language: context.language, path: path)
        return StreamSetting(
            view: view,
            thresholds: thresholds,
            disabledRules: guardrail.disabledRules(for: source),
            scope: TextScope(language: context.language, path: path, direction: context.direction),
            isObserved: true
        )
    }
}
