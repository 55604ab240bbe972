// The paths of a document's values, kept only as long as they may be asked for.

import SluiceMatching
package import SluiceModel

/// The paths of a document's values. A value's path is a chain of nodes, so that naming it costs one node, and the text
/// of a path is made only when a finding needs it.
package struct PathTrail: Sendable {
    /// One value's place.
    package struct Node: Sendable, Hashable, Comparable {
        /// The document's root.
        package static let root = Node(index: 0)
        fileprivate let index: Int32

        /// What a value is in comes before it.
        package static func < (left: Node, right: Node) -> Bool { left.index < right.index }
    }

    /// What a value is, as far as something in it has shown.
    package enum Shape: UInt8, Sendable {
        /// Nothing in it has been placed: a string, a number, or something empty.
        case plain
        case object, array
        /// A string that holds a document.
        case document
    }

    private enum Step: Sendable {
        case root
        case name(start: Int, count: Int, kind: MemberKind)
        case index(Int)
        case inner
    }

    /// A step and the node that it leads on from, packed, as there is one for every value.
    private struct Link: Sendable {
        var parent: Int32
        /// The innermost value around it, or it itself, whose name says that it may belong to a tool; 0 for none.
        var holder: Int32 = 0
        var shape = Shape.plain
        /// The length of a name, or which other step it is.
        private var count: Int32
        /// Where a name is, with its kind in the highest byte; or an index.
        private var value: Int

        private static let kindShift = 56

        init(parent: Int32, step: Step) {
            self.parent = parent
            switch step {
            case .name(let start, let length, let kind):
                (count, value) = (Int32(length), start | Int(kind.rawValue) << Self.kindShift)
            case .index(let index): (count, value) = (-1, index)
            case .inner: (count, value) = (-2, 0)
            case .root: (count, value) = (-3, 0)
            }
        }

        var step: Step {
            switch count {
            case -1: .index(value)
            case -2: .inner
            case -3: .root
            default: .name(start: value & (1 << Self.kindShift - 1), count: Int(count), kind: kind)
            }
        }

        /// What the name says; `other` where the step is none.
        var kind: MemberKind {
            count < 0 ? .other : MemberKind(rawValue: UInt8(truncatingIfNeeded: value >> Self.kindShift)) ?? .other
        }

        /// What the value is that it is a step from.
        var shapeOfParent: Shape { isElement ? .array : isInner ? .document : .object }

        var isElement: Bool { count == -1 }
        var isInner: Bool { count == -2 }
    }

    private var links = PathTrail.root
    private var names: [UInt8] = []
    private var known = NameCache()

    /// What all trails begin with: most lanes of streams have nothing more.
    private static let root = [Link(parent: -1, step: .root)]

    /// A trail that knows the root.
    package init() {}

    /// How much is kept; a caller that needs no old paths any more may ask for `compact` when this is large.
    package var count: Int { links.count }

    /// The member `name` of the object at `parent`.
    package mutating func member(_ name: Span<UInt8>, of parent: Node) -> Node {
        let (start, kind) = known.place(of: name, in: &names)
        return add(.name(start: start, count: name.count, kind: kind), parent)
    }

    /// What a name says.
    package mutating func kind(ofName name: Span<UInt8>) -> MemberKind { known.place(of: name, in: &names).kind }

    /// The element `index` of the array at `parent`.
    package mutating func element(_ index: Int, of parent: Node) -> Node {
        add(.index(index), parent)
    }

    /// The document inside the string at `parent`.
    package mutating func inner(of parent: Node) -> Node {
        add(.inner, parent)
    }

    /// What the name of the member at `node` says; of an element of an array, what the array's does.
    package func kind(of node: Node) -> MemberKind { links[Int(member(of: node).index)].kind }

    /// Whether the member at `node`, or the one whose array it is in, has a name.
    package func isMember(_ node: Node, named name: StaticString) -> Bool {
        guard case .name(let start, let count, _) = links[Int(member(of: node).index)].step else { return false }
        return names[start..<start + count].elementsEqual(name.description.utf8)
    }

    /// The object that the value at `node` is in, arrays left out of account; the root where it is in none.
    package func object(of node: Node) -> Node { parent(of: member(of: node)) }

    /// The value that the one at `node` is in; of a document in a string, that string. The root is in itself.
    package func parent(of node: Node) -> Node { Node(index: max(0, links[Int(node.index)].parent)) }

    /// Whether the value at `node` is the one at `outer` or lies in it, fewer than `steps` values deep.
    package func isWithin(_ node: Node, _ outer: Node, steps: Int) -> Bool {
        var place = node
        for _ in 0..<steps where place > outer { place = parent(of: place) }
        return place == outer
    }

    /// The innermost value around the one at `node`, or it itself, that may be what a tool is called with or what it
    /// gave; the root where there is none.
    package func holder(of node: Node) -> Node { Node(index: links[Int(node.index)].holder) }

    /// What the value at `node` is, as far as something in it has shown.
    package func shape(of node: Node) -> Shape { links[Int(node.index)].shape }

    /// Whether `node` is an element of an array.
    package func isElement(_ node: Node) -> Bool { links[Int(node.index)].isElement }

    /// Whether `node` is a document in a string.
    package func isInner(_ node: Node) -> Bool { links[Int(node.index)].isInner }

    /// What the name says by which the value at `node` is a member of its object, or the string that it is the document
    /// in.
    package func directKind(of node: Node) -> MemberKind {
        let link = links[Int(node.index)]
        return link.isInner ? links[Int(max(0, link.parent))].kind : link.kind
    }

    /// The member that holds the value at `node`: the value itself or the array that it is in.
    private func member(of node: Node) -> Node {
        var index = node.index
        while index > 0, links[Int(index)].isElement { index = links[Int(index)].parent }
        return Node(index: max(0, index))
    }

    /// The path as text, such as `messages[2].content`; `body|choices[0]` is `choices[0]` of the document in the string
    /// `body`. The root is `$`. It holds names as they are: `ReportedPath` makes what may be shown of it.
    package func text(of node: Node) -> String {
        var steps: [Step] = []
        var index = node.index
        while index >= 0, index < links.count {
            steps.append(links[Int(index)].step)
            index = links[Int(index)].parent
        }
        var text = ""
        for step in steps.reversed() {
            switch step {
            case .root: break
            case .index(let index): text += "[\(index)]"
            case .inner: text += "|"
            case .name(let start, let count, _):
                let name = names[start..<start + count]
                if Self.isPlain(name) {
                    if !text.isEmpty, text.last != "|" { text += "." }
                    text += String(decoding: name, as: UTF8.self)
                } else {
                    text += "[\"" + Self.visible(name) + "\"]"
                }
            }
        }
        return text.isEmpty ? "$" : text
    }

    /// Forgets everything but the chains of `kept`, whose nodes are replaced by their new names.
    package mutating func compact(keeping kept: inout [Node]) {
        var new = PathTrail()
        var moved: [Int32: Node] = [0: .root]
        for position in kept.indices { kept[position] = move(kept[position].index, into: &new, moved: &moved) }
        self = new
    }

    private func move(_ index: Int32, into new: inout PathTrail, moved: inout [Int32: Node]) -> Node {
        var chain: [Int32] = []
        var index = index
        while moved[index] == nil {
            chain.append(index)
            index = links[Int(index)].parent
        }
        var node = moved[index] ?? .root
        for old in chain.reversed() {
            switch links[Int(old)].step {
            case .root: break
            case .index(let element): node = new.element(element, of: node)
            case .inner: node = new.inner(of: node)
            case .name(let start, let count, _):
                node = new.member(names.span.extracting(start..<start + count), of: node)
            }
            moved[old] = node
        }
        return node
    }

    private mutating func add(_ step: Step, _ parent: Node) -> Node {
        var link = Link(parent: parent.index, step: step)
        let index = Int32(links.count)
        let outer = Int(parent.index)
        link.holder = link.kind.mayBelongToTool ? index : links[outer].holder
        if links[outer].holder == parent.index, links[outer].shape == .plain { links[outer].shape = link.shapeOfParent }
        links.append(link)
        return Node(index: index)
    }

    private static func isPlain(_ name: ArraySlice<UInt8>) -> Bool {
        guard let first = name.first, first < 0x30 || first > 0x39 else { return false }
        return name.allSatisfy { byte in
            byte == 0x5F || byte == 0x2D || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                || (0x61...0x7A).contains(byte)
        }
    }

    private static func visible(_ name: ArraySlice<UInt8>) -> String {
        var text = ""
        for scalar in String(decoding: name, as: UTF8.self).unicodeScalars {
            text += scalar == "\"" || scalar == "\\" ? "\\\(scalar)" : scalar.value < 0x20 ? "\u{FFFD}" : "\(scalar)"
        }
        return text
    }
}
