// Which strings of a document are text, by their path.

import SluiceMatching
import SluiceModel

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

    /// What else is known of a path, for readers that are asked to mark it.
    package struct Flags: OptionSet, Sendable, Hashable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// A string here is media, or a link to it; of what is base64 or text, only base64 is.
        package static let media = Flags(rawValue: 1)
        /// Any string that is not empty is media, whether or not it is base64.
        package static let onlyMedia = Flags(rawValue: 2)
        /// Numbers in an array here are tokens that stand for text.
        package static let tokens = Flags(rawValue: 4)
        /// A string here can be read by its provider only.
        package static let encrypted = Flags(rawValue: 8)
        /// An object whose text a member spells again.
        package static let scope = Flags(rawValue: 16)
        /// An object or array that spells the text of the innermost scope again.
        package static let spelling = Flags(rawValue: 32)
        /// An object or array that spells text of the whole document again.
        package static let documentSpelling = Flags(rawValue: 64)
        /// A string here is never looked at, but may say which tool is called.
        package static let tellsOfCalls = Flags(rawValue: 128)

        /// What cannot be looked into.
        package static let uninspectable: Flags = [.media, .onlyMedia, .tokens, .encrypted]
        /// What spells text again, and where that text is.
        package static let spellings: Flags = [.scope, .spelling, .documentSpelling]
    }

    /// A place in the tree: what is known of a path.
    package struct Cursor: Sendable, Hashable {
        /// The treatment of a string here.
        package var treatment: Treatment
        /// What else is known.
        package var flags: Flags = []
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
        var flags: Flags = []
        /// Whether everything below is treated alike.
        var isSubtree = false
    }

    fileprivate static let outside: Int32 = -1
    private var nodes = [Node()]
    private var names = FieldNames()
    /// The node of documents in strings.
    private var innerRoot = Self.outside

    /// A tree under which every string is text.
    package static let everything = FieldTree()

    /// The same for a record of bodies, such as a log's line or a HAR file.
    package static let record = FieldTree(isRecord: true)

    /// A tree of paths such as `messages.role`. `*` stands for any one name; `x.**` names everything below `x`. Of two
    /// paths that fit, one that spells the name out is stronger than `*`.
    ///
    /// - Parameters:
    ///   - keep: what is never looked at.
    ///   - data: what is media if it is base64, and text otherwise.
    ///   - media: what is media or a link to it; text if it is not base64.
    ///   - files: names of files that the provider has: media, and never looked at.
    ///   - encrypted: what only the provider can read, never looked at.
    ///   - tokens: text or arrays of tokens.
    ///   - signed: what a signature covers.
    ///   - spellings: what spells text again, such as log-probabilities, and is never looked at: `a.b|c.d` is `c.d` in
    ///     the object at `a.b`, whose text it spells; `|c.d` spells any text of the document.
    ///   - isRecord: whether bodies may lie anywhere in the document, and in its strings, as they do in logs.
    package init(
        keep: [String] = [],
        data: [String] = [],
        media: [String] = [],
        files: [String] = [],
        encrypted: [String] = [],
        tokens: [String] = [],
        signed: [String] = [],
        spellings: [String] = [],
        isRecord: Bool = false
    ) {
        for path in keep { add(path, .keep) }
        for path in data { add(path, .data, .media) }
        for path in media { add(path, .data, [.media, .onlyMedia]) }
        for path in files { add(path, .keep, [.media, .onlyMedia]) }
        for path in encrypted { add(path, .keep, .encrypted) }
        for path in tokens { add(path, .text, .tokens) }
        for path in signed { add(path, .signed) }
        for path in spellings { add(spelling: path) }
        if isRecord { addRecords() }
    }

    /// The cursor of a document's root.
    package var root: Cursor {
        let isEverywhere = nodes.count == 1 && (nodes[0].isSubtree || nodes[0].treatment == .text)
        return Cursor(treatment: nodes[0].treatment, flags: nodes[0].flags, node: isEverywhere ? Self.outside : 0)
    }

    /// The cursor of the root of a document in a string.
    package var inner: Cursor {
        innerRoot == Self.outside ? Cursor(treatment: .text, node: Self.outside) : cursor(innerRoot)
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
        let node = nodes[Int(index)]
        return Cursor(treatment: node.treatment, flags: node.flags, node: index)
    }

    private mutating func add(_ path: String, _ treatment: Treatment, _ flags: Flags = []) {
        var path = path[...]
        let isSubtree = path.hasSuffix(".**")
        if isSubtree { path = path.dropLast(3) }
        let index = node(path, from: 0)
        nodes[Int(index)].treatment = treatment
        nodes[Int(index)].isSubtree = isSubtree
        nodes[Int(index)].flags.formUnion(flags)
        let last = Array((path.split(separator: ".").last ?? "").utf8)
        if treatment == .keep, MemberKind(name: last.span).tellsOfCalls {
            nodes[Int(index)].flags.insert(.tellsOfCalls)
        }
    }

    private mutating func add(spelling path: String) {
        let parts = path.split(separator: "|", omittingEmptySubsequences: false)
        guard let first = parts.first, let last = parts.last else { return }
        let scope = node(first, from: 0)
        nodes[0].flags.insert(.scope)
        nodes[Int(scope)].flags.insert(.scope)
        let index = node(last, from: scope)
        nodes[Int(index)].treatment = .keep
        nodes[Int(index)].isSubtree = true
        nodes[Int(index)].flags.insert(first.isEmpty ? .documentSpelling : .spelling)
    }

    /// What spells text again is told by its name wherever it is: it spells the text of the innermost object that a
    /// body or a part of one may be, and of the whole document where it spells a prompt. It is text itself, as anything
    /// else may have such a name.
    private mutating func addRecords() {
        let anything = Int32(nodes.count)
        for index in nodes.indices where nodes[index].anyChild < 0 { nodes[index].anyChild = anything }
        nodes.append(Node(anyChild: anything))
        innerRoot = Int32(nodes.count)
        nodes.append(Node())
        for root in [0, innerRoot] {
            nodes[Int(root)].flags.insert(.scope)
            nodes[Int(root)].anyChild = anything
        }
        for place in [0, innerRoot, anything] {
            addSpellings(to: place)
            for name in ["output", "details"] {
                nodes[Int(child(Array(name.utf8), of: place))].anyChild = anything
            }
            for name in ["choices", "candidates", "output.content"] {
                let node = self.node(Substring(name), from: place)
                nodes[Int(node)].anyChild = anything
                nodes[Int(node)].flags.insert(.scope)
                addSpellings(to: node)
            }
            let details = child(Array("details".utf8), of: place)
            flag(["prefill", "tokens", "top_tokens"], below: details, .spelling)
        }
    }

    private mutating func addSpellings(to node: Int32) {
        flag(["logprobs", "logprobsResult", "token_ids"], below: node, .spelling)
        flag(["prompt_logprobs", "prompt_token_ids"], below: node, .documentSpelling)
    }

    private mutating func flag(_ names: [String], below node: Int32, _ flags: Flags) {
        for name in names { nodes[Int(child(Array(name.utf8), of: node))].flags.formUnion(flags) }
    }

    /// The node of a path, which is made if it is not there.
    private mutating func node(_ path: Substring, from start: Int32) -> Int32 {
        var index = start
        for name in path.split(separator: ".") { index = child(name == "*" ? nil : Array(name.utf8), of: index) }
        return index
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
