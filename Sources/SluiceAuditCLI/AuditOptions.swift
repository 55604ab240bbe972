// Which audit is read.

import ArgumentParser
import SluiceAudit
import SluiceTerminal

/// The argument that names the audit.
struct AuditOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp("The audit's database; default: $SLUICE_AUDIT.", valueName: "database"),
        completion: .file()
    )
    var database: String?

    /// The path that was named.
    func path() throws -> String {
        guard let path = database ?? ProcessState.variable("SLUICE_AUDIT") else {
            throw CommandFailure("name the audit's database, or set SLUICE_AUDIT")
        }
        return path
    }

    /// Opens the audit.
    func open() throws -> AuditReader {
        let path = try path()
        // A pipe would be waited for.
        if let kind = try? FileStatus.of(BytePath(bytes: ProcessState.argumentBytes(path))).kind, kind != .file {
            throw CommandFailure("\(path.visible): not a file, so no audit's database")
        }
        return try failing { () throws(AuditError) in try AuditReader(path) }
    }
}

/// Turns an error of the audit into one that the command ends with.
func failing<Result>(_ body: () throws -> Result) throws -> Result {
    do {
        return try body()
    } catch let error as AuditError {
        throw CommandFailure(error.description.visible)
    }
}
