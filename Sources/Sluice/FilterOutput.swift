// What a filter gives back.

/// What a filter gives back for the bytes that it was given. Reuse one value to keep its memory.
public struct FilterOutput: Sendable {
    /// Filtered bytes that may go out.
    public var bytes: [UInt8] = []
    /// Findings that were decided, in the order of their place.
    public var findings: [LocatedFinding] = []
    /// Set once when the filter's action is `block` and something was found: nothing of the stream may follow.
    public var isBlocked = false

    /// An empty output.
    public init() {}

    /// Empties the output and keeps its memory.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        findings.removeAll(keepingCapacity: true)
    }
}
