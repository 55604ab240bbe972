// What language a text is in that a shell's command takes from a here document or in quotes.

import SluiceModel

/// A line of a shell's commands, up to a place: what language the text is written in that the command there takes.
///
/// Told by the file that the text is written into (`cat > app.py <<EOF`, `tee app.py <<EOF`), or by the program that
/// reads it (`python3 - <<EOF`, `node -e '…'`, `psql <<EOF`). Words are told apart roughly; whoever asks loses nothing by
/// a wrong answer, as rules for the shell apply as well.
struct ShellCommand {
    private enum Token: Equatable {
        case word(String)
        /// What is put out goes into the file that follows.
        case output
        /// `<`, the output of errors: the next word is a file that says nothing.
        case otherFile
        /// `<<` or `<<<`.
        case document
        case pipe
        case end
    }

    private let tokens: [Token]

    /// Reads a line.
    init(_ line: [UInt8]) {
        var reader = Reader(line)
        tokens = reader.read()
    }

    /// The language of the here document that begins behind the line.
    var languageOfDocument: Language? {
        guard let mark = tokens.firstIndex(of: .document) else { return nil }
        let end = tokens[mark...].firstIndex(of: .end) ?? tokens.count
        // What the command puts out may go on to others.
        for part in tokens[startOfCommand(before: mark)..<end].split(separator: .pipe) {
            let command = Command(part)
            if let written = command.writtenLanguage { return written.isProse ? nil : written }
            if let program = command.program { return program.language }
        }
        return nil
    }

    /// The language of the quoted text that begins behind the line, if it is a program that a command is given.
    var languageOfArgument: Language? {
        guard let program = Command(tokens[startOfCommand(before: tokens.count)...]).program else { return nil }
        switch tokens.last {
        case .document: return program.language
        case .word(let option): return program.takesProgram(behind: option) ? program.language : nil
        default: return nil
        }
    }

    private func startOfCommand(before end: Int) -> Int {
        tokens[..<end].lastIndex { $0 == .end || $0 == .pipe }.map { $0 + 1 } ?? 0
    }

    /// One command of a line.
    private struct Command {
        /// The language of the file that it writes, of the first whose name tells one.
        var writtenLanguage: Language?
        /// The last program that it names and that reads programs.
        var program: ShellInterpreter?

        init(_ tokens: ArraySlice<Token>) {
            var files: [String] = []
            var isTee = false
            var before = Token.end
            for token in tokens {
                defer { before = token }
                guard case .word(let word) = token else { continue }
                switch before {
                case .output: files.append(word)
                case .otherFile, .document: break
                default:
                    if word.isEmpty || word.utf8.first == UInt8(ascii: "-") { continue }
                    if isTee { files.append(word) }
                    if word.hasPrefix("of=") { files.append(String(word.dropFirst(3))) }
                    let name = Self.fileName(word)
                    if name == "tee" { isTee = true }
                    if let known = ShellInterpreter(named: name) {
                        program = known
                    } else if program?.readsFiles == true, Language(path: word) != nil {
                        // It reads its program from the file.
                        program = nil
                    }
                }
            }
            writtenLanguage = files.lazy.compactMap { Language(path: $0) }.first
        }

        private static func fileName(_ word: String) -> Substring {
            word.utf8.lastIndex(of: UInt8(ascii: "/")).map { word[word.utf8.index(after: $0)...] } ?? word[...]
        }
    }

    /// Tells words apart.
    private struct Reader {
        private let line: [UInt8]
        private var index = 0
        private var word: [UInt8] = []
        private var hasWord = false
        private var tokens: [Token] = []

        init(_ line: [UInt8]) {
            self.line = line
        }

        mutating func read() -> [Token] {
            while index < line.count {
                let byte = line[index]
                index += 1
                switch byte {
                case 0x20, 0x09, 0x0D: endWord()
                case UInt8(ascii: "'"), UInt8(ascii: "\""): quoted(byte)
                case 0x5C:
                    // Before a line's end it stands for nothing.
                    if index < line.count, line[index] != 0x0A { add(line[index]) }
                    index += 1
                case UInt8(ascii: "|"): add(take(byte) ? .end : .pipe)
                case UInt8(ascii: ";"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "`"): add(.end)
                case UInt8(ascii: "&"): ampersand()
                case UInt8(ascii: "<"): less()
                case UInt8(ascii: ">"): greater()
                case UInt8(ascii: "#") where !hasWord: index = line.count
                default: add(byte)
                }
            }
            endWord()
            return tokens
        }

        private mutating func add(_ byte: UInt8) {
            word.append(byte)
            hasWord = true
        }

        private mutating func add(_ token: Token) {
            endWord()
            tokens.append(token)
        }

        private mutating func endWord() {
            guard hasWord else { return }
            tokens.append(.word(String(decoding: word, as: UTF8.self)))
            word.removeAll()
            hasWord = false
        }

        /// Takes the next byte if it is this one.
        private mutating func take(_ byte: UInt8) -> Bool {
            guard index < line.count, line[index] == byte else { return false }
            index += 1
            return true
        }

        /// Takes quoted text as a part of its word. A quote that does not end on the line, or holds commands, is passed
        /// over: what stands behind it counts as code.
        private mutating func quoted(_ quote: UInt8) {
            guard let end = line[index...].firstIndex(of: quote) else { return }
            let content = line[index..<end]
            if quote == UInt8(ascii: "\""), content.contains(UInt8(ascii: "(")) || content.contains(UInt8(ascii: "`")) {
                return
            }
            word += content
            hasWord = true
            index = end + 1
        }

        private mutating func ampersand() {
            if index < line.count, line[index] == UInt8(ascii: ">") { return }
            _ = take(UInt8(ascii: "&"))
            add(.end)
        }

        private mutating func less() {
            guard take(UInt8(ascii: "<")) else { return add(.otherFile) }
            let isString = take(UInt8(ascii: "<"))
            if !isString { _ = take(UInt8(ascii: "-")) }
            add(.document)
        }

        private mutating func greater() {
            let isError = word == [UInt8(ascii: "2")]
            if word.count == 1, let digit = word.first, (0x30...0x39).contains(digit) {
                word.removeAll()
                hasWord = false
            }
            _ = take(UInt8(ascii: ">")) || take(UInt8(ascii: "|"))
            // Another output is joined, no file written.
            let isJoined = take(UInt8(ascii: "&"))
            add(isError || isJoined ? .otherFile : .output)
        }
    }
}
