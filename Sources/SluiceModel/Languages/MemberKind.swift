// What a member's name says of its value or its neighbours.

/// What a member's name says of its value or its neighbours: of code, by the parameters of the tools of Claude Code,
/// Cline, Codex and the editors' agents and by the format of Jupyter's notebooks (nbformat 4); of calls of tools, by
/// the providers' formats of messages and the frameworks' records of them.
package enum MemberKind: UInt8, Sendable, Hashable {
    /// Nothing.
    case other
    /// The value is the path of a file that its neighbours are about.
    case path
    /// The value is the path of a notebook.
    case notebookPath
    /// The value is a language's name.
    case language
    /// The value says what a notebook's cell holds.
    case cellType
    /// The value is code, or text, of the file, the language or the cell that its neighbours name.
    case content
    /// The same, in a member `content`, which may also be the text of a message or the result of a tool.
    case body
    /// The same, and always code.
    case code
    /// The same as `content`, before a change.
    case oldContent
    /// The value is text of the file that its neighbours are about, where they are about one, or what is typed.
    case text
    /// The value says in running text what its neighbours are about, or is what is searched for.
    case remark
    /// The value is parts to search for and replace in the file.
    case replacements
    /// The value is a patch.
    case patch
    /// The value is a command.
    case command
    /// The value is what a tool is called with.
    case arguments
    /// The same, or what a model is asked.
    case input
    /// The same, or what a tool takes.
    case parameters
    /// The value is what came of something.
    case output
    /// The value is what a provider's own tool is to do.
    case action
    /// The value is code that the provider runs.
    case executable

    /// The value is the name of a tool, or of something else.
    case toolName
    /// The value says what its object is.
    case type
    /// The value says who speaks.
    case role
    /// The value is the id of a call, or of something else.
    case id
    /// The value is the id of a call.
    case callID
    /// The value is a call of a tool, or several.
    case call
    /// The same, inside of one.
    case innerCall
    /// The value is the result of a tool, or several.
    case result
    /// The value is what tools there are.
    case definitions
    /// The value is what has been said.
    case messages

    private static let names: [[UInt8]: MemberKind] = {
        let lists: [(MemberKind, String)] = [
            (
                .path,
                "file_path filepath filePath path target_file targetFile filename file_name fileName relative_path"
            ),
            (.path, "TargetFile pathInProject"),
            (.notebookPath, "notebook_path"),
            (.language, "language lang"),
            (.cellType, "cell_type"),
            (
                .content,
                "contents file_text new_string newString new_str new_text newText replace code_edit"
            ),
            (.content, "new_source source script insert_text CodeContent ReplacementContent CodeEdit newStr"),
            (.content, "file_content changes"),
            (.code, "code"),
            (.oldContent, "old_string oldString old_str oldStr old_text oldText search TargetContent"),
            (.text, "text body"),
            (.remark, "description explanation instruction instructions reason message prompt title thought"),
            (.remark, "note notes comment summary pattern query regex"),
            (.replacements, "diff"),
            (.patch, "patch"),
            (.command, "command commands cmd CommandLine"),
            (.body, "content"),
            (.arguments, "arguments args tool_input"), (.input, "input"), (.parameters, "parameters params"),
            (.output, "output outputs response"), (.action, "action operation"),
            (.executable, "executableCode executable_code"),
            (.toolName, "name tool_name toolName"), (.type, "type"), (.role, "role"),
            (.id, "id"), (.callID, "call_id tool_call_id tool_use_id toolUseId toolCallId"),
            (.call, "tool_calls tool_call toolCall toolUse function function_call functionCall"),
            (.innerCall, "custom call"),
            (.result, "functionResponse function_response toolResult tool_results"),
            (.definitions, "tools functions functionDeclarations function_declarations"),
            (.messages, "messages history chat_history conversation"),
        ]
        var names: [[UInt8]: MemberKind] = [:]
        for (kind, list) in lists { for name in list.split(separator: " ") { names[Array(name.utf8)] = kind } }
        return names
    }()

    /// The longest name that says anything, in bytes.
    private static let longest = names.keys.map(\.count).max() ?? 0

    /// What the name says whose parameters are numbered, as in `new_str_2`; nil for other names.
    private static func numbered(_ name: [UInt8]) -> MemberKind? {
        let digits = name.reversed().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
        guard digits > 0, name.dropLast(digits).last == UInt8(ascii: "_") else { return nil }
        let kind = names[Array(name.dropLast(digits + 1))]
        return kind == .content || kind == .oldContent ? kind : nil
    }

    /// Whether the value may be what a tool is called with, or part of that.
    package var isArguments: Bool { self == .arguments || self == .input || self == .parameters }

    /// Whether what is said of a tool's call or result may hold for the value and all in it.
    package var mayBelongToTool: Bool {
        isArguments || self == .body || self == .output || self == .action || self == .code
    }

    /// Whether the value may say which tool is called, where it is a short string.
    package var tellsOfCalls: Bool {
        switch self {
        case .toolName, .type, .role, .id, .callID: true
        default: false
        }
    }

    /// What a name says.
    package init(name: Span<UInt8>) {
        guard name.count <= Self.longest else {
            self = .other
            return
        }
        let bytes = name.indices.map { name[$0] }
        self = Self.names[bytes] ?? Self.numbered(bytes) ?? .other
    }
}
