// What settings files may say, and what becomes of it.

import SluiceAudit
import SluiceHooks
import Testing

@Suite struct ServeSettingsTests {
    private func read(_ text: String) throws -> ServeSettings {
        try ServeSettingsReader.read(text: text, file: "etc/serve.yaml")
    }

    @Test func whoSaidWhatIsWrongIsNamed() throws {
        var settings = ServeSettings()
        let variable = #expect(throws: ServeSettingsReader.Failure.self) {
            try settings.apply(environment: ["SLUICE_LISTEN": "bad"])
        }
        #expect(variable?.description.hasPrefix("$SLUICE_LISTEN must be ") == true)
        let option = #expect(throws: ServeSettingsReader.Failure.self) {
            try settings.apply(options: ["listen": "bad"])
        }
        #expect(option?.description.hasPrefix("--listen must be ") == true)
        let level = #expect(throws: ServeSettingsReader.Failure.self) {
            try settings.apply(options: ["log_level": "bad"])
        }
        #expect(level?.description.hasPrefix("--log-level must be ") == true)
    }

    /// A body that never fits would be refused for ever, as if there were too much to do.
    @Test func aBodyMustFitIntoTheMemoryForAll() throws {
        for limits in ["{body: 4MiB, buffered: 1MiB}", "{buffered: 1MiB}", "{body: 1GiB}"] {
            let failure = #expect(throws: ServeSettingsReader.Failure.self) {
                try read("version: 1\nlimits: \(limits)\n")
            }
            #expect(failure?.description.contains("`limits.buffered`") == true, "\(limits)")
        }
        #expect(try read("version: 1\nlimits: {body: 4MiB, buffered: 4MiB}\n").limits.buffered == 4 << 20)
    }

    @Test func permissionsAreThoseOfASocket() throws {
        #expect(try read("version: 1\nlisten: unix:/s\nsocket_mode: 0660\n").socketMode == 0o660)
        #expect(try read("version: 1\nlisten: unix:/s\nsocket_mode: \"600\"\n").socketMode == 0o600)
        for text in ["0680", "rw", "7777", "06", "0", "-660"] {
            let failure = #expect(throws: ServeSettingsReader.Failure.self) {
                try read("version: 1\nsocket_mode: \"\(text)\"\n")
            }
            #expect(failure?.description.contains("`socket_mode`") == true, "\(text)")
        }
        let plain = try read("version: 1\nsocket_mode: 0660\n")
        #expect(plain.problems.contains { $0.contains("`socket_mode`") })
    }

    @Test func everyFieldIsRead() throws {
        let settings = try read(
            """
            version: 1
            listen: "[::1]:9000"
            allow_anonymous: true
            tokens: tokens.txt
            tls: {certificate: a.pem, key: /b.pem, client_ca: ca.pem}
            rules: ../Rules
            policies: p
            default_policy: team
            key_file: k
            decode: true
            fingerprints: [own.idx, /b.idx]
            limits: {body: 1MiB, header: 8KiB, buffered: 64MiB, requests: 7, streams: 9, deadline: 250ms, body_time: 5s,
              idle: 1m, session: 2s}
            audit: {path: a.db, key_file: k2, overflow: drop-oldest, synchronous: normal, queue: 1MiB, maximum_age: 90d,
              maximum_size: 1GiB}
            watch: false
            grace: 1h
            log_level: warning
            x-anything: 1
            """
        )
        #expect(settings.listen == .tcp(host: "::1", port: 9000))
        #expect(settings.allowsAnonymous && !settings.watches && settings.grace == .seconds(3_600))
        #expect(settings.tokens == "etc/tokens.txt" && settings.keyFile == "etc/k" && settings.policies == "etc/p")
        #expect(settings.decodes && settings.fingerprints == ["etc/own.idx", "/b.idx"])
        #expect(settings.rules == "etc/../Rules" && settings.defaultPolicy == "team")
        #expect(settings.tls?.certificate == "etc/a.pem" && settings.tls?.key == "/b.pem")
        #expect(settings.tls?.clientAuthority == "etc/ca.pem")
        #expect(settings.limits.body == 1 << 20 && settings.limits.header == 8_192)
        #expect(settings.limits.buffered == 64 << 20 && settings.limits.requests == 7 && settings.limits.streams == 9)
        #expect(settings.limits.deadline == .milliseconds(250) && settings.limits.bodyTime == .seconds(5))
        #expect(settings.limits.idle == .seconds(60) && settings.limits.session == .seconds(2))
        #expect(settings.logLevel == .warning)
        #expect(settings.audit?.path == "etc/a.db" && settings.audit?.keyFile == "etc/k2")
        #expect(settings.audit?.overflow == .dropOldest && settings.audit?.synchronous == .normal)
        #expect(settings.audit?.queue == 1 << 20 && settings.audit?.maximumBytes == 1 << 30)
        #expect(settings.audit?.maximumAge == .seconds(90 * 86_400))
    }

    @Test func allProblemsAreNamedAtOnce() throws {
        let error = try #require(throws: ServeSettingsReader.Failure.self) {
            try read(
                """
                version: 2
                listen: nowhere
                limts: {}
                tls: {certificate: a}
                limits: {body: 0, deadline: 2, requests: many, size: 1}
                """
            )
        }
        let lines = error.description.split(separator: "\n")
        #expect(lines.allSatisfy { $0.hasPrefix("etc/serve.yaml:") })
        for word in [
            "`version`", "`listen`", "limts", "key", "limits.body", "limits.deadline", "limits.requests", "size",
        ] {
            #expect(lines.contains { $0.contains(word) }, "\(word)")
        }
    }

    @Test func theEnvironmentIsStrongerThanTheFile() throws {
        var settings = try read("{version: 1, listen: 1, rules: a}")
        try settings.apply(environment: [
            "SLUICE_LISTEN": "unix:/run/s", "SLUICE_RULES": "/r", "SLUICE_LOG_LEVEL": "debug", "SLUICE_DECODE": "true",
        ])
        #expect(settings.decodes)
        #expect(settings.listen == .unix(path: "/run/s") && settings.rules == "/r" && settings.logLevel == .debug)
        let error = #expect(throws: ServeSettingsReader.Failure.self) {
            try settings.apply(environment: ["SLUICE_LISTEN": "::"])
        }
        #expect(error?.description.contains("$SLUICE_LISTEN") == true)
    }

    @Test(arguments: [
        ("8080", ListenAddress.tcp(host: "127.0.0.1", port: 8080)), ("a.b:1", .tcp(host: "a.b", port: 1)),
        ("[::]:2", .tcp(host: "::", port: 2)), ("unix:x", .unix(path: "x")),
    ])
    func addressesAreRead(text: String, address: ListenAddress) {
        #expect(ListenAddress(text) == address)
        #expect(ListenAddress(address.description) == address)
    }

    @Test(arguments: ["", ":1", "a:", "a:70000", "unix:", "a", "a:-1", "unix:" + String(repeating: "x", count: 108)])
    func otherAddressesAreNot(text: String) {
        #expect(ListenAddress(text) == nil)
    }

    @Test func othersMayNotAskWithoutAToken() throws {
        for (listen, isSafe) in [
            ("127.0.0.1:1", true), ("[::1]:1", true), ("localhost:1", true), ("unix:/s", true), ("0.0.0.0:1", false),
            ("[::]:1", false), ("10.0.0.1:1", false), ("127.example.org:1", false),
        ] {
            var settings = ServeSettings()
            settings.listen = try #require(ListenAddress(listen))
            #expect(settings.problems.isEmpty == isSafe, "\(listen)")
            settings.tokens = "t"
            #expect(settings.problems.isEmpty)
            settings.tokens = nil
            settings.allowsAnonymous = true
            #expect(settings.problems.isEmpty)
        }
    }
}
