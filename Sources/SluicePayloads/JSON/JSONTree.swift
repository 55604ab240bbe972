// One event's JSON document as a tree over its bytes.

import SluiceMatching

/// One event's JSON document as a tree over its bytes: nodes say where values lie, nothing is decoded until asked for.
///
/// Made for events of a stream, which are small and looked at several times; whole bodies go through `JSONReader`.
package struct JSONTree: Sendable {
    /// A value of the document.
    package struct Node: Sendable, Hashable {
        let index: Int32
    }

    /// What a value is.
    package enum Kind: UInt8, Sendable, Hashable {
        case object, array, string, number, literal
    }

    /// A value, in two thirds of the memory that it would have with places as `Int`: a document may have millions.
    struct Record: Sendable {
        var kind: Kind
        private var start: UInt32
        private var end: UInt32
        private var nameStart: UInt32
        private var nameEnd: UInt32
        var parent: Int32
        /// The next value in the same object or array, or -1.
        var next: Int32 = -1
        /// The first member or element, or -1.
        var child: Int32 = -1
        /// The position among its siblings.
        var position: Int32

        /// A value at `range`, whose quoted name is at `name`; both end within `longest` bytes.
        init(kind: Kind, range: Range<Int>, name: Range<Int>, parent: Int32, position: Int32) {
            self.kind = kind
            start = UInt32(truncatingIfNeeded: range.lowerBound)
            end = UInt32(truncatingIfNeeded: range.upperBound)
            nameStart = UInt32(truncatingIfNeeded: name.lowerBound)
            nameEnd = UInt32(truncatingIfNeeded: name.upperBound)
            self.parent = parent
            self.position = position
        }

        /// The value's bytes, quotes included.
        var range: Range<Int> { Int(start)..<Int(end) }

        /// The quoted name, for a member of an object; empty for other values.
        var name: Range<Int> { Int(nameStart)..<Int(nameEnd) }

        /// Ends an object or array before `place`.
        mutating func close(at place: Int) { end = UInt32(truncatingIfNeeded: place) }
    }

    /// Deeper documents are not read as trees, nor deeper values of events.
    package static let deepest = 512
    /// Nor are longer ones: a record has 32 bits for a place.
    static let longest = Int(Int32.max)
    /// Nor are those with more values: two bytes of text may make a value, which takes 36 in memory.
    package static let mostValues = 1 << 22

    /// The document's bytes.
    package let bytes: [UInt8]
    let records: [Record]
    /// Whether any name has an escape sequence.
    private let hasEscapedNames: Bool
    /// Whether there are values that lie too deep to be in the tree.
    package let isCut: Bool

    /// Reads a document; nil if `bytes` is not one JSON value with nothing but white space around it.
    ///
    /// Strings may hold raw control characters and ill-formed escapes: they are passed on as they are. Linear.
    package init?(_ bytes: [UInt8]) {
        self.init(bytes, skipsDeepValues: false)
    }

    /// Reads an event's document: values that lie deeper than `deepest` are left out, as long as `JSONReader` finds them.
    package init?(event bytes: [UInt8]) {
        self.init(bytes, skipsDeepValues: true)
    }

    private init?(_ bytes: [UInt8], skipsDeepValues: Bool) {
        guard let parsed = JSONTreeParser.parse(bytes.span, skipsDeepValues: skipsDeepValues) else { return nil }
        self.bytes = bytes
        records = parsed.records
        hasEscapedNames = parsed.hasEscapedNames
        isCut = parsed.isCut
    }

    /// The document itself.
    package var root: Node { Node(index: 0) }

    /// What the value is.
    package func kind(_ node: Node) -> Kind { records[Int(node.index)].kind }

    /// Where the value lies, quotes or brackets included.
    package func range(_ node: Node) -> Range<Int> { records[Int(node.index)].range }

    /// Where the inside of a string lies.
    package func content(_ node: Node) -> Range<Int> {
        let range = range(node)
        return kind(node) == .string ? range.lowerBound + 1..<range.upperBound - 1 : range
    }

    /// Where the member's name lies, without quotes; empty for values that have none.
    package func name(_ node: Node) -> Range<Int> {
        let name = records[Int(node.index)].name
        return name.isEmpty ? name : name.lowerBound + 1..<name.upperBound - 1
    }

    /// The last member `name` of an object, as most readers take it.
    package func member(_ name: StaticString, of node: Node?) -> Node? {
        guard let node, kind(node) == .object else { return nil }
        var found: Node?
        for member in children(of: node) where isNamed(member, name) { found = member }
        return found
    }

    /// The value at a path of member names.
    package func member(_ first: StaticString, _ second: StaticString, of node: Node?) -> Node? {
        member(second, of: member(first, of: node))
    }

    /// The members or elements of a value, in order; none of a string, number or literal.
    package func children(of node: Node?) -> Children {
        Children(tree: self, index: node.map { records[Int($0.index)].child } ?? -1)
    }

    /// The elements of an array; none of anything else.
    package func elements(of node: Node?) -> Children {
        guard let node, kind(node) == .array else { return Children(tree: self, index: -1) }
        return children(of: node)
    }

    /// The members or elements of a value.
    package struct Children: Sequence, IteratorProtocol {
        let tree: JSONTree
        var index: Int32

        package mutating func next() -> Node? {
            guard index >= 0 else { return nil }
            defer { index = tree.records[Int(index)].next }
            return Node(index: index)
        }
    }

    /// Whether the value is the string `text`, however it is escaped.
    package func isString(_ node: Node?, _ text: StaticString) -> Bool {
        guard let node, kind(node) == .string else { return false }
        return says(text, in: content(node))
    }

    /// Whether the value is a string that is not empty.
    package func isText(_ node: Node?) -> Bool {
        guard let node, kind(node) == .string else { return false }
        return !content(node).isEmpty
    }

    /// The value is there and is not `null`.
    package func isPresent(_ node: Node?) -> Bool {
        guard let node else { return false }
        return kind(node) != .literal || bytes[range(node).lowerBound] != UInt8(ascii: "n")
    }

    /// The number as an integer, if it is one.
    package func integer(_ node: Node?) -> Int? {
        guard let node, kind(node) == .number else { return nil }
        return Int(String(decoding: bytes[range(node)], as: UTF8.self))
    }

    /// The value's bytes as they are written.
    package func raw(_ node: Node?) -> String? {
        node.map { String(decoding: bytes[range($0)], as: UTF8.self) }
    }

    /// The position of the value in its array or object.
    package func position(_ node: Node) -> Int { Int(records[Int(node.index)].position) }

    /// The object or array that the value is in.
    package func parent(_ node: Node) -> Node? {
        let parent = records[Int(node.index)].parent
        return parent < 0 ? nil : Node(index: parent)
    }

    /// The value's path, such as `choices[0].delta.content`.
    package func path(of node: Node) -> String {
        var trail = PathTrail()
        let place = place(node, in: &trail)
        return trail.text(of: place)
    }

    private func place(_ node: Node, in trail: inout PathTrail) -> PathTrail.Node {
        guard let parent = parent(node) else { return .root }
        let above = place(parent, in: &trail)
        if kind(parent) == .array { return trail.element(position(node), of: above) }
        return trail.member(nameText(node).span, of: above)
    }

    /// Whether the member's name is `name`, however it is escaped.
    package func isNamed(_ node: Node, _ name: StaticString) -> Bool {
        let range = self.name(node)
        return hasEscapedNames ? says(name, in: range) : holds(name, in: range)
    }

    /// The member's name, decoded.
    package func nameText(_ node: Node) -> [UInt8] {
        let range = name(node)
        return hasEscapedNames ? decoded(range) : Array(bytes[range])
    }

    /// The member's name as a string.
    package func nameString(_ node: Node) -> String { String(decoding: nameText(node), as: UTF8.self) }

    /// Calls `body` with the name and value of every member of an object that is a text, or a number or flag as it is
    /// written, in the order of the document.
    package func forEachText(of node: Node, _ body: (_ name: String, _ value: String) -> Void) {
        guard kind(node) == .object else { return }
        for member in children(of: node) {
            let value: String?
            switch kind(member) {
            case .string: value = string(member)
            case .number: value = raw(member)
            case .literal: value = isPresent(member) ? raw(member) : nil
            case .object, .array: value = nil
            }
            if let value { body(nameString(member), value) }
        }
    }

    /// Calls `body` with every string value and how `fields` wants it treated, in the order of the document.
    package func forEachString(_ fields: FieldTree, _ body: (Node, FieldTree.Treatment) -> Void) {
        forEachCursor(fields) { node, cursor in
            if kind(node) == .string { body(node, cursor.treatment) }
        }
    }

    /// Calls `body` with every value and how `fields` wants it treated, in the order of the document.
    package func forEachValue(_ fields: FieldTree, _ body: (Node, FieldTree.Treatment) -> Void) {
        forEachCursor(fields) { node, cursor in body(node, cursor.treatment) }
    }

    /// Calls `body` with every value and what `fields` knows of it, in the order of the document.
    func forEachCursor(_ fields: FieldTree, _ body: (Node, FieldTree.Cursor) -> Void) {
        var cursors = [fields.root]
        cursors.reserveCapacity(records.count)
        for index in records.indices {
            let record = records[index]
            if index > 0 {
                var cursor = cursors[Int(record.parent)]
                if !record.name.isEmpty {
                    let name = record.name.lowerBound + 1..<record.name.upperBound - 1
                    if hasEscapedNames {
                        let name = decoded(name)
                        cursor = fields.member(name.span, of: cursor)
                    } else {
                        cursor = fields.member(bytes.span.extracting(name), of: cursor)
                    }
                }
                cursors.append(cursor)
            }
            body(Node(index: Int32(index)), cursors[index])
        }
    }

    /// Whether a string or name is `text`, however it is escaped.
    private func says(_ text: StaticString, in range: Range<Int>) -> Bool {
        if holds(text, in: range) { return true }
        // An escape sequence has at most six bytes for one.
        guard range.count > text.utf8CodeUnitCount, range.count <= 6 * text.utf8CodeUnitCount else { return false }
        guard bytes[range].contains(UInt8(ascii: "\\")) else { return false }
        return text.withUTF8Buffer { unsafe decoded(range).elementsEqual($0) }
    }

    private func holds(_ text: StaticString, in range: Range<Int>) -> Bool {
        text.utf8CodeUnitCount == range.count && bytes.span.holds(text, at: range.lowerBound)
    }
}
