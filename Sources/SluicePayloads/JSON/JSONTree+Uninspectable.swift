// What of one event cannot be looked into.

import SluiceMatching
package import SluiceModel

extension JSONTree {
    /// Calls `body` with every string that cannot be looked into, as `fields` says, and with the first number of every
    /// array of tokens, in the order of the document.
    package func forEachUninspectable(_ fields: FieldTree, _ body: (Node, Uninspectable) -> Void) {
        forEachCursor(fields) { node, cursor in
            if let part = uninspectable(node, cursor.flags) { body(node, part) }
        }
    }

    private func uninspectable(_ node: Node, _ flags: FieldTree.Flags) -> Uninspectable? {
        guard !flags.isDisjoint(with: .uninspectable) else { return nil }
        let record = records[Int(node.index)]
        switch record.kind {
        case .string:
            guard isText(node) else { return nil }
            if flags.contains(.encrypted) { return .encrypted }
            guard flags.contains(.media) else { return nil }
            return flags.contains(.onlyMedia) || !isTextByItsForm(node) && isBase64(node) ? .images : nil
        case .number:
            guard flags.contains(.tokens), record.position == 0, let parent = parent(node) else { return nil }
            return kind(parent) == .array ? .tokenIDs : nil
        case .object, .array, .literal:
            return nil
        }
    }

    /// Whether a string is plain text, as a member before it says.
    private func isTextByItsForm(_ node: Node) -> Bool {
        var form = DataForm()
        for member in children(of: parent(node)) where member.index < node.index && kind(member) == .string {
            form.take(decoded(content(member)).span, of: nameText(member).span)
        }
        return form.isText
    }

    /// Whether a string is what `JSONReader` takes for base64.
    private func isBase64(_ node: Node) -> Bool {
        var reader = JSONReader(fields: FieldTree(data: ["data"]), marked: .media)
        var text = MappedText()
        let document = Array("{\"data\":".utf8) + bytes[range(node)]
        reader.read(document.span, into: &text)
        return text.runs.contains { $0.kind == .mark }
    }
}
