// Runs a command line from its arguments to the end of the process.

package import ArgumentParser

/// Runs a command line from its arguments to the end of the process.
package enum CommandProgram {
    /// Parses the arguments, runs the command they name, and ends the process where that fails or is asked for.
    ///
    /// Messages begin with the root's name. Wrong usage and failures end with `ExitStatus.failure`.
    ///
    /// - Parameter names: what completion scripts offer besides what is declared, and the names that `help` takes.
    package static func run<Root: ParsableCommand>(_ root: Root.Type, completing names: [CommandNames] = []) async {
        CrashSignals.leaveToSystem()
        ProcessState.occupyStandardDescriptors()
        ProcessState.ignoreBrokenPipes()
        do {
            var command = try root.parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            end(root, error, names)
        }
    }

    /// The option by which ArgumentParser is asked for a script.
    private static let scriptOption = "--generate-completion-script"

    /// Ends the process with the message and status of an error; ArgumentParser's requests for help are errors too.
    private static func end<Root: ParsableCommand>(
        _ root: Root.Type,
        _ error: any Error,
        _ names: [CommandNames]
    ) -> Never {
        let name = root.configuration.commandName ?? root._commandName
        if let failure = error as? CommandFailure {
            // When standard error is closed there is nobody left to tell; the status remains.
            try? Descriptor.standardError.send("\(name): \(failure.message)\n")
            ProcessState.end(status: failure.status.rawValue)
        }
        if let code = error as? ExitCode { ProcessState.end(status: code.rawValue) }
        let isClean = root.exitCode(for: error).isSuccess
        let message = root.fullMessage(for: error)
        var text = message.isEmpty ? "" : message + "\n"
        guard isClean else {
            try? Descriptor.standardError.send(text)
            ProcessState.end(status: ExitStatus.failure.rawValue)
        }
        if CommandLine.arguments.dropFirst().contains(where: { $0.hasPrefix(scriptOption) }) {
            text = CompletionScript.adding([CommandNames.help(of: root)] + names, to: text, root: name)
        }
        do {
            try printResult(text)
        } catch {
            try? Descriptor.standardError.send("\(name): \(error.message)\n")
            ProcessState.end(status: error.status.rawValue)
        }
        ProcessState.end(status: ExitStatus.success.rawValue)
    }
}

/// Writes a command's result to standard output; a closed pipe ends the process quietly, as it ends `cat`.
package func printResult(_ text: String) throws(CommandFailure) {
    try printResult(Array(text.utf8).span)
}

/// Writes bytes of a command's result to standard output, as the text's does.
package func printResult(_ bytes: Span<UInt8>) throws(CommandFailure) {
    do {
        try Descriptor.standardOutput.send(bytes)
    } catch {
        if error.isBrokenPipe { ProcessState.endByBrokenPipe() }
        throw CommandFailure("standard output cannot be written: \(error)")
    }
}
