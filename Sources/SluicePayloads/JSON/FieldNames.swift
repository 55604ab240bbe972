// The names that a tree of fields spells out, found without making a key.

import SluiceMatching

/// The names that a tree of fields spells out: a table of open addressing, so that a lookup makes no key.
struct FieldNames: Sendable {
    private struct Entry: Sendable {
        var hash: UInt32
        var parent: Int32
        /// -1 in an empty place.
        var child: Int32 = -1
        var start: Int32 = 0
        var count: Int32 = 0
    }

    private var entries: [Entry] = []
    private var used = 0
    private var bytes: [UInt8] = []

    /// The node of the member `name` below `parent`.
    func child(_ name: Span<UInt8>, of parent: Int32) -> Int32? {
        guard !entries.isEmpty else { return nil }
        let hash = Self.hash(name, parent)
        let mask = entries.count - 1
        var place = Int(hash) & mask
        while entries[place].child >= 0 {
            let entry = entries[place]
            if entry.hash == hash, entry.parent == parent, Int(entry.count) == name.count,
                Self.isName(name, bytes.span, at: Int(entry.start))
            {
                return entry.child
            }
            place = (place + 1) & mask
        }
        return nil
    }

    /// Adds the member `name`, which is not known yet, below `parent`.
    mutating func add(_ name: [UInt8], _ child: Int32, of parent: Int32) {
        // At most a quarter is used, so that a name that is none of them is told by its first place mostly.
        if used * 4 >= entries.count {
            let old = entries
            let empty = Entry(hash: 0, parent: 0)
            entries = Array(repeating: empty, count: max(16, old.count * 2))
            for entry in old where entry.child >= 0 { insert(entry) }
        }
        let start = Int32(bytes.count)
        bytes += name
        used += 1
        let hash = Self.hash(name.span, parent)
        insert(Entry(hash: hash, parent: parent, child: child, start: start, count: Int32(name.count)))
    }

    private mutating func insert(_ entry: Entry) {
        let mask = entries.count - 1
        var place = Int(entry.hash) & mask
        while entries[place].child >= 0 { place = (place + 1) & mask }
        entries[place] = entry
    }

    @inline(__always)
    private static func isName(_ name: Span<UInt8>, _ names: Span<UInt8>, at start: Int) -> Bool {
        for index in name.indices where names[start &+ index] != name[index] { return false }
        return true
    }

    /// Mixes the length, the ends and the middle: enough for the few names of a tree, and as cheap for a long name. All
    /// names in the table are the tree's own, so that documents cannot make its chains longer.
    @inline(__always)
    private static func hash(_ name: Span<UInt8>, _ parent: Int32) -> UInt32 {
        var mixed = UInt64(truncatingIfNeeded: name.count) << 32 ^ UInt64(truncatingIfNeeded: parent) << 40
        if name.count > 0 {
            mixed ^= UInt64(name[0]) | UInt64(name[name.count - 1]) << 8 | UInt64(name[name.count / 2]) << 16
            mixed ^= UInt64(name[name.count / 4]) << 24
        }
        mixed &*= 0x9E37_79B9_7F4A_7C15
        return UInt32(truncatingIfNeeded: mixed >> 32)
    }
}
