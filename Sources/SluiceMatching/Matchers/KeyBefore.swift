// Looks at the name in front of a value: `order_id: 4…`, `version 1.2.3.4`.

/// Looks at the name that stands in front of a value.
package enum KeyBefore {
    /// How many bytes before the value are read.
    package static let reach = 40

    private static var assignments: ByteSet { ByteSet(ascii: ":=") }
    private static var joints: ByteSet { ByteSet(ascii: " \t\"':=\\") }

    /// Whether the value is given to something that is called an id: `id`, `order_id`, `orderId`, `message-id`, `ID`.
    package static func namesIdentifier(before position: Int, in window: borrowing ByteWindow) -> Bool {
        let end = window.runStart(of: joints, before: position, limit: position - reach)
        var assigns = false
        for offset in end..<position where assignments.contains(window[offset]) { assigns = true }
        guard assigns, window.holds(ByteSet("dD"), at: end - 1), let initial = window.byte(at: end - 2) else {
            return false
        }
        switch initial {
        case UInt8(ascii: "I"): return !window.holds(.upperCase, at: end - 3)
        case UInt8(ascii: "i"): return !window.holds(.alphanumerics, at: end - 3)
        default: return false
        }
    }

    /// Whether the word in front of the value says that it is a version or the number of a section.
    package static func namesVersion(before position: Int, in window: borrowing ByteWindow) -> Bool {
        let limit = position - reach
        var end = position
        if window.holds(hyphen, at: end - 1) {
            // The upper end of a range of versions.
            end = window.runStart(of: versionText, before: end, limit: limit)
        }
        end = window.runStart(of: versionJoints, before: end, limit: limit)
        let start = window.runStart(of: .letters, before: end, limit: limit)
        if start == end, namesDocument(before: end, limit: limit, in: window) { return true }
        let word = start..<end
        // `OID_EDDSA = '1.3.101.112'`
        if namesObject(before: end, limit: limit, in: window) { return true }
        for ending in endings where window.endsCaseless(word, with: ending) { return true }
        for whole in wholeWords where whole.count == word.count && window.endsCaseless(word, with: whole) {
            return true
        }
        return false
    }

    /// Whether the name that ends at `end` has `OID` for a part, and does not end like that of an address.
    private static func namesObject(before end: Int, limit: Int, in window: borrowing ByteWindow) -> Bool {
        let name = window.runStart(of: .wordCharacters, before: end, limit: limit)
        let start = max(name, limit + 1)
        guard end - start > object.count,
            !addressEndings.contains(where: { window.endsCaseless(start..<end, with: $0) })
        else { return false }
        for first in start...(end - object.count) where window.endsCaseless(first..<first + object.count, with: object)
        {
            let isWhole =
                !window.holds(.letters, at: first - 1) && !window.holds(.letters, at: first + object.count)
            if isWhole { return true }
        }
        return false
    }

    private static let object = Array("oid".utf8)

    /// Whether a number behind `RFC` stands before `end`: that of a section follows.
    private static func namesDocument(before end: Int, limit: Int, in window: borrowing ByteWindow) -> Bool {
        let number = window.runStart(of: .digits, before: end, limit: limit)
        guard number < end else { return false }
        let nameEnd = window.runStart(of: joints, before: number, limit: limit)
        return window.endsCaseless(
            window.runStart(of: .letters, before: nameEnd, limit: limit)..<nameEnd,
            with: document
        )
    }

    /// Whether a word near before the value says that it is an address.
    package static func namesAddress(before position: Int, in window: borrowing ByteWindow) -> Bool {
        let limit = max(window.lowerBound, position - reach)
        var end = position
        while end > limit {
            let start = window.runStart(of: .letters, before: end, limit: limit)
            if start < end {
                let word = start..<end
                for ending in addressEndings where window.endsCaseless(word, with: ending) {
                    // `remoteAddr`, but not `import`.
                    let first = end - ending.count
                    if first == start || ByteSet.upperCase.contains(window[first]) { return true }
                }
                end = start
            } else {
                end -= 1
            }
        }
        return false
    }

    private static var hyphen: ByteSet { ByteSet(ascii: "-") }
    private static var versionText: ByteSet { ByteSet.digits.union(ByteSet(ascii: ".- ")) }
    private static var versionJoints: ByteSet { joints.union(ByteSet(ascii: "(>,")) }
    private static let document = Array("rfc".utf8)
    private static let addressEndings: [[UInt8]] = [
        "ip", "ips", "addr", "address", "host", "hostname", "from", "client", "url", "port", "prefix", "server", "peer",
        "remote", "source", "src", "dst", "http", "https", "ssh", "ping", "dns",
    ].map { Array($0.utf8) }

    private static let endings: [[UInt8]] = ["version", "release", "section", "firmware"].map { Array($0.utf8) }
    private static let wholeWords: [[UInt8]] = ["v", "ver", "rev", "build", "chapter", "clause", "sec", "oid", "tag"]
        .map { Array($0.utf8) }
}

extension ByteWindow {
    /// Whether the bytes in `range`, in any case of their letters, end with the lower-case `text`.
    package func endsCaseless(_ range: Range<Int>, with text: [UInt8]) -> Bool {
        guard text.count <= range.count else { return false }
        let start = range.upperBound - text.count
        for index in text.indices where lowerCased(at: start + index) != text[index] { return false }
        return true
    }

    /// The byte at `offset`, which must lie within the bounds, as a lower-case letter if it is a letter.
    package func lowerCased(at offset: Int) -> UInt8 {
        let byte = self[offset]
        return ByteSet.upperCase.contains(byte) ? byte | 0x20 : byte
    }
}
