// Refuses YAML whose aliases would make reading it take exponential time or endless stack.

/// Bounds what aliases can do, before the parser sees the text.
///
/// The parser shares an aliased node instead of copying it, so a deep chain of aliases costs no memory. But it hashes
/// the keys of every map whole, so a *key* made of nested aliases costs exponential time, and a long chain of aliases
/// is as deep as it is long. Both are judged from the text, without parsing it: the counts here can only be too high.
enum YAMLAliasGuard {
    /// How many anchors may be referred to.
    static let maximumAnchorCount = 100
    /// How many nodes the hashing of keys may visit.
    private static let hashBudget = 50_000_000.0

    /// Why the text must not be parsed, or nil.
    static func refusal(of bytes: [UInt8]) -> String? {
        let anchors = names(after: UInt8(ascii: "&"), in: bytes)
        guard !anchors.isEmpty else { return nil }
        let anchorNames = Set(anchors)
        let aliases = names(after: UInt8(ascii: "*"), in: bytes).filter { anchorNames.contains($0) }
        let aliasNames = Set(aliases)
        let referenced = anchors.count { aliasNames.contains($0) }
        if referenced > maximumAnchorCount {
            return "more than \(maximumAnchorCount) anchors are used"
        }
        // Of n aliases the worst nesting is n/3 levels of three: 3^(n/3) copies of the innermost node.
        var expansion = Double(bytes.count)
        for _ in 0..<(aliases.count / 3) where expansion <= hashBudget { expansion *= 3 }
        if expansion > hashBudget, mayHaveCompositeKey(bytes) {
            return
                "aliases and `? `, `]:`, `}:` or `*name:` stand in one file: a map key may not be a list, map or alias"
        }
        return nil
    }

    private static func names(after sign: UInt8, in bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var found: [ArraySlice<UInt8>] = []
        var index = 0
        while index < bytes.count {
            defer { index += 1 }
            guard bytes[index] == sign else { continue }
            let start = index + 1
            var end = start
            while end < bytes.count, isNameByte(bytes[end]) { end += 1 }
            if end > start { found.append(bytes[start..<end]) }
        }
        return found
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    /// Whether anything in the text could be a map key that is not a plain text.
    private static func mayHaveCompositeKey(_ bytes: [UInt8]) -> Bool {
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "?"):
                if index + 1 == bytes.count || isBlank(bytes[index + 1]) { return true }
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                if isFollowedByColon(bytes, from: index + 1) { return true }
            case UInt8(ascii: "*"):
                var end = index + 1
                while end < bytes.count, isNameByte(bytes[end]) { end += 1 }
                if end > index + 1, isFollowedByColon(bytes, from: end) { return true }
            default: break
            }
            index += 1
        }
        return false
    }

    private static func isFollowedByColon(_ bytes: [UInt8], from start: Int) -> Bool {
        var index = start
        while index < bytes.count, isBlank(bytes[index]) { index += 1 }
        return index < bytes.count && bytes[index] == UInt8(ascii: ":")
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n")
            || byte == UInt8(ascii: "\r")
    }
}
