// The ignore files that hold for a directory, and what they decide.

/// The ignore files that hold for a directory: its own and those of the directories around it.
///
/// `.sluiceignore` decides before `.ignore`, and that before `.gitignore`; in one kind the deeper file decides, and in
/// one file the last line that matches.
package struct IgnoreRules: Sendable {
    /// The kinds of ignore file, the most decisive first.
    package enum Kind: String, CaseIterable, Sendable {
        case sluice = ".sluiceignore"
        case general = ".ignore"
        case git = ".gitignore"
    }

    private struct File: Sendable {
        let kind: Kind
        /// How many names of a path lead to the file's directory.
        let depth: Int
        let patterns: [IgnorePattern]
    }

    /// The outermost file first.
    private var files: [File] = []

    package init() {}

    /// Adds an ignore file of a directory that is `depth` names below the start of all paths.
    package mutating func add(_ text: [UInt8], kind: Kind, depth: Int) {
        var lines = text[...]
        // Editors on Windows put a byte order mark before the first line.
        if lines.starts(with: [0xEF, 0xBB, 0xBF]) { lines = lines.dropFirst(3) }
        let patterns = lines.split(separator: UInt8(ascii: "\n")).compactMap { IgnorePattern(line: $0) }
        if !patterns.isEmpty { files.append(File(kind: kind, depth: depth, patterns: patterns)) }
    }

    /// Forgets what Git's files of the directories around say: another repository begins here.
    package mutating func beginRepository() {
        files.removeAll { $0.kind == .git }
    }

    /// Whether the path, given as its names, is to be left out. Directories around it were asked before.
    package func ignores(_ path: [[UInt8]], isDirectory: Bool) -> Bool {
        guard !files.isEmpty else { return false }
        for kind in Kind.allCases {
            for file in files.reversed() where file.kind == kind && file.depth < path.count {
                let rest = path[file.depth...]
                if let pattern = file.patterns.last(where: { $0.matches(rest, isDirectory: isDirectory) }) {
                    return !pattern.isNegated
                }
            }
        }
        return false
    }
}
