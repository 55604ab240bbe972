// What holds for the texts of one payload.

import SluicePolicies
import SluiceScanning

/// What holds for the texts of one payload: what its guard's policy says, or that findings are only reported.
struct PayloadSettings: Sendable {
    let guardrail: Guardrail
    let context: PolicyContext
    /// Where findings are only reported.
    var observation: Observation?
    /// The file that the payload comes from.
    var path: String?

    var scanner: Scanner { guardrail.scanner }

    /// What holds for all texts but those of tools.
    var setting: StreamSetting { setting(for: context) }

    /// What holds for the arguments and results of a tool.
    func setting(tool: String) -> StreamSetting {
        var context = context
        context.tool = tool
        return setting(for: context)
    }

    private func setting(for context: PolicyContext) -> StreamSetting {
        observation?.setting(for: context, path: path) ?? guardrail.setting(for: context, path: path)
    }
}
