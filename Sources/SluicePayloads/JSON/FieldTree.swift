// Which strings of a document are text, by their path.

import SluiceMatching

/// Which strings of a document are text and which must not be touched, by the path of member names that leads to them.
///
/// Arrays do not count in a path, so that `messages.content.text` is the text of any part of any message. What no path
/// names is text.
package struct FieldTree: Sendable {
    /// What is done with a string.
    package enum Treatment: UInt8, Sendable {
        /// Scanned and masked.
        case text
        /// Never looked at: ids, roles, types, signatures, encrypted content.
        case keep
        /// Never looked at if it is base64 or a `data:` URL with base64 (images, files), text otherwise.
        case data
        /// Scanned but never rewritten, as a signature covers it: a finding there can only block or be reported.
        case signed
    }

    /// A place in the tree: what is known of a path.
    package struct Cursor: Sendable, Hashable {
        /// The treatment of a string here.
        package var treatment: Treatment
        fileprivate var node: Int32

        /// Whether it says the same of everything below it.
        @inline(__always)
        var isEverywhere: Bool { node == FieldTree.outside }
    }

    private struct Node: Sendable {
        /// Whether members are told apart by name.
        var hasNames = false
        /// The node of members that no name was given for; -1 if there is none.
        var anyChild: Int32 = -1
        var treatment = Treatment.text
        /// Whether everything below is treated alike.
        var isSubtree = false
    }

    fileprivate static let outside: Int32 = -1
    private var nodes = [Node()]
    private var names = FieldNames()

    /// A tree under which every string is text.
    package static let everything = FieldTree()

    /// A tree of paths such as `messages.role`. `*` stands for any one name; `x.**` names everything below `x`. Of two
    /// paths that fit, one that spells the name out is stronger than `*`.
    package init(keep: [String] = [], data: [String] = [], signed: [String] = []) {
        for path in keep { add(path, .keep) }
        for path in data { add(path, .data) }
        for path in signed { add(path, .signed) }
    }

    /// The cursor of a document's root.
    package var root: Cursor {
        let isEverywhere = nodes.count == 1 && (nodes[0].isSubtree || nodes[0].treatment == .text)
        return Cursor(treatment: nodes[0].treatment, node: isEverywhere ? Self.outside : 0)
    }

    /// The cursor of the member `name` below `cursor`. Elements of an array have the array's cursor.
    package func member(_ name: Span<UInt8>, of cursor: Cursor) -> Cursor {
        guard cursor.node != Self.outside else { return cursor }
        let node = nodes[Int(cursor.node)]
        if node.isSubtree { return Cursor(treatment: node.treatment, node: cursor.node) }
        if node.hasNames, let child = names.child(name, of: cursor.node) { return self.cursor(child) }
        if node.anyChild >= 0 { return self.cursor(node.anyChild) }
        return Cursor(treatment: .text, node: Self.outside)
    }

    private func cursor(_ index: Int32) -> Cursor {
        Cursor(treatment: nodes[Int(index)].treatment, node: index)
    }

    private mutating func add(_ path: String, _ treatment: Treatment) {
        var index: Int32 = 0
        var isSubtree = false
        for name in path.split(separator: ".") {
            if name == "**" {
                isSubtree = true
            } else {
                index = child(name == "*" ? nil : Array(name.utf8), of: index)
            }
        }
        nodes[Int(index)].treatment = treatment
        nodes[Int(index)].isSubtree = isSubtree
    }

    private mutating func child(_ name: [UInt8]?, of parent: Int32) -> Int32 {
        let new = Int32(nodes.count)
        if let name {
            if let known = names.child(name.span, of: parent) { return known }
            names.add(name, new, of: parent)
            nodes[Int(parent)].hasNames = true
        } else {
            if nodes[Int(parent)].anyChild >= 0 { return nodes[Int(parent)].anyChild }
            nodes[Int(parent)].anyChild = new
        }
        nodes.append(Node())
        return new
    }
}
