// What holds for the texts of one payload.

import SluicePolicies
import SluiceScanning

/// What holds for the texts of one payload: what its guard's policy says, or that findings are only reported. Shared by
/// all parts of the payload's filter.
final class PayloadSettings: Sendable {
    let guardrail: Guardrail
    /// What is known of the payload before it is read.
    let source: PayloadSource
    /// Where findings are only reported.
    private let observation: Observation?
    /// The file that the payload comes from.
    private let path: String?
    /// What holds for all texts but those of tools.
    let setting: StreamSetting

    var scanner: Scanner { guardrail.scanner }

    /// - Parameters:
    ///   - observation: set where findings are only reported.
    ///   - path: the file that the payload comes from.
    init(guardrail: Guardrail, source: PayloadSource, observation: Observation? = nil, path: String? = nil) {
        self.guardrail = guardrail
        self.source = source
        self.observation = observation
        self.path = path
        setting = Self.setting(guardrail, source.context, observation, path)
    }

    /// What holds for the arguments and results of a tool.
    func setting(tool: String) -> StreamSetting {
        var context = source.context
        context.tool = tool
        return Self.setting(guardrail, context, observation, path)
    }

    /// What holds for the arguments of a tool whose name is not known: the strongest of what is said of any tool.
    var settingOfAnyTool: StreamSetting {
        guard setting.places?.looksForTools == true else { return setting }
        return guardrail.setting(for: source.context, path: path, isAnyTool: true)
    }

    private static func setting(
        _ guardrail: Guardrail,
        _ context: PolicyContext,
        _ observation: Observation?,
        _ path: String?
    ) -> StreamSetting {
        observation?.setting(for: context, path: path) ?? guardrail.setting(for: context, path: path)
    }
}
