// The findings that a file .gitleaksignore names.

package import SluiceTerminal

/// The findings that files called `.gitleaksignore` name: `file:rule:line`, one a line. Entries with a commit before
/// the file are for the history of a repository, which is not scanned here.
package struct GitleaksIgnoreList: Sendable {
    private var entries: Set<String> = []
    /// How many lines could not be read as entries.
    package private(set) var unreadableCount = 0

    /// The longest file, in bytes.
    private static let maximumByteCount = 4 << 20

    package init() {}

    /// Reads the files of the working directory and of the scanned directories, so far as there are any.
    package init(beside paths: [BytePath]) {
        self.init()
        for folder in [BytePath(".")] + paths {
            let file = folder.appending(Array(".gitleaksignore".utf8))
            guard let text = try? readSmallFile(file, limit: Self.maximumByteCount) else { continue }
            add(String(decoding: text, as: UTF8.self))
        }
    }

    /// Adds the entries of a file's text.
    package mutating func add(_ text: String) {
        for line in text.split(whereSeparator: \.isNewline) {
            let entry = line.trimmed
            if entry.isEmpty || entry.hasPrefix("#") { continue }
            let parts = entry.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count >= 3 else {
                unreadableCount += 1
                continue
            }
            // A commit is never known.
            if parts.count > 3, parts[0].isCommit { continue }
            let path = parts.dropLast(2).joined(separator: ":").map { $0 == "\\" ? "/" : $0 }
            entries.insert("\(String(path)):\(parts[parts.count - 2]):\(parts[parts.count - 1])")
        }
    }

    /// Whether a finding of a rule, by its id in the configuration, on a line of a file is named.
    package func contains(path: String, rule: String, line: Int) -> Bool {
        guard !entries.isEmpty else { return false }
        let bare = path.hasPrefix("./") ? String(path.dropFirst(2)) : path
        return entries.contains("\(path):\(rule):\(line)") || entries.contains("\(bare):\(rule):\(line)")
    }
}

extension Substring {
    /// Whether it is the name of a commit: SHA-1 in hexadecimal.
    fileprivate var isCommit: Bool { count == 40 && allSatisfy(\.isHexDigit) }

    fileprivate var trimmed: Substring {
        var text = drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
