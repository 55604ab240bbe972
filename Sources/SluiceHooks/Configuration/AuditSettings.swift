// How decisions are recorded.

package import SluiceAudit

extension ServeSettings {
    /// The audit that decisions are recorded in.
    package struct Audit: Sendable, Hashable {
        /// The database file.
        package var path: String
        /// The file of the key that the chain is made with; without one, whoever can write the database can make it
        /// anew.
        package var keyFile: String?
        /// A file that tells the chain's head after each batch, so that a cut tail shows.
        package var headFile: String?
        /// When a batch is safe.
        package var synchronous = AuditConfiguration.Synchronous.full
        /// What becomes of a decision that comes when the queue is full.
        package var overflow = AuditConfiguration.Overflow.dropNewest
        /// How much memory decisions may take while they wait, in bytes.
        package var queue = 32 << 20
        /// What is older is removed; nil keeps it.
        package var maximumAge: Duration?
        /// When the database is larger, what is oldest is removed; nil keeps it.
        package var maximumBytes: Int?

        /// Records in the database at `path`.
        package init(path: String) {
            self.path = path
        }

        /// What the audit is told.
        ///
        /// - Throws: `ServeFailure` that names the field.
        package func configuration() throws(ServeFailure) -> AuditConfiguration {
            let key = try keyFile.map { (file) throws(ServeFailure) in
                AuditKey(bytes: try KeyFile.bytes(file, field: "audit.key_file"))
            }
            var configuration = AuditConfiguration(path: path, key: key ?? nil)
            configuration.headFile = headFile
            configuration.synchronous = synchronous
            configuration.overflow = overflow
            configuration.queueBytes = queue
            configuration.maximumAge = maximumAge
            configuration.maximumBytes = maximumBytes
            if let problem = configuration.problem { throw ServeFailure("`audit`: \(problem)") }
            return configuration
        }

        /// Refuses what the audit could not be written with; changes nothing.
        ///
        /// - Throws: `ServeFailure` that says what to do.
        package func check() throws(ServeFailure) {
            let configuration = try configuration()
            do {
                try AuditWriter.check(configuration)
            } catch {
                throw ServeFailure("`audit`: \(error)")
            }
        }

        /// Begins to write.
        ///
        /// - Throws: `ServeFailure` that says what to do.
        func open() throws(ServeFailure) -> AuditWriter {
            let configuration = try configuration()
            do {
                return try AuditWriter(configuration)
            } catch {
                throw ServeFailure("`audit`: \(error)")
            }
        }
    }
}
