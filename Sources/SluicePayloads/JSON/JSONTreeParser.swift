// Reads one JSON document into the records of a tree.

import SluiceMatching

/// Reads one JSON document into the records of a tree, without recursion.
struct JSONTreeParser {
    private var position = 0
    private var records: [JSONTree.Record] = []
    private var hasEscapedNames = false
    private var hasEscape = false
    /// The open objects and arrays.
    private var stack: [Open] = []

    /// Whether values below the deepest of the tree are passed over.
    private let skipsDeepValues: Bool
    private var isCut = false

    private init(skipsDeepValues: Bool) {
        self.skipsDeepValues = skipsDeepValues
    }

    private struct Open {
        /// -1 of one that is passed over.
        var index: Int32
        var isObject: Bool
        var last: Int32 = -1
        var count: Int32 = 0
    }

    /// The records of the document in `bytes`, its values in order, whether any name has an escape, and whether values
    /// were passed over; nil if it is not one.
    static func parse(
        _ bytes: Span<UInt8>,
        skipsDeepValues: Bool
    ) -> (records: [JSONTree.Record], hasEscapedNames: Bool, isCut: Bool)? {
        guard bytes.count <= JSONTree.longest else { return nil }
        var parser = JSONTreeParser(skipsDeepValues: skipsDeepValues)
        parser.records.reserveCapacity(bytes.count / 16 + 8)
        return parser.document(bytes) ? (parser.records, parser.hasEscapedNames, parser.isCut) : nil
    }

    private mutating func document(_ bytes: Span<UInt8>) -> Bool {
        skipBlanks(bytes)
        guard value(bytes, name: 0..<0) else { return false }
        while let open = stack.last {
            skipBlanks(bytes)
            if close(open, bytes) { continue }
            if open.count > 0 {
                guard take(UInt8(ascii: ","), bytes) else { return false }
                skipBlanks(bytes)
                // What stands behind a last comma is nothing, as for `JSONReader`.
                if close(open, bytes) { continue }
            }
            var name = 0..<0
            if open.isObject {
                hasEscape = false
                guard let quoted = string(bytes) else { return false }
                name = quoted
                if hasEscape { hasEscapedNames = true }
                skipBlanks(bytes)
                guard take(UInt8(ascii: ":"), bytes) else { return false }
                skipBlanks(bytes)
            }
            guard value(bytes, name: name) else { return false }
        }
        skipBlanks(bytes)
        return position == bytes.count
    }

    /// Reads the bracket that ends the innermost object or array.
    private mutating func close(_ open: Open, _ bytes: Span<UInt8>) -> Bool {
        guard take(open.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"), bytes) else { return false }
        if open.index >= 0 { records[Int(open.index)].close(at: position) }
        stack.removeLast()
        return true
    }

    /// Reads a string, number or literal, or the opening bracket of an object or array.
    private mutating func value(_ bytes: Span<UInt8>, name: Range<Int>) -> Bool {
        guard position < bytes.count, records.count < JSONTree.mostValues else { return false }
        let start = position
        switch bytes[position] {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            let isRecorded = stack.count < JSONTree.deepest
            guard isRecorded || skipsDeepValues && stack.count < JSONReader.deepestNesting else { return false }
            let isObject = bytes[position] == UInt8(ascii: "{")
            position += 1
            if isRecorded {
                add(isObject ? .object : .array, start..<position, name)
            } else {
                passOver()
            }
            stack.append(Open(index: isRecorded ? Int32(records.count - 1) : -1, isObject: isObject))
        case UInt8(ascii: "\""):
            guard let range = string(bytes) else { return false }
            add(.string, range, name)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            while position < bytes.count, Self.isNumberByte(bytes[position]) { position += 1 }
            if position == start + 1, bytes.holds("-Infinity", at: start) { position += "Infinity".utf8.count }
            add(.number, start..<position, name)
        case UInt8(ascii: "n"): return literal("null", bytes, name)
        case UInt8(ascii: "t"): return literal("true", bytes, name)
        case UInt8(ascii: "f"): return literal("false", bytes, name)
        case UInt8(ascii: "N"): return literal("NaN", bytes, name)
        case UInt8(ascii: "I"): return literal("Infinity", bytes, name)
        default: return false
        }
        return true
    }

    private mutating func literal(_ spelling: StaticString, _ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
        guard bytes.holds(spelling, at: position) else { return false }
        let start = position
        position += spelling.utf8CodeUnitCount
        add(.literal, start..<position, name)
        return true
    }

    /// Counts a value that lies too deep for the tree.
    private mutating func passOver() {
        isCut = true
        stack[stack.count - 1].count += 1
    }

    private mutating func add(_ kind: JSONTree.Kind, _ range: Range<Int>, _ name: Range<Int>) {
        if stack.count > JSONTree.deepest { return passOver() }
        let index = Int32(records.count)
        var record = JSONTree.Record(kind: kind, range: range, name: name, parent: -1, position: 0)
        if let open = stack.last {
            record.parent = open.index
            record.position = open.count
            if open.last >= 0 {
                records[Int(open.last)].next = index
            } else {
                records[Int(open.index)].child = index
            }
            stack[stack.count - 1].last = index
            stack[stack.count - 1].count += 1
        }
        records.append(record)
    }

    /// Reads a string; the result is its range with the quotes.
    private mutating func string(_ bytes: Span<UInt8>) -> Range<Int>? {
        let start = position
        guard take(UInt8(ascii: "\""), bytes) else { return nil }
        while position < bytes.count {
            position = JSONStringEnd.find(bytes, from: position, upTo: bytes.count)
            guard position < bytes.count else { return nil }
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                return start..<position
            case UInt8(ascii: "\\"):
                hasEscape = true
                position += 2
            default:
                position += 1
            }
        }
        return nil
    }

    private mutating func take(_ byte: UInt8, _ bytes: Span<UInt8>) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipBlanks(_ bytes: Span<UInt8>) {
        while position < bytes.count, JSONBytes.isBlank(bytes[position]) { position += 1 }
    }

    private static func isNumberByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
            UInt8(ascii: "e"), UInt8(ascii: "E"):
            true
        default:
            false
        }
    }
}
