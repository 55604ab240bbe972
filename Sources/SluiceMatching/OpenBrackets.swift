// The brackets around a place in a list or map.

/// The brackets that are open at a place, four at most.
package struct OpenBrackets: Hashable, Sendable {
    /// The bytes that close them, the innermost last.
    private let closers: UInt32

    init(closer: UInt8) { self.init(closers: UInt32(closer)) }

    private init(closers: UInt32) { self.closers = closers }

    /// What closes the innermost.
    var closer: UInt8 { UInt8(truncatingIfNeeded: closers) }

    /// What is open behind the end of the innermost, or nil behind the last.
    var outside: OpenBrackets? { closers >> 8 == 0 ? nil : OpenBrackets(closers: closers >> 8) }

    /// What is open inside of one more, or nil where that is too deep.
    func inside(closer: UInt8) -> OpenBrackets? {
        closers >> 24 == 0 ? OpenBrackets(closers: closers << 8 | UInt32(closer)) : nil
    }
}
