// What filters a payload whose format is known.

/// What filters a payload whose format is known: a text, a document or a stream of events.
protocol FormatFilter: Sendable {
    /// Bytes received that have not gone out.
    var heldByteCount: Int { get }
    /// How many places a rule gave up on at its limits.
    var undecidedCount: Int { get }
    /// Takes the next bytes and appends to `output` what may go out.
    mutating func append(_ bytes: Span<UInt8>, work: inout PayloadWork, to output: inout FilterOutput)
    /// Ends the payload and appends to `output` what was held.
    mutating func finish(work: inout PayloadWork, to output: inout FilterOutput)
    /// Gives up what can be made again.
    mutating func rest()
}

extension TextFilter: FormatFilter {}
extension DocumentFilter: FormatFilter {}
extension EventFilter: FormatFilter {}
