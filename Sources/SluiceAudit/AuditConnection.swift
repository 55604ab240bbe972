// Opens the database.

import Foundation
import GRDB
import SluiceModel

/// Opens the database.
enum AuditConnection {
    /// Opens or creates an audit for writing, brings it to the present version and checks the key.
    ///
    /// - Parameter prepare: what tests do to a connection to let it fail.
    static func writing(
        _ configuration: AuditConfiguration,
        hasher: ChainHasher,
        prepare: (@Sendable (Database) throws -> Void)?
    ) throws(AuditError) -> DatabaseQueue {
        let path = configuration.path
        do {
            createFile(path)
            var settings = Configuration()
            settings.label = "sluice.audit.writer"
            settings.foreignKeysEnabled = false
            settings.busyMode = .timeout(configuration.busyTimeout.seconds)
            let synchronous = configuration.synchronous
            settings.prepareDatabase { db in
                try AuditSchema.checkFree(db, path: path)
                // Only while the file is empty does this have an effect; later the setting is in the file.
                try db.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
                let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL")
                guard mode == "wal" else { throw AuditError(.readOnly, path: path, detail: "WAL mode is not possible") }
                try db.execute(sql: "PRAGMA synchronous = \(synchronous.rawValue)")
                try db.execute(sql: "PRAGMA journal_size_limit = \(64 << 20)")
                try db.execute(sql: "PRAGMA cache_size = -65536")
                try db.execute(sql: "PRAGMA trusted_schema = OFF")
                try prepare?(db)
            }
            let queue = try DatabaseQueue(path: path, configuration: settings)
            try queue.write { db in
                try AuditSchema.migrate(db, path: path)
                if let state = try ChainState.read(db, path: path) {
                    try state.checkKey(hasher, path: path)
                } else {
                    try ChainState(beginning: hasher).insert(db)
                }
            }
            return queue
        } catch {
            throw AuditError(error, path: path)
        }
    }

    /// Refuses what could not be opened for writing, as far as that shows without a change of anything.
    static func check(_ configuration: AuditConfiguration, hasher: ChainHasher) throws(AuditError) {
        let path = configuration.path
        try checkFolder(of: path)
        if let headFile = configuration.headFile { try checkFolder(of: headFile) }
        guard FileManager.default.fileExists(atPath: path) else { return }
        let file = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let type = try? FileManager.default.attributesOfItem(atPath: file)[.type] as? FileAttributeType
        if type == .typeDirectory { throw AuditError(.cannotOpen, path: path, detail: "it is a folder") }
        guard FileManager.default.isWritableFile(atPath: path) else { throw AuditError(.readOnly, path: path) }
        do {
            let queue = try DatabaseQueue(path: path, configuration: readingSettings)
            try queue.read { db in
                guard try AuditSchema.holdsAudit(db, path: path) else { return }
                try ChainState.read(db, path: path)?.checkKey(hasher, path: path)
            }
            try queue.close()
        } catch {
            throw AuditError(error, path: path)
        }
    }

    /// Refuses a file that could not be created.
    private static func checkFolder(of file: String) throws(AuditError) {
        let folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
        guard FileManager.default.fileExists(atPath: folder) else {
            throw AuditError(.cannotOpen, path: file, detail: "its folder is not there")
        }
        guard FileManager.default.isWritableFile(atPath: folder) else { throw AuditError(.readOnly, path: file) }
    }

    /// Opens an audit for reading only.
    static func reading(_ path: String) throws(AuditError) -> DatabaseQueue {
        do {
            let queue = try DatabaseQueue(path: path, configuration: readingSettings)
            try queue.read { db in try AuditSchema.check(db, path: path) }
            return queue
        } catch {
            throw AuditError(error, path: path)
        }
    }

    private static var readingSettings: Configuration {
        var settings = Configuration()
        settings.label = "sluice.audit.reader"
        settings.readonly = true
        settings.foreignKeysEnabled = false
        settings.busyMode = .timeout(5)
        settings.prepareDatabase { db in
            try db.execute(sql: "PRAGMA trusted_schema = OFF")
            try db.execute(sql: "PRAGMA cache_size = -65536")
        }
        return settings
    }

    /// Creates the file for its owner only; SQLite gives its companions the same permissions.
    private static func createFile(_ path: String) {
        guard !FileManager.default.fileExists(atPath: path) else { return }
        // If it fails, opening the database says why.
        _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
    }
}

extension Duration {
    /// Seconds.
    var seconds: Double { Double(microseconds) / 1_000_000 }
}
