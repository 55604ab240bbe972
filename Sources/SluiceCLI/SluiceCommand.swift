// The command line's root and the one place where the process ends.

import ArgumentParser

/// The command line's root.
@main
struct SluiceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sluice",
        abstract: "Finds secrets and personal data in text and masks or blocks them while the text streams by.",
        discussion: """
            EXAMPLES
              curl -N https://… | sluice filter          mask what comes, as it comes
              sluice filter --action block < prompt.txt  let it pass whole or stop it
              sluice scan .                              look through a working copy
              sluice rules list                          see what can be found

            EXIT STATUS
              0  nothing found, or found and masked
              1  scan found something
              2  wrong usage, broken rules, or something could not be read or written
              3  filter --action block found something

            ENVIRONMENT
              SLUICE_RULES  the rules directory, unless --rules is given
              SLUICE_KEY    the key of fingerprints, unless --key-file is given
              NO_COLOR      when set, output is not coloured
            """,
        version: SluiceVersion.number,
        subcommands: [
            FilterCommand.self, ScanCommand.self, RulesCommand.self, PolicyCommand.self, ExplainCommand.self,
        ]
    )

    static func main() async {
        ProcessState.occupyStandardDescriptors()
        ProcessState.ignoreBrokenPipes()
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            end(error)
        }
    }

    /// Ends the process with the message and status of an error; ArgumentParser's requests for help are errors too.
    private static func end(_ error: any Error) -> Never {
        if let failure = error as? CommandFailure {
            // When standard error is closed there is nobody left to tell; the status remains.
            try? Descriptor.standardError.send("sluice: \(failure.message)\n")
            ProcessState.end(status: failure.status.rawValue)
        }
        if let code = error as? ExitCode { ProcessState.end(status: code.rawValue) }
        let isClean = exitCode(for: error).isSuccess
        let message = fullMessage(for: error)
        let text = message.isEmpty ? "" : message + "\n"
        guard isClean else {
            try? Descriptor.standardError.send(text)
            ProcessState.end(status: ExitStatus.failure.rawValue)
        }
        do {
            try printResult(text)
        } catch {
            try? Descriptor.standardError.send("sluice: \(error.message)\n")
            ProcessState.end(status: error.status.rawValue)
        }
        ProcessState.end(status: ExitStatus.success.rawValue)
    }
}

/// Writes a command's result to standard output; a closed pipe ends the process quietly, as it ends `cat`.
func printResult(_ text: String) throws(CommandFailure) {
    do {
        try Descriptor.standardOutput.send(text)
    } catch {
        if error.isBrokenPipe { ProcessState.endByBrokenPipe() }
        throw CommandFailure("standard output cannot be written: \(error)")
    }
}
