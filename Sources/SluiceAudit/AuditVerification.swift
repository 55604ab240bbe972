// What a check of a chain found.

/// What a check of a chain found.
package struct AuditVerification: Sendable, Hashable {
    /// The first place where the chain does not hold.
    package struct Breach: Sendable, Hashable {
        package enum Kind: String, Sendable, CaseIterable {
            /// The entry is not as it was written.
            case altered
            /// The entry, and perhaps others after it, is not there, and no removal accounts for it.
            case missing
            /// The entry is not one that the chain ends with: it was put there.
            case added
            /// The entry was the last one once; it is not there any more, or another is in its place.
            case cut
            /// The row that tells the chain's end was changed.
            case head
            /// The file cannot be read from this entry on.
            case damaged
            /// The entries are right, and an index that searches use is not.
            case index
        }

        package let kind: Kind
        /// The entry's number.
        package let sequence: Int64
        /// A sentence without a full stop.
        package let explanation: String
    }

    /// Nil when the chain holds.
    package var breach: Breach?
    /// Whether the chain was made with a key.
    package var isKeyed = false
    /// How many entries were checked.
    package var entries: Int64 = 0
    /// The number of the first entry that is there.
    package var first: Int64 = 0
    /// The number of the last entry that was checked.
    package var last: Int64 = 0
    /// Of the first and the last entry that was checked.
    package var firstTime: Int64?
    package var lastTime: Int64?
    package var decisions: Int64 = 0
    /// Entries that retention has removed.
    package var removed: Int64 = 0
    /// Records that were lost before they could be written.
    package var lost: Int64 = 0
    package var starts: Int64 = 0
    package var stops: Int64 = 0
    /// The chain's end as it was checked; nil after a breach.
    package var head: AuditHead?
    /// Whether a head that was given could be compared: the entry that it names may have been removed since.
    package var headWasCompared: Bool?
}
