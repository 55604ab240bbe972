// The providers' own tools, whose calls are items of their own kinds.

/// A tool of a provider's own. A call of it is an item of a kind of its own, which has no member that names the tool.
package enum ProviderTool: String, Sendable, CaseIterable {
    case applyPatch = "apply_patch"
    case shell
    case localShell = "local_shell"
    case codeInterpreter = "code_interpreter"
    case computer
    /// Gemini's.
    case codeExecution = "code_execution"

    /// The tool's name, by which policies know it.
    package var name: [UInt8] { Array(rawValue.utf8) }

    private static let callTypes: [[UInt8]: ProviderTool] = {
        var types: [[UInt8]: ProviderTool] = [:]
        for tool in [applyPatch, shell, localShell, codeInterpreter, computer] {
            types[Array("\(tool.rawValue)_call".utf8)] = tool
        }
        return types
    }()

    /// The longest type of a call.
    private static let longest = callTypes.keys.map(\.count).max() ?? 0

    /// The tool that items of a type call; nil where the type is none of a call of these.
    package init?(callType type: ArraySlice<UInt8>) {
        guard type.count <= Self.longest, type.last == UInt8(ascii: "l"), let tool = Self.callTypes[Array(type)] else {
            return nil
        }
        self = tool
    }
}
