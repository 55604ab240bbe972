// What can go wrong with an audit, with the remedy.

import GRDB

/// What can go wrong with an audit, with the remedy. It never holds anything of a record.
package struct AuditError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Stable names, for metrics and machine-readable answers.
    package enum Code: String, Sendable, Hashable, CaseIterable {
        case cannotOpen = "cannot_open"
        case notAnAudit = "not_an_audit"
        case olderSchema = "older_schema"
        case newerSchema = "newer_schema"
        case keyNeeded = "key_needed"
        case wrongKey = "wrong_key"
        case locked = "locked"
        case readOnly = "read_only"
        case diskFull = "disk_full"
        case inputOutput = "input_output"
        case corrupt = "corrupt"
        case replaced = "replaced"
        case invalidHead = "invalid_head"
        case invalidConfiguration = "invalid_configuration"
        case refused = "refused"
    }

    package let code: Code
    /// The file that is meant.
    package let path: String
    /// The system's own words, without a full stop; may be empty.
    package let detail: String

    package init(_ code: Code, path: String, detail: String = "") {
        self.code = code
        self.path = path
        self.detail = detail
    }

    /// Whether the same records may be written later, when somebody has removed the cause.
    package var mayPass: Bool { code != .refused }

    package var description: String {
        let text =
            switch code {
            case .cannotOpen: "\(path) cannot be opened; check the path and its permissions"
            case .notAnAudit: "\(path) is no audit of Sluice; name another file"
            case .olderSchema: "\(path) was written by an older version; start a server of this version on it once"
            case .newerSchema: "\(path) was written by a newer version; use that version"
            case .keyNeeded: "\(path) was written with a key; give the same key"
            case .wrongKey: "\(path) was not written with this key; give the key that it was begun with, or a new file"
            case .locked: "\(path) is locked by another program; stop it or try again"
            case .readOnly: "\(path) cannot be written; make the file and its folder writable"
            case .diskFull: "the disk of \(path) is full; free space or let retention remove more"
            case .inputOutput: "\(path) cannot be read or written"
            case .corrupt: "\(path) is damaged; move it away, keep it for examination, and a new one is begun"
            case .replaced: "\(path) was moved or replaced while it was being written"
            case .invalidHead: "\(path) is no head of an audit"
            case .invalidConfiguration: "the audit's configuration is wrong"
            case .refused: "\(path) refused a record"
            }
        return detail.isEmpty ? text : "\(text): \(detail)"
    }

    /// What an error of the database means for the file at `path`.
    init(_ error: any Error, path: String) {
        if let error = error as? AuditError {
            self = error
            return
        }
        guard let error = error as? DatabaseError else {
            self.init(.inputOutput, path: path, detail: String(describing: type(of: error)))
            return
        }
        let code: Code =
            switch error.resultCode {
            case .SQLITE_FULL: .diskFull
            case .SQLITE_BUSY, .SQLITE_LOCKED: .locked
            case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: .readOnly
            case .SQLITE_CORRUPT: .corrupt
            case .SQLITE_NOTADB: .notAnAudit
            case .SQLITE_CANTOPEN: .cannotOpen
            case .SQLITE_CONSTRAINT, .SQLITE_TOOBIG, .SQLITE_MISMATCH, .SQLITE_RANGE: .refused
            // A schema that was changed by hand.
            case .SQLITE_ERROR: .corrupt
            default: .inputOutput
            }
        // The message is the library's own words; it names tables and columns, never values.
        self.init(code, path: path, detail: error.message ?? "")
    }
}
