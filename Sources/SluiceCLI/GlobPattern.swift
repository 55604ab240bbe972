// A shell pattern for one name of a path.

import SluiceModel

/// A shell pattern for one name of a path: `*`, `?`, `[a-z]`, `[!a-z]`, `[[:alpha:]]`, and `\` before any of them.
///
/// Works on bytes, as Git does: `?` and a class take one, whatever character it is of.
package struct GlobPattern: Sendable, Hashable {
    private let elements: [Element]

    private enum Element: Sendable, Hashable {
        case byte(UInt8)
        case anyByte
        case anyText
        case oneOf([ClosedRange<UInt8>], isNegated: Bool)
    }

    /// Reads a pattern; nil when it can match nothing: an unclosed `[` or a `\` at the end, as in Git.
    package init?(_ pattern: some Sequence<UInt8>) {
        let bytes = Array(pattern)
        var elements: [Element] = []
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "*"):
                if elements.last != .anyText { elements.append(.anyText) }
            case UInt8(ascii: "?"):
                elements.append(.anyByte)
            case UInt8(ascii: "\\"):
                guard index < bytes.count else { return nil }
                elements.append(.byte(bytes[index]))
                index += 1
            case UInt8(ascii: "["):
                guard let element = GlobPattern.readClass(bytes, &index) else { return nil }
                elements.append(element)
            default:
                elements.append(.byte(byte))
            }
        }
        self.elements = elements
    }

    /// Whether the whole name matches. The time is at most the product of both lengths.
    package func matches(_ name: [UInt8]) -> Bool {
        Wildcards.match(count: elements.count, inputCount: name.count) { index in
            elements[index] == .anyText
        } isMatch: { index, place in
            takes(elements[index], name[place])
        }
    }

    private func takes(_ element: Element, _ byte: UInt8) -> Bool {
        switch element {
        case .anyText: false
        case .byte(let own): byte == own
        case .anyByte: true
        case .oneOf(let ranges, let isNegated): ranges.contains { $0.contains(byte) } != isNegated
        }
    }

    /// Reads what follows `[`, up to and with `]`.
    private static func readClass(_ bytes: [UInt8], _ index: inout Int) -> Element? {
        var ranges: [ClosedRange<UInt8>] = []
        var isNegated = false
        if index < bytes.count, bytes[index] == UInt8(ascii: "!") || bytes[index] == UInt8(ascii: "^") {
            isNegated = true
            index += 1
        }
        var isFirst = true
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "]"), !isFirst {
                index += 1
                return .oneOf(ranges, isNegated: isNegated)
            }
            isFirst = false
            if bytes[index...].starts(with: Array("[:".utf8)),
                let end = bytes[index...].firstIndex(of: UInt8(ascii: "]")), bytes[end - 1] == UInt8(ascii: ":"),
                end > index + 3
            {
                let name = String(decoding: bytes[index + 2..<end - 1], as: UTF8.self)
                guard let named = namedClasses[name] else { return nil }
                ranges += named
                index = end + 1
                continue
            }
            guard let low = readMember(bytes, &index) else { return nil }
            if index + 1 < bytes.count, bytes[index] == UInt8(ascii: "-"), bytes[index + 1] != UInt8(ascii: "]") {
                index += 1
                guard let high = readMember(bytes, &index) else { return nil }
                // A range that is the wrong way round holds nothing.
                if low <= high { ranges.append(low...high) }
            } else {
                ranges.append(low...low)
            }
        }
        return nil
    }

    private static func readMember(_ bytes: [UInt8], _ index: inout Int) -> UInt8? {
        if bytes[index] == UInt8(ascii: "\\") { index += 1 }
        guard index < bytes.count else { return nil }
        index += 1
        return bytes[index - 1]
    }

    private static let namedClasses: [String: [ClosedRange<UInt8>]] = [
        "alnum": [0x30...0x39, 0x41...0x5A, 0x61...0x7A],
        "alpha": [0x41...0x5A, 0x61...0x7A],
        "blank": [0x09...0x09, 0x20...0x20],
        "cntrl": [0x00...0x1F, 0x7F...0x7F],
        "digit": [0x30...0x39],
        "graph": [0x21...0x7E],
        "lower": [0x61...0x7A],
        "print": [0x20...0x7E],
        "punct": [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E],
        "space": [0x09...0x0D, 0x20...0x20],
        "upper": [0x41...0x5A],
        "xdigit": [0x30...0x39, 0x41...0x46, 0x61...0x66],
    ]
}
