// How an audit is written and how long it is kept.

/// How an audit is written and how long it is kept.
package struct AuditConfiguration: Sendable {
    /// What becomes of a record when the queue is full.
    package enum Overflow: String, Sendable, CaseIterable {
        /// The new record is lost.
        case dropNewest = "drop-newest"
        /// Records that wait longest are lost.
        case dropOldest = "drop-oldest"
        /// The caller waits, at most `blockTimeout`; then the new record is lost.
        case block
    }

    /// When a batch is safe (SQLite's `synchronous` of a database in WAL mode).
    package enum Synchronous: String, Sendable, CaseIterable {
        /// A committed batch is on the disk; it survives a power cut.
        case full
        /// A committed batch survives the end of the process; a power cut may take those since the last checkpoint.
        case normal
    }

    /// The database file. Its folder must be there; the file is created for its owner only.
    package var path: String
    /// The chain's key; nil for a chain of plain SHA-256, which whoever can write the file can make anew.
    package var key: AuditKey?
    /// When a batch is safe.
    package var synchronous = Synchronous.full
    /// A file beside which, or on another volume, that tells the chain's head after each batch, so that a cut tail
    /// shows. It needs `synchronous` to be `full`: otherwise a power cut could leave it ahead of the database.
    package var headFile: String?

    /// How much memory records may take while they wait, in bytes, as an estimate.
    package var queueBytes = 32 << 20
    /// What becomes of a record when the queue is full.
    package var overflow = Overflow.dropNewest
    /// How long a caller waits at most with `Overflow.block`.
    package var blockTimeout = Duration.seconds(1)

    /// How many records are written in one transaction at most.
    package var batchLimit = 1000
    /// How long the first record of a batch waits for company.
    package var linger = Duration.milliseconds(20)
    /// How long another program may hold the database before a batch is tried again later.
    package var busyTimeout = Duration.seconds(2)
    /// The first pause after a failed write; it doubles up to `longestRetryPause`.
    package var firstRetryPause = Duration.milliseconds(100)
    /// The longest pause between attempts to write.
    package var longestRetryPause = Duration.seconds(5)

    /// Entries older than this are removed; nil keeps them.
    package var maximumAge: Duration?
    /// When the database holds more bytes, the oldest entries are removed; nil keeps them.
    package var maximumBytes: Int?
    /// How often entries are looked at for their age.
    package var retentionInterval = Duration.seconds(60)

    /// Writes to the database at `path`.
    package init(path: String, key: AuditKey? = nil) {
        self.path = path
        self.key = key
    }

    /// What is wrong with the settings; nil if nothing is.
    package var problem: String? {
        if path.isEmpty { return "the path is empty" }
        if headFile != nil, synchronous != .full { return "a head file needs synchronous: full" }
        if headFile == path { return "the head file is the database" }
        if batchLimit < 1 { return "the batch limit is below 1" }
        if queueBytes < 1 << 16 { return "the queue is below 64 KB" }
        if let maximumBytes, maximumBytes < 1 << 20 { return "the size to keep is below 1 MB" }
        if let maximumAge, maximumAge < .seconds(1) { return "the age to keep is below a second" }
        return nil
    }
}
