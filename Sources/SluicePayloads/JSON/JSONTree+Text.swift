// Decodes the strings of a document that is read as a tree.

extension JSONTree {
    /// A string's text with its escapes decoded; nil of any other value.
    ///
    /// Bytes that are no UTF-8 stay as they are. Half of a pair of surrogates becomes U+FFFD, and an ill-formed escape
    /// stays as it is spelled.
    package func text(_ node: Node?) -> [UInt8]? {
        guard let node, kind(node) == .string else { return nil }
        return decoded(content(node))
    }

    /// What the inside of a string or name says.
    func decoded(_ range: Range<Int>) -> [UInt8] {
        let content = bytes[range]
        guard content.contains(UInt8(ascii: "\\")) else { return Array(content) }
        var text: [UInt8] = []
        text.reserveCapacity(content.count)
        var rest = content
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let letter = rest.first else {
                text.append(byte)
                continue
            }
            switch letter {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
            case UInt8(ascii: "b"): text.append(0x08)
            case UInt8(ascii: "f"): text.append(0x0C)
            case UInt8(ascii: "n"): text.append(0x0A)
            case UInt8(ascii: "r"): text.append(0x0D)
            case UInt8(ascii: "t"): text.append(0x09)
            case UInt8(ascii: "u"):
                guard let unit = Self.unit(rest.dropFirst()) else {
                    text.append(byte)
                    continue
                }
                rest = rest.dropFirst(5)
                Self.append(unit, following: &rest, to: &text)
                continue
            default:
                text.append(byte)
                continue
            }
            rest = rest.dropFirst()
        }
        return text
    }

    /// A string's text; bytes that are no UTF-8 become U+FFFD. Nil of any other value.
    package func string(_ node: Node?) -> String? {
        text(node).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The value of `true` or `false`; nil of any other value.
    package func bool(_ node: Node?) -> Bool? {
        switch raw(node) {
        case "true": true
        case "false": false
        default: nil
        }
    }

    /// The texts of the members of an object whose values are strings.
    package func strings(of node: Node?) -> [String: String] {
        guard let node, kind(node) == .object else { return [:] }
        var strings: [String: String] = [:]
        for member in children(of: node) {
            guard let value = string(member) else { continue }
            strings[nameString(member)] = value
        }
        return strings
    }

    /// The value's bytes as they are written.
    package func slice(_ node: Node) -> [UInt8] { Array(bytes[range(node)]) }

    /// The document with values replaced by other JSON; the ranges must not overlap.
    package func replacing(_ edits: [(node: Node, json: [UInt8])]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var position = 0
        for edit in edits.sorted(by: { range($0.node).lowerBound < range($1.node).lowerBound }) {
            let range = range(edit.node)
            result += bytes[position..<range.lowerBound]
            result += edit.json
            position = range.upperBound
        }
        return result + bytes[position...]
    }

    /// The UTF-16 unit that four hexadecimal digits spell.
    private static func unit(_ digits: ArraySlice<UInt8>) -> UInt16? {
        guard digits.count >= 4 else { return nil }
        var unit: UInt16 = 0
        for digit in digits.prefix(4) {
            let value: UInt8
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = digit - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): value = digit - UInt8(ascii: "A") + 10
            default: return nil
            }
            unit = unit << 4 | UInt16(value)
        }
        return unit
    }

    /// Appends what a unit stands for, together with the second half of its pair if that follows.
    private static func append(_ unit: UInt16, following rest: inout ArraySlice<UInt8>, to text: inout [UInt8]) {
        var scalar = Unicode.Scalar(unit)
        if UTF16.isLeadSurrogate(unit), rest.starts(with: "\\u".utf8), let second = Self.unit(rest.dropFirst(2)),
            UTF16.isTrailSurrogate(second)
        {
            scalar = Unicode.Scalar(0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(second) - 0xDC00))
            rest = rest.dropFirst(6)
        }
        text += Array(String(Character(scalar ?? "\u{FFFD}")).utf8)
    }
}
