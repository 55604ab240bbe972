// Completions of names that the command line's declaration does not hold.

import ArgumentParser

/// A command that takes names of commands as its arguments, as `help` does, or hands its arguments to another program.
package struct CommandNames: Sendable {
    /// One name that may stand there.
    package struct Name: Sendable {
        let text: String
        let abstract: String
        /// The names that may follow.
        let followers: [Name]

        package init(_ text: String, abstract: String = "", followers: [Name] = []) {
            self.text = text
            self.abstract = abstract
            self.followers = followers
        }
    }

    let command: String
    let names: [Name]
    /// Whether files may follow the names.
    let takesFiles: Bool

    package init(command: String, names: [Name], takesFiles: Bool = false) {
        self.command = command
        self.names = names
        self.takesFiles = takesFiles
    }

    /// What `help` takes: all commands below a root, and theirs.
    static func help(of root: any ParsableCommand.Type) -> CommandNames {
        CommandNames(command: "help", names: names(below: root))
    }

    private static func names(below command: any ParsableCommand.Type) -> [Name] {
        var names: [Name] = []
        for child in command.configuration.subcommands {
            let configuration = child.configuration
            guard configuration.shouldDisplay else { continue }
            let name = configuration.commandName ?? child._commandName
            names.append(Name(name, abstract: configuration.abstract, followers: Self.names(below: child)))
        }
        return names
    }

    /// The names by what was typed before them, in the order of the commands.
    var choices: [(typed: [String], names: [Name])] {
        [([], names)] + names.filter { !$0.followers.isEmpty }.map { ([$0.text], $0.followers) }
    }
}

/// Puts names into a completion script of ArgumentParser, which offers nothing in their place: it takes the commands'
/// arguments for free texts.
package enum CompletionScript {
    /// The script with the names; a script that is not as expected stays as it is.
    package static func adding(_ commands: [CommandNames], to script: String, root: String) -> String {
        commands.reduce(script) { script, command in
            if script.hasPrefix("#!/bin/bash") { return bash(command, in: script, root: root) }
            if script.hasPrefix("#compdef") { return zsh(command, in: script, root: root) }
            return fish(command, in: script, root: root)
        }
    }

    private static func bash(_ command: CommandNames, in script: String, root: String) -> String {
        let files = command.takesFiles ? "    *) COMPREPLY=($(compgen -f -- \"${cur}\")) ;;\n" : ""
        let cases = command.choices.map { typed, names in
            "    '\(typed.joined(separator: " "))')"
                + " COMPREPLY=($(compgen -W '\(names.map(\.text).joined(separator: " "))' -- \"${cur}\")) ;;\n"
        }
        let body = "    case \"${COMP_WORDS[*]:2:COMP_CWORD-2}\" in\n\(cases.joined())\(files)    esac\n"
        return replacing("_\(root)_\(command.command)", by: body, in: script)
    }

    private static func zsh(_ command: CommandNames, in script: String, root: String) -> String {
        let files = command.takesFiles ? "    *) _files ;;\n" : ""
        let cases = command.choices.map { typed, names in
            let values = names.map { "        \(quoted("\($0.text):\($0.abstract)"))\n" }
            return "    '\(typed.joined(separator: " "))')\n        local -a names=(\n\(values.joined())        )\n"
                + "        _describe -V subcommand names\n        ;;\n"
        }
        let body = "    case \"${(j: :)words[2,CURRENT-1]}\" in\n\(cases.joined())\(files)    esac\n"
        return replacing("_\(root)_\(command.command)", by: body, in: script)
    }

    private static func fish(_ command: CommandNames, in script: String, root: String) -> String {
        let isThere = "__\(root)_should_offer_completions_for_positional \"\(root) \(command.command)\""
        var lines = ""
        for (typed, names) in command.choices {
            let seen = typed.map { "; and __fish_seen_subcommand_from \($0)" }.joined()
            for name in names {
                lines += "complete -c \(quoted(root)) -n \(quoted("\(isThere) -eq \(typed.count + 1)\(seen)"))"
                lines += " -fa \(quoted(name.text)) -d \(quoted(name.abstract))\n"
            }
        }
        if command.takesFiles { lines += "complete -c \(quoted(root)) -n \(quoted("\(isThere) -gt 1")) -F\n" }
        return script.hasSuffix("\n") ? script + lines : "\(script)\n\(lines)"
    }

    /// The script with another body of a function.
    private static func replacing(_ function: String, by body: String, in script: String) -> String {
        guard let start = script.firstRange(of: "\n\(function)() {\n"),
            let end = script[start.upperBound...].firstRange(of: "\n}\n")
        else { return script }
        return script.replacingCharacters(in: start.upperBound..<end.upperBound, with: "\(body)}\n")
    }

    /// A text as one word of each of the shells.
    private static func quoted(_ text: String) -> String {
        "'\(text.replacing("'", with: "'\\''"))'"
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
        String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
    }
}
