// One line of an ignore file, in gitignore's syntax.

/// One line of an ignore file, in the syntax of gitignore(5).
package struct IgnorePattern: Sendable, Hashable {
    /// The line began with `!`: what it matches is wanted after all.
    package let isNegated: Bool
    /// The line ended with `/`: it matches directories only.
    package let matchesDirectoriesOnly: Bool
    /// The line has a slash that is not at its end: it is matched from the ignore file's directory.
    package let isAnchored: Bool
    private let segments: [Segment]

    private enum Segment: Sendable, Hashable {
        /// `**`: any number of directories.
        case anyDirectories
        case name(GlobPattern)
    }

    /// Reads a line; nil for a blank line, a comment, or a line that can match nothing.
    package init?(line: some Sequence<UInt8>) {
        var bytes = Array(line)
        if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        while bytes.last == UInt8(ascii: " "), !IgnorePattern.isEscaped(bytes, at: bytes.count - 1) {
            bytes.removeLast()
        }
        guard let first = bytes.first, first != UInt8(ascii: "#") else { return nil }
        isNegated = first == UInt8(ascii: "!")
        if isNegated { bytes.removeFirst() }
        matchesDirectoriesOnly = bytes.last == UInt8(ascii: "/")
        if matchesDirectoriesOnly { bytes.removeLast() }
        isAnchored = bytes.contains(UInt8(ascii: "/"))
        var parts = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        if parts.count > 1, parts[0].isEmpty { parts.removeFirst() }
        // No name is empty: what has two slashes in a row is met by no path.
        guard parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        var segments: [Segment] = isAnchored ? [] : [.anyDirectories]
        for part in parts {
            if Array(part) == Array("**".utf8) {
                if segments.last != .anyDirectories { segments.append(.anyDirectories) }
            } else {
                guard let name = GlobPattern(part) else { return nil }
                segments.append(.name(name))
            }
        }
        // "a/**" matches what is inside a, not a itself: there must be one more name.
        if segments.last == .anyDirectories, let any = GlobPattern(Array("*".utf8)) { segments.append(.name(any)) }
        self.segments = segments
    }

    /// Whether the pattern matches a path below its directory, given as its names.
    package func matches(_ path: ArraySlice<[UInt8]>, isDirectory: Bool) -> Bool {
        if matchesDirectoriesOnly, !isDirectory { return false }
        // Like a glob with one kind of star: going back to the last star is enough, so the cost is a product.
        var segment = 0
        var index = path.startIndex
        var retry: (segment: Int, index: Int)?
        while index < path.endIndex {
            if segment < segments.count {
                switch segments[segment] {
                case .anyDirectories:
                    segment += 1
                    retry = (segment, index)
                    continue
                case .name(let name):
                    if name.matches(path[index]) {
                        segment += 1
                        index += 1
                        continue
                    }
                }
            }
            guard let last = retry else { return false }
            segment = last.segment
            index = last.index + 1
            retry = (segment, index)
        }
        return segment == segments.count
    }

    private static func isEscaped(_ bytes: [UInt8], at index: Int) -> Bool {
        var count = 0
        while index - count > 0, bytes[index - count - 1] == UInt8(ascii: "\\") { count += 1 }
        return count % 2 == 1
    }
}
