// What a member's name says of code in its value or beside it.

import SluiceMatching

/// What a member's name says of code in its value or beside it, by the parameters of the tools of Claude Code, Cline, Codex
/// and the editors' agents, and by the format of Jupyter's notebooks (nbformat 4).
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
    /// The same, before a change.
    case oldContent
    /// The value is parts to search for and replace in the file.
    case replacements
    /// The value is a patch.
    case patch
    /// The value is a command.
    case command
    /// The value is what a tool is called with.
    case arguments

    /// The longest name that says anything, in bytes.
    private static let longest = 16

    private static let names: [[UInt8]: MemberKind] = {
        let lists: [(MemberKind, String)] = [
            (
                .path,
                "file_path filepath filePath path target_file targetFile filename file_name fileName relative_path"
            ),
            (.path, "TargetFile"),
            (.notebookPath, "notebook_path"),
            (.language, "language lang"),
            (.cellType, "cell_type"),
            (
                .content,
                "content contents file_text new_string newString new_str new_text newText replace code code_edit"
            ),
            (.content, "new_source source script insert_text CodeContent"),
            (.oldContent, "old_string oldString old_str old_text oldText search"),
            (.replacements, "diff"),
            (.patch, "patch"),
            (.command, "command cmd CommandLine"),
            (.arguments, "arguments input args parameters tool_input params"),
        ]
        var names: [[UInt8]: MemberKind] = [:]
        for (kind, list) in lists { for name in list.split(separator: " ") { names[Array(name.utf8)] = kind } }
        return names
    }()

    /// What a name says.
    init(name: Span<UInt8>) {
        guard name.count <= Self.longest else {
            self = .other
            return
        }
        var bytes: [UInt8] = []
        bytes.append(copying: name)
        self = Self.names[bytes] ?? .other
    }
}
