// The elements of agents' tool calls that are written as text.

import SluiceModel

/// An element of a tool call that is written as text: what closes it.
enum ToolElement: UInt8, Sendable, CaseIterable {
    case content, diff, command, replace, search, codeEdit, parameter, arguments, toolCall
    /// Cline takes what stands before the last closing tag of the content, so the tool's own ends it.
    case writeToFile, newRule
    case boltAction, lovableWrite

    /// Whether the closing tag is that of the call.
    var endsCall: Bool { self == .writeToFile || self == .newRule }

    /// The name in the closing tag.
    var closingName: [UInt8] { Self.names[Int(rawValue)] }

    private static let names = allCases.map { element in
        let name: String =
            switch element {
            case .content: "content"
            case .diff: "diff"
            case .command: "command"
            case .replace: "replace"
            case .search: "search"
            case .codeEdit: "code_edit"
            case .parameter: "parameter"
            case .arguments: "arguments"
            case .toolCall: "tool_call"
            case .writeToFile: "write_to_file"
            case .newRule: "new_rule"
            case .boltAction: "boltAction"
            case .lovableWrite: "lov-write"
            }
        return Array(name.utf8)
    }
}

/// Counts how much of an element's closing tag has come: `</command>`, also with a namespace (`</x:parameter>`).
struct ClosingTag: Sendable {
    private enum Part: UInt8, Sendable { case text, less, name, end }

    private var part = Part.text
    private var count: UInt8 = 0
    /// Whether what has come of the name is the beginning of the wanted one; if not, it may be a namespace.
    private var fits = true
    private var mayBeNamespace = true

    /// Takes a byte; true at the end of the tag that closes `element`.
    mutating func take(_ byte: UInt8, of element: ToolElement) -> Bool {
        let name = element.closingName
        switch (part, byte) {
        case (_, UInt8(ascii: "<")): part = .less
        case (.less, UInt8(ascii: "/")): (part, count, fits, mayBeNamespace) = (.name, 0, true, true)
        case (.name, UInt8(ascii: ":")) where mayBeNamespace: (count, fits, mayBeNamespace) = (0, true, false)
        case (.name, UInt8(ascii: "a")...UInt8(ascii: "z")) where mayBeNamespace && !(fits && byte == name[Int(count)]):
            fits = false
        case (.name, _) where fits && byte == name[Int(count)]:
            count += 1
            if Int(count) == name.count { part = .end }
        case (.end, UInt8(ascii: ">")):
            part = .text
            return true
        default: part = .text
        }
        return false
    }
}
