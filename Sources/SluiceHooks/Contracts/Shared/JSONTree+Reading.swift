// Reads what contracts expect of a document.

import SluicePayloads

extension JSONTree {
    /// A member that is a text or is not there.
    ///
    /// - Throws: `HookError` with the code `invalid_field`.
    func optionalString(_ name: StaticString, of node: Node? = nil) throws(HookError) -> String? {
        let member = member(name, of: node ?? root)
        guard isPresent(member) else { return nil }
        guard let text = string(member) else { throw .invalid("invalid_field", "`\(name)` must be a string.") }
        return text
    }

    /// A member that is there and is not null.
    func present(_ name: StaticString, of node: Node? = nil) -> Node? {
        let member = member(name, of: node ?? root)
        return isPresent(member) ? member : nil
    }

    /// A member that is a list or is not there.
    ///
    /// - Throws: `HookError` with the code `invalid_field`.
    func optionalList(_ name: StaticString, of node: Node? = nil) throws(HookError) -> [Node]? {
        guard let member = present(name, of: node) else { return nil }
        guard kind(member) == .array else { throw .invalid("invalid_field", "`\(name)` must be a list.") }
        return Array(elements(of: member))
    }

    /// All values in the order of the document. Masks change none of it: the values of a document and of its filtered
    /// form correspond one to one.
    var values: [Node] {
        var values: [Node] = []
        var open = [root]
        while let node = open.popLast() {
            values.append(node)
            open += Array(children(of: node)).reversed()
        }
        return values
    }

    /// Whether a value has no members or elements.
    func isEmpty(_ node: Node) -> Bool {
        var children = children(of: node)
        return children.next() == nil
    }
}
