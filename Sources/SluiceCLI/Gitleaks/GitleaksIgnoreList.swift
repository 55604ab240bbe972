// The findings that a file .gitleaksignore names.

package import SluiceTerminal

/// The findings that files called `.gitleaksignore` name: `file:rule:line`, one a line. Entries with a commit before
/// the file are for the history of a repository, which is not scanned here.
package struct GitleaksIgnoreList: Sendable {
    private var entries: Set<String> = []
    private var files: [File] = []

    /// What is said about one of the files.
    private struct File: Sendable {
        let path: BytePath
        /// The rules that its entries name, each with the first line that does.
        var rules: [String: Int] = [:]
        /// The lines that could not be read as entries.
        var unreadableLines: [Int] = []
    }

    /// The longest file, in bytes.
    private static let maximumByteCount = 4 << 20

    package init() {}

    /// Reads the files of the working directory and of the scanned directories, so far as there are any.
    package init(beside paths: [BytePath]) {
        self.init()
        var read: Set<BytePath> = []
        for folder in [BytePath(".")] + paths where read.insert(folder.plain).inserted {
            let file = folder.appending(Array(".gitleaksignore".utf8))
            guard let text = try? readSmallFile(file, limit: Self.maximumByteCount) else { continue }
            add(String(decoding: text, as: UTF8.self), of: file)
        }
    }

    /// Adds the entries of a file's text.
    private mutating func add(_ text: String, of path: BytePath) {
        var file = File(path: path)
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let entry = line.trimmed
            if entry.isEmpty || entry.hasPrefix("#") { continue }
            let parts = entry.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count >= 3 else {
                file.unreadableLines.append(index + 1)
                continue
            }
            let rule = String(parts[parts.count - 2])
            file.rules[rule] = file.rules[rule] ?? index + 1
            // A commit is never known.
            if parts.count > 3, parts[0].isCommit { continue }
            let path = parts.dropLast(2).joined(separator: ":").map { $0 == "\\" ? "/" : $0 }
            entries.insert("\(String(path)):\(parts[parts.count - 2]):\(parts[parts.count - 1])")
        }
        files.append(file)
    }

    /// What of the files accepts nothing, a line for each kind: entries of rules that are not among `rules`, by their ids
    /// in the configurations, and lines that are no entries. None of their text is repeated.
    ///
    /// - Parameter shown: a path as it may be shown.
    package func remarks(rules: Set<String>, shown: (BytePath) -> BytePath) -> [String] {
        files.flatMap { file in
            var remarks: [String] = []
            let name = shown(file.path).text
            let unknown = file.rules.filter { !rules.contains($0.key) }
            if let line = unknown.values.min() {
                let what = unknown.count == 1 ? "this names a rule" : "\(unknown.count) rules are named from here on"
                remarks.append("\(name):\(line): \(what) that the configuration does not have")
            }
            if let line = file.unreadableLines.first {
                let count = file.unreadableLines.count
                let lines = count == 1 ? "this is" : "\(count) lines from here on are"
                remarks.append("\(name):\(line): \(lines) no file:rule:line, without effect")
            }
            return remarks
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
