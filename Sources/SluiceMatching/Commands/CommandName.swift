// What a name says of the command that it stands before.

/// What the name of a function, variable, key or list says of the command that it stands before.
enum CommandName: Hashable, Sendable {
    /// It runs it: `execSync(`.
    case runs
    /// It refuses it: `DENIED_COMMANDS = [`, `isBlocked(`.
    case refuses
    /// It asks about it: `isSafe(`, `expect(`.
    case asks
    /// It may be about it, or take it for something else: `check(`, `print(`, `title:`.
    case mayTell
    /// It says that it is one: `cmd`, `script`, `commands`.
    case holds
    /// None of these.
    case unknown

    /// What the words of the name in `range` say. Those that refuse or ask go before those that run, as in
    /// `is_run_allowed(`, and those before what else may be done with a text, as in `check_output(`.
    init(_ range: Range<Int>, in text: borrowing ByteWindow) {
        var said: Set<CommandName> = []
        NameWords.forEach(in: range, text) { word, text in
            for (meaning, words) in Self.words where words.contains(lowerCasing: word, in: text) {
                said.insert(meaning)
            }
        }
        self = Self.words.first { said.contains($0.meaning) }?.meaning ?? .unknown
    }

    /// Whether it is about a command and does not run it.
    var tells: Bool {
        switch self {
        case .refuses, .asks, .mayTell: true
        case .runs, .holds, .unknown: false
        }
    }

    /// The words that say each of these, those that go before others first.
    private static let words: [(meaning: CommandName, words: WordTable)] = [
        (
            .refuses,
            """
            block blocks blocked blocking blocklist blacklist blacklisted deny denies denied denylist denylisted forbid
            forbids forbidden disallow disallows disallowed dangerous destructive unsafe malicious suspicious harmful reject
            rejects rejected refuse refuses refused ban banned prohibit prohibited never violation violations danger risk
            """
        ),
        (
            .asks,
            """
            is are has can assert asserts expect expects expected should detect detects detected contains contain includes
            allow allows allowed permit permits permitted safe guard guards flags verdict want wants
            """
        ),
        (
            .runs,
            """
            run runs exec execute execa execv execve execvp execl execlp system popen spawn spawnv spawnl call output
            invoke eval passthru proc sudo start launch
            """
        ),
        (
            .mayTell,
            """
            check checks validate validates verify test tests it describe context match matches matching search find filter
            compile regex regexp pattern patterns print println printf sprintf log info warn warning error debug raise
            exception throw say puts message msg title label name description desc comment note doc docs example examples
            reason parametrize param case cases scenario equal equals eq startswith endswith sanitize sanitise escape
            classify score assess analyze analyse inspect scan audit text summary keyword keywords signature signatures
            """
        ),
        (
            .holds,
            """
            command commands cmd cmds cmdline shell bash zsh sh script scripts args argv entrypoint step steps hook hooks
            """
        ),
    ].map { ($0, WordTable(ByteText.words($1))) }
}
