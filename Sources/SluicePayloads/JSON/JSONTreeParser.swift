// Reads one JSON document into the records of a tree.

/// Reads one JSON document into the records of a tree, without recursion.
struct JSONTreeParser {
    private let bytes: [UInt8]
    private var position = 0
    private var records: [JSONTree.Record] = []
    private var hasEscapedNames = false
    private var hasEscape = false
    /// The open objects and arrays.
    private var stack: [Open] = []

    private struct Open {
        var index: Int32
        var isObject: Bool
        var last: Int32 = -1
        var count: Int32 = 0
    }

    /// The records of the document in `bytes`, its values in order, and whether any name has an escape; nil if it is not one.
    static func parse(_ bytes: [UInt8]) -> (records: [JSONTree.Record], hasEscapedNames: Bool)? {
        var parser = JSONTreeParser(bytes: bytes)
        parser.records.reserveCapacity(bytes.count / 16 + 8)
        return parser.document() ? (parser.records, parser.hasEscapedNames) : nil
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private mutating func document() -> Bool {
        skipBlanks()
        guard value(name: 0..<0) else { return false }
        while let open = stack.last {
            skipBlanks()
            guard position < bytes.count else { return false }
            let closing = open.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
            if bytes[position] == closing {
                position += 1
                let range = records[Int(open.index)].range
                records[Int(open.index)].range = range.lowerBound..<position
                stack.removeLast()
                continue
            }
            if open.count > 0 {
                guard take(UInt8(ascii: ",")) else { return false }
                skipBlanks()
            }
            var name = 0..<0
            if open.isObject {
                hasEscape = false
                guard let quoted = string() else { return false }
                name = quoted
                if hasEscape { hasEscapedNames = true }
                skipBlanks()
                guard take(UInt8(ascii: ":")) else { return false }
                skipBlanks()
            }
            guard value(name: name) else { return false }
        }
        skipBlanks()
        return position == bytes.count
    }

    /// Reads a string, number or literal, or the opening bracket of an object or array.
    private mutating func value(name: Range<Int>) -> Bool {
        guard position < bytes.count else { return false }
        let start = position
        switch bytes[position] {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            guard stack.count < JSONTree.deepest else { return false }
            let isObject = bytes[position] == UInt8(ascii: "{")
            position += 1
            add(isObject ? .object : .array, start..<position, name)
            stack.append(Open(index: Int32(records.count - 1), isObject: isObject))
        case UInt8(ascii: "\""):
            guard let range = string() else { return false }
            add(.string, range, name)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            while position < bytes.count, Self.isNumberByte(bytes[position]) { position += 1 }
            add(.number, start..<position, name)
        default:
            while position < bytes.count, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[position]) {
                position += 1
            }
            guard ["null", "true", "false"].contains(String(decoding: bytes[start..<position], as: UTF8.self)) else {
                return false
            }
            add(.literal, start..<position, name)
        }
        return true
    }

    private mutating func add(_ kind: JSONTree.Kind, _ range: Range<Int>, _ name: Range<Int>) {
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
    private mutating func string() -> Range<Int>? {
        let start = position
        guard take(UInt8(ascii: "\"")) else { return nil }
        while position < bytes.count {
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

    private mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipBlanks() {
        while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
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
