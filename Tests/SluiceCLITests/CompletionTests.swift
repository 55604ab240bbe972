// What shells offer behind `sluice`.

import Foundation
import SluiceCLI
import Testing

@Suite struct CompletionTests {
    /// What bash offers for a line, whose last word is being typed.
    private func bash(_ line: [String]) throws -> Set<String> {
        let script = try Program.run(["--generate-completion-script", "bash"])
        #expect(script.status == 0)
        let folder = try TemporaryFolder()
        let file = try folder.write("sluice.bash", script.output)
        try folder.write("audit.db")
        let words = line.map { "'\($0)'" }.joined(separator: " ")
        let previous = line.dropLast().last ?? ""
        let typed = """
            source '\(file)'
            COMP_WORDS=(\(words)); COMP_CWORD=\(line.count - 1)
            COMP_LINE='\(line.joined(separator: " "))'; COMP_POINT=${#COMP_LINE}
            _sluice sluice '\(line.last ?? "")' '\(previous)'
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/bash")
        shell.arguments = ["-c", typed]
        shell.currentDirectoryURL = folder.url
        let output = Pipe()
        shell.standardOutput = output
        try shell.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        shell.waitUntilExit()
        return Set(text.split(separator: "\n").map(String.init))
    }

    private static let commands: Set<String> = [
        "filter", "scan", "rules", "policy", "explain", "fingerprint", "audit", "serve",
    ]

    @Test func helpTakesTheNamesOfCommands() throws {
        #expect(try bash(["sluice", "help", ""]) == Self.commands)
        #expect(try bash(["sluice", "help", "f"]) == ["filter", "fingerprint"])
        #expect(try bash(["sluice", "help", "policy", ""]) == ["test", "lint", "show"])
        #expect(try bash(["sluice", "help", "scan", ""]).isEmpty)
        #expect(try bash(["sluice", ""]).isSuperset(of: Self.commands))
    }

    @Test func theAuditTakesItsCommandsAndFiles() throws {
        #expect(try bash(["sluice", "audit", ""]) == ["verify", "query", "stats", "export", "head"])
        #expect(try bash(["sluice", "audit", "st"]) == ["stats"])
        #expect(try bash(["sluice", "audit", "verify", "au"]) == ["audit.db"])
    }

    /// The names are those of the program that the arguments are handed to.
    @Test func theNamesAreThoseOfTheProgram() throws {
        let program = try Program.url().deletingLastPathComponent().appendingPathComponent("sluice-audit")
        guard FileManager.default.isExecutableFile(atPath: program.path) else { return }
        let help = try Program.run(["audit", "--help"]).output
        let listed = try #require(help.split(separator: "SUBCOMMANDS:").last).split(separator: "\n").filter {
            $0.hasPrefix("  ") && !$0.hasPrefix("   ")
        }
        let names = listed.compactMap { $0.split(separator: " ").first.map(String.init) }.filter { $0 != "See" }
        #expect(try bash(["sluice", "audit", ""]) == Set(names))
    }

    /// The other shells' scripts hold the names; what the shells make of them is theirs.
    @Test(arguments: ["zsh", "fish"]) func otherShellsHaveTheNames(shell: String) throws {
        let script = try Program.run(["--generate-completion-script", shell]).output
        let names: [String]
        if shell == "zsh" {
            let body = try #require(script.split(separator: "\n_sluice_help() {").last)
            names = body.split(separator: "\n").filter { $0.hasPrefix("        '") && $0.contains(":") }
                .compactMap { $0.dropFirst(9).split(separator: ":").first.map(String.init) }
            #expect(script.split(separator: "\n_sluice_audit() {").last?.contains("'verify:Proves") == true)
        } else {
            names = script.split(separator: "\n").filter { $0.contains("\"sluice help\"") && $0.contains(" -fa ") }
                .compactMap { $0.split(separator: " -fa '").last?.split(separator: "'").first.map(String.init) }
            #expect(script.contains("\"sluice audit\" -eq 1' -fa 'verify' -d 'Proves"))
        }
        #expect(Set(names).isSuperset(of: Self.commands.union(["lint", "matchers", "show"])), "\(names)")
    }
}
