// Writes text so that it may stand inside strings of documents inside strings.

/// Writes text so that it may stand inside strings of documents inside strings.
package enum JSONEscape {
    /// The text escaped `depth` times: as it must be written inside a string of a document that is in `depth - 1`
    /// strings itself. 0 leaves it as it is.
    package static func escaped(_ text: [UInt8], depth: Int) -> [UInt8] {
        var text = text
        for _ in 0..<max(0, depth) {
            guard text.contains(where: needsEscape) else { return text }
            text = escapedOnce(text)
        }
        return text
    }

    /// The text as a JSON string that takes the place of a number in a document that is in `depth` strings.
    package static func quoted(_ text: [UInt8], depth: Int) -> [UInt8] {
        escaped([UInt8(ascii: "\"")] + escapedOnce(text) + [UInt8(ascii: "\"")], depth: depth)
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private static func escapedOnce(_ text: [UInt8]) -> [UInt8] {
        var escaped: [UInt8] = []
        escaped.reserveCapacity(text.count + 8)
        for byte in text {
            guard needsEscape(byte) else {
                escaped.append(byte)
                continue
            }
            escaped.append(UInt8(ascii: "\\"))
            switch byte {
            case 0x08: escaped.append(UInt8(ascii: "b"))
            case 0x09: escaped.append(UInt8(ascii: "t"))
            case 0x0A: escaped.append(UInt8(ascii: "n"))
            case 0x0C: escaped.append(UInt8(ascii: "f"))
            case 0x0D: escaped.append(UInt8(ascii: "r"))
            case 0x00...0x1F:
                let digits = Array("0123456789abcdef".utf8)
                escaped += [UInt8(ascii: "u"), UInt8(ascii: "0"), UInt8(ascii: "0")]
                escaped += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: escaped.append(byte)
            }
        }
        return escaped
    }
}
