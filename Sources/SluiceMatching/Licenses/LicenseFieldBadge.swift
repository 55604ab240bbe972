// The licences of badges.

/// Reads what the address of a badge says of a licence: `badge/license-MIT-blue`, `badge/License-GPL--3.0-green`
/// (https://shields.io/badges: two hyphens are one, two underscores too, one underscore is a space),
/// `badge/license/MIT/blue`, `label=license&message=MIT`.
enum LicenseFieldBadge {
    /// How far before the word the address is looked at.
    static let reachBefore = max(path.count, label.count)

    private static let path = Array("badge/".utf8)
    private static let label = Array("label=".utf8)
    private static let message = Array("&message=".utf8)
    private static let longestName = 120
    private static let text = ByteSet.alphanumerics.union(ByteSet(ascii: "-_.%+~"))

    /// Where the name stands in the address, and how it reads; nil where `position` is at no such badge.
    ///
    /// - Parameters:
    ///   - position: where the word `license` stands.
    ///   - end: where it ends.
    static func name(
        at position: Int,
        behind end: Int,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> (range: Range<Int>, bytes: [UInt8])? {
        if stands(path, before: position, in: window) {
            guard let mark = try window.peek(end) else { return nil }
            switch mark {
            case UInt8(ascii: "-"): return try read(from: end + 1, spelling: .hyphens, in: window)
            case UInt8(ascii: "/"): return try read(from: end + 1, spelling: .segment, in: window)
            default: return nil
            }
        }
        guard stands(label, before: position, in: window), try window.peeks(message, at: end) else { return nil }
        return try read(from: end + message.count, spelling: .parameter, in: window)
    }

    /// How a name is written in an address.
    private enum Spelling {
        /// Up to a single hyphen, which stands before the colour.
        case hyphens
        /// Up to a slash.
        case segment
        /// Up to what ends a parameter.
        case parameter
    }

    private static func stands(_ text: [UInt8], before position: Int, in window: borrowing ByteWindow) -> Bool {
        let start = position - text.count
        guard start >= window.lowerBound else { return false }
        return text.indices.allSatisfy { window[start + $0].asciiLowercased == text[$0] }
    }

    private static func read(
        from start: Int,
        spelling: Spelling,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> (range: Range<Int>, bytes: [UInt8])? {
        let limit = start + longestName
        let end = try window.peekRunEnd(of: text, from: start, limit: limit)
        guard end < limit else { return nil }
        let raw = window.copy(start..<end)
        var bytes: [UInt8] = []
        var index = 0
        while index < raw.count {
            let byte = raw[index]
            let isDoubled = index + 1 < raw.count && raw[index + 1] == byte
            switch byte {
            case UInt8(ascii: "-") where spelling == .hyphens:
                guard isDoubled else { return (start..<start + index, bytes) }
                bytes.append(byte)
                index += 1
            case UInt8(ascii: "_") where spelling == .hyphens:
                bytes.append(isDoubled ? byte : UInt8(ascii: " "))
                if isDoubled { index += 1 }
            case UInt8(ascii: "%"):
                let digits = raw[(index + 1)...].prefix(2).compactMap { Character(UnicodeScalar($0)).hexDigitValue }
                guard digits.count == 2 else { return nil }
                bytes.append(UInt8(digits[0] << 4 | digits[1]))
                index += 2
            case UInt8(ascii: "+") where spelling == .parameter: bytes.append(UInt8(ascii: " "))
            default: bytes.append(byte)
            }
            index += 1
        }
        // Without a colour behind it, the hyphens and the slash parted something else.
        switch spelling {
        case .hyphens: return nil
        case .segment: return try window.peek(end) == UInt8(ascii: "/") ? (start..<end, bytes) : nil
        case .parameter: return (start..<end, bytes)
        }
    }
}
