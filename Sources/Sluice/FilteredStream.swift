// A sequence of chunks, filtered.

/// A sequence of chunks, filtered: gives what may go out, with the findings, as soon as it is known.
public struct FilteredStream<Chunks: AsyncSequence>: AsyncSequence where Chunks.Element == [UInt8] {
    /// What one step gives: bytes, findings, or both.
    public typealias Element = FilterOutput
    /// What the chunks throw.
    public typealias Failure = Chunks.Failure

    private let chunks: Chunks
    private let filter: PayloadFilter

    init(_ chunks: Chunks, filter: PayloadFilter) {
        self.chunks = chunks
        self.filter = filter
    }

    /// Begins to filter.
    public func makeAsyncIterator() -> Iterator {
        Iterator(chunks: chunks.makeAsyncIterator(), filter: filter)
    }

    /// Filters chunk by chunk.
    public struct Iterator: AsyncIteratorProtocol {
        private var chunks: Chunks.AsyncIterator
        private var filter: PayloadFilter
        private var isFinished = false

        init(chunks: Chunks.AsyncIterator, filter: PayloadFilter) {
            self.chunks = chunks
            self.filter = filter
        }

        /// The next output that has bytes or findings or says that the stream was blocked; nil at the end.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(Chunks.Failure) -> FilterOutput?
        {
            while !isFinished {
                var output = FilterOutput()
                if let chunk = try await chunks.next(isolation: actor) {
                    filter.append(chunk.span, to: &output)
                    isFinished = output.isBlocked
                } else {
                    filter.finish(to: &output)
                    isFinished = true
                }
                if !output.bytes.isEmpty || !output.findings.isEmpty || output.isBlocked { return output }
            }
            return nil
        }

        /// The next output, as `next(isolation:)`.
        public mutating func next() async throws -> FilterOutput? {
            try await next(isolation: nil)
        }
    }
}

extension FilteredStream: Sendable where Chunks: Sendable {}
