// Filters answers while they stream.

public import SluiceModel
public import SluicePayloads
public import SluicePolicies

extension Guardrail {
    /// A filter for one stream, to which chunks are given as they come.
    ///
    /// ```swift
    /// var filter = guardrail.stream(dialect: .anthropic)
    /// var output = FilterOutput()
    /// filter.append(chunk.span, to: &output)  // output.bytes may go out
    /// ```
    ///
    /// - Parameters:
    ///   - dialect: the provider's format; nil to find it out from the first event.
    ///   - direction: which way the stream goes.
    ///   - context: whose stream it is; its direction is replaced.
    public func stream(
        dialect: DialectID? = nil,
        direction: Direction = .response,
        context: PolicyContext = PolicyContext()
    ) -> PayloadFilter {
        var source = PayloadSource(dialect: dialect, context: context)
        source.context.direction = direction
        return PayloadFilter(guardrail: self, source: source)
    }

    /// The filtered form of a sequence of chunks: what may go out, chunk by chunk, with the findings.
    ///
    /// ```swift
    /// for try await output in guardrail.stream(response.body, dialect: .openAIChat) {
    ///     try await client.write(output.bytes)
    /// }
    /// ```
    ///
    /// The sequence ends when `chunks` does or when the policy blocks, after the format's own ending. If `chunks`
    /// throws, what was held is not given out, as it is not decided.
    public func stream<Chunks: AsyncSequence>(
        _ chunks: Chunks,
        dialect: DialectID? = nil,
        direction: Direction = .response,
        context: PolicyContext = PolicyContext()
    ) -> FilteredStream<Chunks> where Chunks.Element == [UInt8] {
        FilteredStream(chunks, filter: stream(dialect: dialect, direction: direction, context: context))
    }
}
