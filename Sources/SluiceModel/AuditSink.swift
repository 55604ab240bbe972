// Where decisions are recorded.

/// Where decisions are recorded.
///
/// ```swift
/// sink.record(AuditRecord(time: now, requestID: id, route: "/v1/check", direction: .request, …))
/// ```
public protocol AuditSink: Sendable {
    /// Takes a record for writing.
    ///
    /// It returns at once and never fails: writing happens elsewhere, and what is lost is counted there. Only a sink
    /// that is told to lose nothing may let the caller wait, for a bounded time, when it cannot keep up. Any thread may
    /// call it.
    func record(_ record: AuditRecord)
}
