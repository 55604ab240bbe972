// Programs that read programs.

import SluiceModel

/// A program that reads a program from its input or an argument.
struct ShellInterpreter {
    /// What it reads.
    let language: Language
    /// Whether a file among its arguments is the program, and its input data.
    let readsFiles: Bool
    private let letters: [UInt8]
    private let options: [String]

    private struct Entry {
        var names: [String]
        var language: String
        /// The last letters of options behind which a program stands.
        var letters = ""
        var options: [String] = []
        var readsFiles = true
    }

    /// The interpreter of this name, which may end with a version.
    init?(named name: Substring) {
        let plain = Substring(name.utf8.trimmed { $0 == UInt8(ascii: ".") || (0x30...0x39).contains($0) })
        guard let entry = Self.byName[name] ?? Self.byName[plain], let language = Language(named: entry.language) else {
            return nil
        }
        self.language = language
        readsFiles = entry.readsFiles
        letters = Array(entry.letters.utf8)
        options = entry.options
    }

    /// Whether what stands behind an option is a program: `-c`, also as the last of several letters, or `--eval=`.
    func takesProgram(behind option: String) -> Bool {
        let bytes = option.utf8
        guard bytes.first == UInt8(ascii: "-"), let last = bytes.last else { return false }
        if options.contains(last == UInt8(ascii: "=") ? String(option.dropLast()) : option) { return true }
        return bytes.count <= 6 && bytes.dropFirst().first != UInt8(ascii: "-") && letters.contains(last)
    }

    private static let byName: [Substring: Entry] = {
        var known: [Substring: Entry] = [:]
        for entry in table { for name in entry.names { known[name[...]] = entry } }
        return known
    }()

    private static let table: [Entry] = [
        Entry(names: ["sh", "bash", "zsh", "ksh", "dash", "ash", "fish"], language: "shell", letters: "c"),
        Entry(names: ["python", "pypy", "ipython"], language: "python", letters: "c"),
        Entry(
            names: ["node", "nodejs", "bun"],
            language: "javascript",
            letters: "ep",
            options: ["--eval", "--print"]
        ),
        Entry(names: ["deno", "ts-node", "tsx"], language: "typescript", letters: "e", options: ["--eval"]),
        Entry(names: ["ruby", "irb"], language: "ruby", letters: "e"),
        Entry(names: ["perl"], language: "perl", letters: "eE"),
        Entry(names: ["php"], language: "php", letters: "r", options: ["--run"]),
        Entry(names: ["lua", "luajit"], language: "lua", letters: "e"),
        Entry(names: ["R", "Rscript"], language: "r", letters: "e"),
        Entry(names: ["julia"], language: "julia", letters: "eE", options: ["--eval", "--print"]),
        Entry(names: ["elixir", "iex"], language: "elixir", letters: "e", options: ["--eval"]),
        Entry(names: ["groovy"], language: "groovy", letters: "e"),
        Entry(names: ["swift"], language: "swift", letters: "e"),
        Entry(names: ["pwsh", "powershell"], language: "powershell", letters: "c", options: ["-Command", "-command"]),
        Entry(names: ["psql"], language: "sql", letters: "c", options: ["--command"], readsFiles: false),
        Entry(names: ["mysql", "mariadb"], language: "sql", letters: "e", options: ["--execute"], readsFiles: false),
        Entry(names: ["sqlite", "duckdb", "sqlplus", "clickhouse-client"], language: "sql", readsFiles: false),
        Entry(names: ["sqlcmd"], language: "sql", letters: "qQ", readsFiles: false),
        Entry(names: ["kubectl", "oc"], language: "yaml", readsFiles: false),
    ]
}

extension Substring.UTF8View {
    /// Without the bytes at the end for which a condition holds.
    fileprivate func trimmed(_ isLeftOut: (UInt8) -> Bool) -> Substring.UTF8View {
        var end = endIndex
        while end > startIndex, isLeftOut(self[index(before: end)]) { end = index(before: end) }
        return self[startIndex..<end]
    }
}
