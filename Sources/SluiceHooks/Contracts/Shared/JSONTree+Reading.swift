// Reads what contracts expect of a document.

import SluiceMatching
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

    /// A member that is a list, of any length, or is not there.
    ///
    /// - Throws: `HookError` with the code `invalid_field`.
    func optionalArray(_ name: StaticString, of node: Node? = nil) throws(HookError) -> Node? {
        guard let member = present(name, of: node) else { return nil }
        guard kind(member) == .array else { throw .invalid("invalid_field", "`\(name)` must be a list.") }
        return member
    }

    /// The elements of a member that is a list or is not there: no more than a message may have pieces.
    ///
    /// - Throws: `HookError` with the code `invalid_field` or `too_many_texts`.
    func optionalList(_ name: StaticString, of node: Node? = nil) throws(HookError) -> [Node]? {
        try optionalArray(name, of: node).map { member throws(HookError) in try pieces(of: member) }
    }

    /// The elements of a list, each of which is or has a piece of a message: counted before anything is made of them.
    ///
    /// - Throws: `HookError` with the code `too_many_texts`.
    func pieces(of list: Node) throws(HookError) -> [Node] {
        try HookPart.check(count: elements(of: list).count { _ in true })
        return Array(elements(of: list))
    }

    /// A string as it is given back where nothing of it has changed: as it is written, so that nothing is lost of what no
    /// text can say, such as half of a pair of surrogates. What no reader would take is written anew.
    func unchanged(_ string: Node) -> JSONValue {
        isWellFormed(bytes[content(string)]) ? .raw(slice(string)) : .text(text(string) ?? [])
    }

    /// Whether the inside of a string is as RFC 8259 has it.
    private func isWellFormed(_ content: ArraySlice<UInt8>) -> Bool {
        var rest = content
        while let byte = rest.popFirst() {
            if byte < 0x20 { return false }
            guard byte == UInt8(ascii: "\\") else { continue }
            switch rest.popFirst() {
            case UInt8(ascii: "u"):
                let digits = rest.prefix(4)
                guard digits.count == 4, digits.allSatisfy({ ByteSet.hex.contains($0) }) else { return false }
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
                UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
                break
            default: return false
            }
        }
        return true
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
