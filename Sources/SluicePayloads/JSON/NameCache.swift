// Where names that come again and again were stored first.

import SluiceMatching
import SluiceModel

/// Where names that come again and again were stored first, so that they are stored once. It knows the latest name of
/// each of a few classes only and is no promise.
struct NameCache: Sendable {
    private struct Entry: Sendable {
        var start: Int32 = 0
        var count: Int32 = -1
        var kind = MemberKind.other
    }

    /// Empty until a name comes, as most lanes of streams have none.
    private var entries: [Entry] = []

    /// Where `name` is in `names`, to which it is added if need be, and what it says.
    mutating func place(of name: Span<UInt8>, in names: inout [UInt8]) -> (start: Int, kind: MemberKind) {
        guard name.count > 0 else { return (0, .other) }
        let mixed = Int(name[0]) &+ Int(name[name.count / 2]) &* 5 &+ Int(name[name.count - 1]) &* 3 &+ name.count
        let place = mixed & 63
        if entries.isEmpty { entries = Array(repeating: Entry(), count: 64) }
        let entry = entries[place]
        if Int(entry.count) == name.count, Self.isName(name, names.span, at: Int(entry.start)) {
            return (Int(entry.start), entry.kind)
        }
        let start = names.count
        names.append(copying: name)
        let kind = MemberKind(name: name)
        entries[place] = Entry(
            start: Int32(truncatingIfNeeded: start),
            count: Int32(truncatingIfNeeded: name.count),
            kind: kind
        )
        return (start, kind)
    }

    @inline(__always)
    private static func isName(_ name: Span<UInt8>, _ names: Span<UInt8>, at start: Int) -> Bool {
        for index in name.indices where names[start &+ index] != name[index] { return false }
        return true
    }
}
