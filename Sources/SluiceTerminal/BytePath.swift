// A file's path as the bytes that the system knows it by.

/// A file's path as the bytes that the system knows it by, which need not be UTF-8.
package struct BytePath: Sendable, Hashable {
    package let bytes: [UInt8]

    package init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The path with a text's UTF-8 bytes.
    package init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// Standard input, as people name it on a command line.
    package static let standardInput = BytePath("-")

    private static let slash: UInt8 = 0x2F

    /// The path as text; bytes that are not UTF-8 become U+FFFD.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Whether the path starts at the root.
    package var isAbsolute: Bool { bytes.first == BytePath.slash }

    /// The parts between slashes, without empty ones and `.`.
    package var segments: [[UInt8]] {
        bytes.split(separator: BytePath.slash).map(Array.init).filter { $0 != [0x2E] }
    }

    /// The path without `.` and doubled slashes, so that two spellings of a place are one.
    package var plain: BytePath {
        let path = Array(segments.joined(separator: [BytePath.slash]))
        if isAbsolute { return BytePath(bytes: [BytePath.slash] + path) }
        return path.isEmpty ? BytePath(".") : BytePath(bytes: path)
    }

    /// The path of an entry of this directory. The current directory `.` is left out.
    package func appending(_ name: [UInt8]) -> BytePath {
        if bytes == [0x2E] || bytes == Array("./".utf8) || bytes.isEmpty { return BytePath(bytes: name) }
        return BytePath(bytes: bytes.last == BytePath.slash ? bytes + name : bytes + [BytePath.slash] + name)
    }

    /// The directory that the path is in; the root is in itself.
    package var parent: BytePath {
        guard let index = bytes.lastIndex(of: BytePath.slash) else { return BytePath(".") }
        return index == 0 ? BytePath("/") : BytePath(bytes: Array(bytes[..<index]))
    }

    /// A URI reference (RFC 3986): `file:///…` for an absolute path, a relative reference otherwise.
    package var uri: String {
        var text = isAbsolute ? "file://" : ""
        for byte in plain.bytes {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), BytePath.slash:
                text.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                text += byte < 16 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return text
    }
}
