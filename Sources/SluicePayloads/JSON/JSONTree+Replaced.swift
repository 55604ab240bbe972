// Members that later ones of the same name replace.

extension JSONTree {
    private struct Member: Hashable {
        var parent: Int32
        var name: [UInt8]
    }

    /// The members that later ones of the same name replace for most readers, each with how many do. Linear.
    func replacedMembers() -> [Node: Int] {
        guard mayHaveReplaced else { return [:] }
        var counts: [Member: Int] = [:]
        var replaced: [Node: Int] = [:]
        for index in records.indices.reversed() where !records[index].name.isEmpty {
            let node = Node(index: Int32(index))
            let member = Member(parent: records[index].parent, name: nameText(node))
            let later = counts[member] ?? 0
            if later > 0 { replaced[node] = later }
            counts[member] = later + 1
        }
        return replaced
    }

    /// Whether two members of an object may have the same name: told by hashes, as most events have none.
    private var mayHaveReplaced: Bool {
        var seen: Set<Int> = []
        seen.reserveCapacity(records.count)
        for index in records.indices where !records[index].name.isEmpty {
            var hasher = Hasher()
            hasher.combine(records[index].parent)
            hasher.combine(nameText(Node(index: Int32(index))))
            if !seen.insert(hasher.finalize()).inserted { return true }
        }
        return false
    }

    /// Says which of several members of one name a value is in: what is in one that is replaced is no part of the text
    /// in the last.
    func mark(of node: Node, _ replaced: [Node: Int]) -> String {
        var mark = ""
        var place = Optional(node)
        while let node = place {
            if let later = replaced[node] { mark = "#\(later)" + mark }
            place = parent(node)
        }
        return mark
    }
}
