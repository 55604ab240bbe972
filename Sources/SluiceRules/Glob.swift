// Matches file paths against shell patterns.

import SluiceModel

/// A shell pattern for file paths, as ignore files use them. Case-sensitive, bytes of UTF-8.
///
/// | in a pattern | matches |
/// | --- | --- |
/// | `?` | one character, not `/` |
/// | `*` | any characters, none included, not `/` |
/// | `**` as a whole segment | any number of segments, none included; at the end at least one |
/// | `[a-z_]`, `[!a-z]`, `[^a-z]` | one character of the class, or one that is not in it; never `/` |
/// | `\` | the next character itself |
///
/// A pattern without a `/` inside is tried against the last segment of a path at any depth. One with a `/`, at the
/// start or in the middle, is tried against the path from its start. A pattern that ends in `/` matches everything
/// below the directories that it names. A `[` that is never closed is a plain character.
package struct Glob: Sendable, Hashable {
    /// The pattern as it was written.
    package let pattern: String
    private let segments: [Segment]

    private enum Segment: Sendable, Hashable {
        case anyDepth
        case text([Element])
    }

    private enum Element: Sendable, Hashable {
        case scalar(UInt32)
        case anyOne
        case anyRun
        case oneOf([ClosedRange<UInt32>], isInverted: Bool)
    }

    /// Parses a pattern. Every text is a pattern; an empty one matches no file.
    package init(_ pattern: String) {
        self.pattern = pattern
        var texts = Array(pattern.unicodeScalars.map(\.value))
            .split(separator: UInt32(UInt8(ascii: "/")), omittingEmptySubsequences: false)
        let isDirectory = texts.count > 1 && texts.last?.isEmpty == true
        if isDirectory { texts.removeLast() }
        let isAnchored = texts.count > 1
        var segments: [Segment] = isAnchored ? [] : [.anyDepth]
        for text in texts where !text.isEmpty && !text.elementsEqual([UInt32(UInt8(ascii: "."))]) {
            let segment = Self.segment(text)
            if segment != .anyDepth || segments.last != .anyDepth { segments.append(segment) }
        }
        if segments.allSatisfy({ $0 == .anyDepth }), !pattern.contains("*") { segments = [] }
        if isDirectory, !segments.isEmpty, segments.last != .anyDepth { segments.append(.anyDepth) }
        // A `**` at the end needs something below: `a/**` is not `a`.
        if segments.last == .anyDepth { segments.append(.text([.anyRun])) }
        self.segments = segments
    }

    /// Whether the pattern matches a path. Leading `/` and `./` and repeated slashes of the path do not count.
    package func matches(_ path: String) -> Bool {
        let parts = path.unicodeScalars.split(separator: "/").filter { !$0.elementsEqual(["."]) }
            .map { Array($0.lazy.map(\.value)) }
        return Wildcards.match(count: segments.count, inputCount: parts.count) { index in
            segments[index] == .anyDepth
        } isMatch: { index, inputIndex in
            guard case .text(let elements) = segments[index] else { return false }
            return Self.matches(elements, parts[inputIndex])
        }
    }

    private static func matches(_ elements: [Element], _ text: [UInt32]) -> Bool {
        Wildcards.match(count: elements.count, inputCount: text.count) { index in
            elements[index] == .anyRun
        } isMatch: { index, inputIndex in
            let scalar = text[inputIndex]
            switch elements[index] {
            case .scalar(let wanted): return scalar == wanted
            case .anyOne: return true
            case .anyRun: return false
            case .oneOf(let ranges, let isInverted): return ranges.contains { $0.contains(scalar) } != isInverted
            }
        }
    }

    private static func segment(_ text: ArraySlice<UInt32>) -> Segment {
        let star = UInt32(UInt8(ascii: "*"))
        if text.count == 2, text.allSatisfy({ $0 == star }) { return .anyDepth }
        var elements: [Element] = []
        var index = text.startIndex
        while index < text.endIndex {
            let scalar = text[index]
            index += 1
            switch scalar {
            case star:
                if elements.last != .anyRun { elements.append(.anyRun) }
            case UInt32(UInt8(ascii: "?")):
                elements.append(.anyOne)
            case UInt32(UInt8(ascii: "\\")) where index < text.endIndex:
                elements.append(.scalar(text[index]))
                index += 1
            case UInt32(UInt8(ascii: "[")):
                if let (element, end) = characterClass(text, from: index) {
                    elements.append(element)
                    index = end
                } else {
                    elements.append(.scalar(scalar))
                }
            default:
                elements.append(.scalar(scalar))
            }
        }
        return .text(elements)
    }

    /// The class whose `[` stands before `start`, and where it ends; nil where it is not closed.
    private static func characterClass(_ text: ArraySlice<UInt32>, from start: Int) -> (Element, end: Int)? {
        var index = start
        var isInverted = false
        if index < text.endIndex, text[index] == UInt32(UInt8(ascii: "!")) || text[index] == UInt32(UInt8(ascii: "^")) {
            isInverted = true
            index += 1
        }
        var ranges: [ClosedRange<UInt32>] = []
        let first = index
        func member() -> UInt32? {
            if index < text.endIndex, text[index] == UInt32(UInt8(ascii: "\\")) { index += 1 }
            guard index < text.endIndex else { return nil }
            defer { index += 1 }
            return text[index]
        }
        while index < text.endIndex {
            if text[index] == UInt32(UInt8(ascii: "]")), index > first {
                return (.oneOf(ranges, isInverted: isInverted), index + 1)
            }
            guard let low = member() else { return nil }
            let isRange =
                index + 1 < text.endIndex && text[index] == UInt32(UInt8(ascii: "-"))
                && text[index + 1] != UInt32(UInt8(ascii: "]"))
            if isRange {
                index += 1
                guard let high = member() else { return nil }
                if low <= high { ranges.append(low...high) }
            } else {
                ranges.append(low...low)
            }
        }
        return nil
    }
}
