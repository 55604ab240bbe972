// Passwords on command lines.

import SluiceModel

/// Finds passwords that are given on command lines: `curl -u user:password`, `--password x`, `sshpass -p x`,
/// `mysql -px`, `PGPASSWORD=x`.
///
/// Flags that mean other things elsewhere (`-u`, `-p`, `--user`) count only after their command on the same line.
package struct CLIPasswordMatcher: NamedMatcher, ReadingMatcher {
    package static let name = "cli-password"
    package static let summary = "Passwords on command lines: curl -u, --password, sshpass -p, mysql -p, PGPASSWORD."
    package static let optionNames: [String] = []

    package let anchors: [Anchor] = flags.map { flag in
        Anchor(literal: String(decoding: flag.text, as: UTF8.self), maskOffset: flag.text.count)
    }
    package let reachBefore = distance
    package let reachAfter = 24 + maximumUser + 8 + maximumValue + 16

    private static let distance = 160
    private static let maximumValue = 200
    /// Client ids of PayPal have 80 characters.
    private static let maximumUser = 96

    /// How a flag takes its value.
    private enum Taking: Sendable {
        /// After a blank or `=`.
        case separate
        /// Right after the flag, after one of these commands.
        case attached(commands: [[UInt8]])
        /// `user:password` after a blank or `=`, after one of these commands.
        case userAndPassword(commands: [[UInt8]])
        /// Separate, after one of these commands.
        case separateAfter(commands: [[UInt8]])
    }

    private struct Flag: Sendable {
        var text: [UInt8]
        var taking: Taking
    }

    private static let httpClients = ByteText.list("curl", "wget", "httpie", "http ", "https ", "xh ")
    private static let mysqlClients = ByteText.list("mysql", "mysqldump", "mysqladmin", "mariadb")
    /// Programs whose `-p` takes a password as its next word.
    private static let logins = ByteText.list(
        "docker login",
        "podman login",
        "buildah login",
        "skopeo login",
        "registry login",
        "az login",
        "oc login",
        "cf login",
        "az acr login",
        "mongo ",
        "mongosh ",
        "mongodump",
        "mongorestore",
        "mongoexport",
        "mongoimport",
        "psexec",
        "PsExec",
        "rdesktop",
        "cqlsh",
        "argocd login",
        "psftp"
    )
    private static let capitalLogins = ByteText.list(
        "sqlcmd",
        "bcp ",
        "osql",
        "isql",
        "tsql",
        "mosquitto_pub",
        "mosquitto_sub",
        "zip "
    )
    private static let ldapClients = ByteText.list(
        "ldapsearch",
        "ldapadd",
        "ldapmodify",
        "ldapdelete",
        "ldapwhoami",
        "ldappasswd",
        "ldapcompare"
    )

    private static let flags: [Flag] = [
        Flag(text: Array(" -u".utf8), taking: .userAndPassword(commands: httpClients)),
        Flag(text: Array(" --user".utf8), taking: .userAndPassword(commands: httpClients)),
        Flag(text: Array(" --proxy-user".utf8), taking: .userAndPassword(commands: httpClients)),
        Flag(text: Array(" --password".utf8), taking: .separate),
        Flag(text: Array(" --passwd".utf8), taking: .separate),
        Flag(text: Array(" --passphrase".utf8), taking: .separate),
        Flag(text: Array("sshpass -p".utf8), taking: .separate),
        Flag(text: Array(" -p".utf8), taking: .attached(commands: mysqlClients)),
        Flag(text: Array(" -p ".utf8), taking: .separateAfter(commands: logins)),
        Flag(text: Array(" -P ".utf8), taking: .separateAfter(commands: capitalLogins)),
        Flag(text: Array(" -w ".utf8), taking: .separateAfter(commands: ldapClients)),
        Flag(
            text: Array(" -pw ".utf8),
            taking: .separateAfter(commands: ByteText.list("plink", "pscp", "psftp", "putty"))
        ),
        Flag(text: Array(" pass:".utf8), taking: .attached(commands: ByteText.list("openssl"))),
        Flag(text: Array(" -storepass".utf8), taking: .separate),
        Flag(text: Array(" -keypass".utf8), taking: .separate),
        Flag(text: Array("/p:".utf8), taking: .attached(commands: ByteText.list("xfreerdp", "wfreerdp"))),
        Flag(text: Array("/pass:".utf8), taking: .attached(commands: ByteText.list("cmdkey"))),
        Flag(
            text: Array("/password:".utf8),
            taking: .attached(commands: ByteText.list("wmic", "psexec", "net ", "wevtutil"))
        ),
        Flag(text: Array(" -a ".utf8), taking: .separateAfter(commands: ByteText.list("redis-cli"))),
        Flag(text: Array("PGPASSWORD=".utf8), taking: .attached(commands: [])),
        Flag(text: Array("MYSQL_PWD=".utf8), taking: .attached(commands: [])),
        Flag(text: Array("REDISCLI_AUTH=".utf8), taking: .attached(commands: [])),
        Flag(text: Array("SSHPASS=".utf8), taking: .attached(commands: [])),
    ].sorted { $0.text.count > $1.text.count }

    /// The flags by their third byte, which tells most of them apart.
    private static let flagsByThirdByte = (UInt8.min...UInt8.max).map { byte in
        flags.filter { $0.text[2] == byte }
    }

    private let valueClass: RunClass
    private let quotedText: QuotedText

    package init(options: [String: [String]], runClasses: inout RunClassTable) throws(MatcherOptionError) {
        valueClass = runClasses.runClass(for: Self.valueCharacters)
        quotedText = QuotedText(&runClasses)
    }

    package func decide(
        at position: Int,
        in window: borrowing ByteWindow,
        hold: inout Int,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        guard let flag = try flag(at: position, in: window) else { return .noMatch(.shape) }
        let flagEnd = position + flag.text.count
        let commands: [[UInt8]]
        switch flag.taking {
        case .separate:
            return try separate(from: position, flagEnd: flagEnd, in: window, hold: &hold, runs: &runs)
        case .attached(let before), .separateAfter(let before), .userAndPassword(let before):
            commands = before
        }
        // The command is looked for last: that takes longest, and most values are none.
        let outcome: MatchOutcome
        do {
            outcome = try value(of: flag, from: position, flagEnd: flagEnd, in: window, hold: &hold, runs: &runs)
        } catch {
            guard commands.isEmpty || isAfter(commands, position, in: window) else { return .noMatch(.shape) }
            throw error
        }
        if case .match = outcome, !commands.isEmpty, !isAfter(commands, position, in: window) {
            return .noMatch(.shape)
        }
        return outcome
    }

    private func value(
        of flag: Flag,
        from position: Int,
        flagEnd: Int,
        in window: borrowing ByteWindow,
        hold: inout Int,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        switch flag.taking {
        case .attached:
            if try window.peeks(Self.blanks, at: flagEnd) { return .noMatch(.shape) }
            return try value(from: position, at: flagEnd, in: window, hold: &hold, runs: &runs)
        case .userAndPassword:
            return try userAndPassword(from: position, flagEnd: flagEnd, in: window, hold: &hold, runs: &runs)
        case .separate, .separateAfter:
            return try value(from: position, at: flagEnd, in: window, hold: &hold, runs: &runs)
        }
    }

    private func flag(at position: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Flag? {
        guard let third = try window.peek(position + 2) else { return nil }
        for flag in Self.flagsByThirdByte[Int(third)] where try window.peeks(flag.text, at: position) { return flag }
        return nil
    }

    private func separate(
        from position: Int,
        flagEnd: Int,
        in window: borrowing ByteWindow,
        hold: inout Int,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        hold = flagEnd
        guard let byte = try window.peek(flagEnd) else { return .noMatch(.shape) }
        if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "=") || Quote.marks.contains(byte) {
            let start = Quote.marks.contains(byte) ? flagEnd : flagEnd + 1
            return try value(from: position, at: start, in: window, hold: &hold, runs: &runs)
        }
        return .noMatch(.rightBoundary)
    }

    private func userAndPassword(
        from position: Int,
        flagEnd: Int,
        in window: borrowing ByteWindow,
        hold: inout Int,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        var start = flagEnd
        if try window.peeks(Self.assigners, at: start) { start += 1 }
        let quote = try Quote.read(at: start, in: window)
        if let quote { start = quote.end }
        let userEnd = try window.peekRunEnd(of: Self.userCharacters, from: start, limit: start + Self.maximumUser)
        guard try window.peek(userEnd) == UInt8(ascii: ":") else { return .noMatch(.shape) }
        if let quote {
            return try judge(
                from: position,
                secretStart: userEnd + 1,
                quote: quote.quote,
                in: window,
                hold: &hold,
                runs: &runs
            )
        }
        return try value(from: position, at: userEnd + 1, in: window, hold: &hold, runs: &runs)
    }

    private func value(
        from position: Int,
        at offset: Int,
        in window: borrowing ByteWindow,
        hold: inout Int,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        hold = offset
        let quote = try Quote.read(at: offset, in: window)
        // A backquote right behind a flag ends a text of Markdown, or begins a command.
        if quote?.quote.byte == UInt8(ascii: "`"), window.byte(before: offset) != UInt8(ascii: " ") {
            return .noMatch(.placeholder)
        }
        return try judge(
            from: position,
            secretStart: quote?.end ?? offset,
            quote: quote?.quote,
            in: window,
            hold: &hold,
            runs: &runs
        )
    }

    private func judge(
        from position: Int,
        secretStart start: Int,
        quote: Quote?,
        in window: borrowing ByteWindow,
        hold: inout Int,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        hold = start
        let limit = start + Self.maximumValue + 1
        let end: Int
        if let quote {
            let closing = try quote.valueEnd(from: start, limit: limit, in: window, runs: &runs, classes: quotedText)
            guard let closing else { return .noMatch(.shape) }
            end = closing
        } else {
            end = try runs.peekEnd(of: valueClass, from: start, limit: limit, in: window)
        }
        guard (6...Self.maximumValue).contains(end - start) else { return .noMatch(.length(found: end - start)) }
        let value = window.span(start..<end)
        if quote?.byte == UInt8(ascii: "`"), value.touches(Self.blanks) { return .noMatch(.placeholder) }
        let verdict = PlaceholderText.verdict(of: value)
        if verdict == .placeholder || value[0] == UInt8(ascii: "$") || value[0] == UInt8(ascii: "-") {
            return .noMatch(.placeholder)
        }
        // Ports and identifiers are numbers.
        if !value.touches(.letters), value.isMade(of: Self.numberCharacters) { return .noMatch(.shape) }
        if AssignedValue.isAddress(value) || value.isMade(of: Self.plainCharacters) && SecretShape.isWordy(value) {
            return .noMatch(.shape)
        }
        let doubt: UInt8 = value.count >= 8 && !SecretShape.isWordy(value) ? 0 : 20
        return .match(
            RawMatch(match: position..<end, secret: start..<end, isSample: verdict == .sample, doubt: doubt)
        )
    }

    /// Whether one of `commands` stands before `offset` on the same line.
    private func isAfter(_ commands: [[UInt8]], _ offset: Int, in window: borrowing ByteWindow) -> Bool {
        let limit = max(window.lowerBound, offset - Self.distance)
        var position = offset
        while position > limit {
            position -= 1
            let byte = window[position]
            // A backslash at the end of a line continues the command.
            if byte == UInt8(ascii: "\n"), window.byte(before: position) != UInt8(ascii: "\\") { return false }
            for command in commands
            where byte == command[0] && position + command.count <= offset && window.hasPrefix(command, at: position) {
                return true
            }
        }
        return false
    }

    private static var blanks: ByteSet { ByteSet(ascii: " \t\r\n") }
    private static var numberCharacters: ByteSet { ByteSet.digits.union(ByteSet(ascii: ":.-/")) }
    private static var plainCharacters: ByteSet { ByteSet.letters.union(ByteSet(ascii: "-_")) }
    private static var assigners: ByteSet { ByteSet(ascii: " =") }
    private static var userCharacters: ByteSet { ByteSet.alphanumerics.union(ByteSet(ascii: "-._@+%")) }
    private static var valueCharacters: ByteSet {
        ByteSet(0x21...0xFF).intersection(ByteSet(ascii: "\"'`<>|;&()\\").inverted)
    }
}
