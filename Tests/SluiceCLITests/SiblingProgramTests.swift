// Commands that another program carries out.

import Foundation
import Testing

@Suite struct SiblingProgramTests {
    /// A folder with the built program and a script beside it.
    private func folder(script: String?) throws -> (folder: TemporaryFolder, program: String) {
        let folder = try TemporaryFolder()
        let program = folder.path + "/sluice"
        try FileManager.default.copyItem(atPath: try Program.url().path, toPath: program)
        if let script {
            let path = try folder.write("sluice-audit", "#!/bin/sh\n" + script)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        }
        return (folder, program)
    }

    @Test func allArgumentsAndTheStatusAreHandedOver() throws {
        let (folder, program) = try folder(script: "printf '[%s]' \"$@\"; exit 7\n")
        let run = try Program.shell(
            "\"$1\" audit verify --help -- 'a b' '' \"$(printf '\\377')\" --version | od -An -c | tr -d ' \\n'; "
                + "\"$1\" audit >/dev/null",
            [program]
        )
        #expect(run.output == "[verify][--help][--][ab][][377][--version]")
        #expect(run.status == 7)
        _ = folder
    }

    @Test func itIsFoundThroughALink() throws {
        let (folder, program) = try folder(script: "echo found\n")
        let elsewhere = try TemporaryFolder()
        try FileManager.default.createSymbolicLink(
            atPath: elsewhere.path + "/sluice",
            withDestinationPath: program
        )
        #expect(try Program.shell("\"$1\" audit", [elsewhere.path + "/sluice"]).output == "found\n")
        _ = folder
    }

    /// A name with a blank in it makes functions that no shell can read.
    @Test(arguments: ["serve", "audit"]) func completionsOfSiblingsParse(_ command: String) throws {
        let program = "sluice-\(command)"
        let script = "\"${0%/*}/$1\" --generate-completion-script bash > script && bash -n script && grep -c . script"
        let folder = try TemporaryFolder()
        let run = try Program.shell(script, [program], folder: folder.path)
        #expect(run.status == 0 && run.errors.isEmpty)
        #expect(try folder.read("script").contains("_\(program)"))
    }

    @Test func aMissingProgramIsNamed() throws {
        let (folder, program) = try folder(script: nil)
        let run = try Program.shell("\"$1\" audit verify", [program])
        #expect(run.status == 2 && run.output.isEmpty)
        #expect(run.errors.contains("sluice-audit is not there; build it with: swift build -c release"))
        _ = folder
    }

    @Test func aProgramThatCannotBeRunIsNamed() throws {
        let (folder, program) = try folder(script: nil)
        try folder.write("sluice-audit", "no program")
        let run = try Program.shell("\"$1\" audit verify", [program])
        #expect(run.status == 2)
        #expect(run.errors.contains("sluice-audit cannot be run: "))
    }
}
