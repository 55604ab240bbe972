// The program `sluice-serve`.

import ArgumentParser
import Foundation
import Logging
import SluiceAudit
import SluiceHooks
import SluiceTerminal

/// The program `sluice-serve`.
@main
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sluice-serve",
        abstract: "Answers the guardrail hooks of gateways over HTTP.",
        discussion: """
            sluice serve … runs this program. Settings come from a file, then from the environment, then from these options; the later is stronger.

            SIGHUP loads rules, policies, tokens and certificates again. SIGTERM and SIGINT stop the server when all requests and streams \
            have ended, at the latest after the time of `grace`; a second one ends it at once.

            EXIT STATUS
              0  stopped as asked, or --check-config found nothing wrong
              2  wrong usage, settings, rules, policies or tokens that cannot be used, it could not go on, or decisions \
            are missing in the audit

            ENVIRONMENT
              \(ServeSettings.variables.map(\.0).joined(separator: ", "))
            """,
        version: SluiceVersion.number
    )

    static func main() async {
        await CommandProgram.run(ServeCommand.self)
    }

    @Option(
        help: ArgumentHelp("The settings file.", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var config: String?

    @Option(
        help: ArgumentHelp(
            "Where to listen: HOST:PORT, [ADDRESS]:PORT, PORT, or unix:/PATH. (default: 127.0.0.1:8787)",
            valueName: "address"
        )
    )
    var listen: String?

    @Option(
        help: ArgumentHelp(
            "The rules directory. (default: ../share/sluice/Rules from the program, else Rules)",
            valueName: "dir"
        ),
        completion: .directory
    )
    var rules: String?

    @Option(
        help: ArgumentHelp("The directory of policies. (default: policies in the rules directory)", valueName: "dir"),
        completion: .directory
    )
    var policies: String?

    @Option(help: ArgumentHelp("The policy that is asked where none is named. (default: default)", valueName: "name"))
    var defaultPolicy: String?

    @Option(help: ArgumentHelp("The file of bearer tokens.", valueName: "file"), completion: .file())
    var tokens: String?

    @Option(
        help: ArgumentHelp("The file of the key that values are fingerprinted with.", valueName: "file"),
        completion: .file()
    )
    var keyFile: String?

    @Flag(help: "Also find what is hidden in base64, escapes, look-alikes and the like.")
    var decode = false

    @Option(
        help: ArgumentHelp(
            "Recognise the code that this index is of; made by `sluice fingerprint`. May be repeated.",
            valueName: "file"
        ),
        completion: .file()
    )
    var fingerprints: [String] = []

    @Option(
        help: ArgumentHelp(
            "The least level that is logged: trace, debug, info, notice, warning, error, critical.",
            valueName: "level"
        )
    )
    var logLevel: String?

    @Flag(help: "Let other machines ask without a token.")
    var allowAnonymous = false

    @Flag(help: "Load everything, say what is wrong, and end.")
    var checkConfig = false

    func run() async throws {
        // The last lines tell why it ended.
        defer { LogOutput.standardError.drain() }
        do {
            let settings = try settings()
            let logger = Logger(label: "sluice") { label in
                JSONLogHandler(label: label, level: Logger.Level(rawValue: settings.logLevel.rawValue) ?? .info)
            }
            if checkConfig {
                let server = try HookServer(settings: settings, logger: logger)
                let guards = server.engine.guards.current
                for remark in settings.lostPolicies { print(remark) }
                print("\(guards.ruleCount) rules, \(guards.guardrails.count) policies, version \(guards.version)")
                return
            }
            let server = try HookServer(settings: settings, opensAudit: true, logger: logger)
            let signals = StopSignals(server, grace: settings.grace, logger: logger)
            defer { signals.cancel() }
            let end = await Result { try await server.run() }
            let audit = Result(catching: { try server.closeAudit() })
            try end.get()
            try audit.get()
        } catch let failure as ServeFailure {
            throw CommandFailure(failure.description)
        } catch let failure as ServeSettingsReader.Failure {
            throw CommandFailure(failure.description)
        } catch {
            throw CommandFailure("the server cannot go on: \(error)")
        }
    }

    /// What file, environment and options say together.
    private func settings() throws -> ServeSettings {
        var settings = try config.map { try ServeSettingsReader.read(file: $0) } ?? ServeSettings()
        try settings.apply(environment: ProcessInfo.processInfo.environment)
        var options: [String: String] = [:]
        options["listen"] = listen
        options["rules"] = rules
        options["policies"] = policies
        options["default_policy"] = defaultPolicy
        options["tokens"] = tokens
        options["key_file"] = keyFile
        options["log_level"] = logLevel
        if allowAnonymous { options["allow_anonymous"] = "true" }
        if decode { options["decode"] = "true" }
        try settings.apply(options: options)
        if !fingerprints.isEmpty { settings.fingerprints = fingerprints }
        settings.rules = settings.rules ?? Self.installedRules()
        return settings
    }

    /// The rules beside the installed program, if there are some.
    private static func installedRules() -> String? {
        guard let own = ProcessState.executablePath else { return nil }
        let path = (own.resolved ?? own).parent.parent.appending(Array("share/sluice/Rules".utf8))
        return (try? FileStatus.of(path).kind) == .directory ? path.text : nil
    }
}

extension Result where Failure == any Error {
    /// What a piece of work comes to.
    fileprivate init(_ work: () async throws -> Success) async {
        do {
            self = .success(try await work())
        } catch {
            self = .failure(error)
        }
    }
}
