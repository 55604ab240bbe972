// Calls of tools that are written as text, in tags.

import SluiceMatching
import SluiceModel

/// The call of a tool that is open, as far as it says what its elements hold.
struct OpenCall: Sendable {
    /// How the call names what it gives the tool.
    enum Form: UInt8, Sendable {
        /// There is none.
        case none
        /// Elements of the names that tools for files have (Cline's and Roo Code's system prompts).
        case file
        /// An element `command`.
        case command
        /// Elements `parameter` with a name each, or an element of JSON.
        case named
    }

    var form = Form.none
    /// What closes the content of a file.
    var content = ToolElement.content
    /// The file that the last path names; nil where its language is not known.
    var hint: ScopeHint?
}

extension ScopeTracker {
    /// Whether tags of tool calls may stand in the innermost block: in running text, and in blocks that nothing is known of.
    /// What is given to a tool holds none.
    var watchesTags: Bool {
        guard element == 0 else { return false }
        switch top.content {
        case .flow: return true
        case .code: return top.kind == .fence && top.scope == .unknown
        case .diff, .replacements: return false
        }
    }

    /// Takes a byte of a tag or of a path.
    mutating func readTag(_ byte: UInt8) {
        guard watchesTags else { return (isInTag, isInPath) = (false, false) }
        if byte == UInt8(ascii: "<") {
            tag.removeAll()
            isInTag = true
        } else if !isInTag {
            path.append(byte)
        } else if byte == UInt8(ascii: ">") {
            isInTag = false
            if !tag.isCut { endTag(ToolTag(tag.bytes(0..<tag.count))) }
        } else if tag.count == 0, byte != UInt8(ascii: "/"), !ByteSet.letters.contains(byte) {
            isInTag = false
        } else {
            tag.append(byte)
        }
    }

    private mutating func endTag(_ tag: ToolTag) {
        if tag.isClosing { return close(tag) }
        switch tag.name {
        case "function" where tag.value("name") == nil: break
        case "tool_call": openElement(.toolCall, ScopeHint(.unknown, .code))
        case "boltAction":
            switch tag.value("type") {
            case "file": openElement(.boltAction, file(tag.value("filePath")))
            default: openElement(.boltAction, .shell)
            }
        case "lov-write": openElement(.lovableWrite, file(tag.value("file_path")))
        default:
            if let opened = Self.calls[tag.name] { call = opened } else { open(tag) }
        }
    }

    /// What elements of calls open, by their names.
    private static let calls: [String: OpenCall] = {
        let files = [
            "replace_in_file", "apply_diff", "insert_content", "insert_code_block", "search_and_replace", "edit_file",
            "write_file", "create_file", "new_file",
        ]
        var calls = Dictionary(uniqueKeysWithValues: files.map { ($0, OpenCall(form: .file)) })
        calls["write_to_file"] = OpenCall(form: .file, content: .writeToFile)
        calls["new_rule"] = OpenCall(form: .file, content: .newRule)
        calls["execute_command"] = OpenCall(form: .command)
        for name in ["invoke", "use_mcp_tool", "function"] { calls[name] = OpenCall(form: .named) }
        return calls
    }()

    /// Opens what a call gives the tool.
    private mutating func open(_ tag: ToolTag) {
        switch (call.form, tag.name) {
        case (.none, _): break
        case (_, "path"), (_, "file_path"): beginPath()
        case (.file, "content"): openElement(call.content, hint)
        case (.file, "code_edit"): openElement(.codeEdit, hint)
        case (.file, "replace"): openElement(.replace, hint)
        case (.file, "search"): openElement(.search, ScopeHint(hint.kind, hint.form, isOld: true))
        case (.file, "diff"): openElement(.diff, ScopeHint(call.hint?.kind ?? .unknown, .replacements))
        case (.command, "command"): openElement(.command, .shell)
        case (.named, "arguments"): openElement(.arguments, ScopeHint(.unknown, .code))
        case (.named, "parameter"): open(parameter: MemberKind(name: Array((tag.value("name") ?? "").utf8).span))
        default: break
        }
    }

    private mutating func open(parameter: MemberKind) {
        switch parameter {
        case .path, .notebookPath: beginPath()
        case .command: openElement(.parameter, .shell)
        case .content, .body, .code: openElement(.parameter, hint)
        case .oldContent: openElement(.parameter, ScopeHint(hint.kind, hint.form, isOld: true))
        case .replacements: openElement(.parameter, ScopeHint(call.hint?.kind ?? .unknown, .replacements))
        case .patch: openElement(.parameter, ScopeHint(.unknown, .diff))
        default: openElement(.parameter, .prose)
        }
    }

    private mutating func close(_ tag: ToolTag) {
        switch tag.name {
        case "path", "file_path", "parameter":
            guard isInPath else { return }
            isInPath = false
            let bytes = path.bytes(path.firstSolid()..<max(path.firstSolid(), path.solidEnd))
            call.hint = ScopeHint(path: String(decoding: bytes, as: UTF8.self))
        default:
            if Self.calls[tag.name] != nil { call = OpenCall() }
        }
    }

    /// What the content of the file is written in that the call has named.
    private var hint: ScopeHint { call.hint ?? ScopeHint(.unknown, .code) }

    private func file(_ path: String?) -> ScopeHint {
        path.flatMap { ScopeHint(path: $0) } ?? ScopeHint(.unknown, .code)
    }

    private mutating func beginPath() {
        isInPath = true
        path.removeAll()
    }

    private mutating func openElement(_ element: ToolElement, _ hint: ScopeHint) {
        guard self.element == 0 else { return }
        var block = ScopeBlock.code(.element, hint)
        block.element = element
        guard push(block) else { return }
        // The rest of the line is what the element holds.
        head.isOpen = false
        isInPath = false
    }
}
