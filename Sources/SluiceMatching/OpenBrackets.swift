// The brackets around a place in a list or map.

/// The brackets that are open at a place, four at most.
package struct OpenBrackets: Hashable, Sendable {
    /// The bytes that close them, the innermost last.
    private let closers: UInt32

    /// Behind the bracket `(`, `[` or `{`.
    init(behind opening: UInt8) { closers = UInt32(Self.closer(of: opening)) }

    private init(closers: UInt32) { self.closers = closers }

    /// What closes the innermost.
    var closer: UInt8 { UInt8(truncatingIfNeeded: closers) }

    /// What is open behind the end of the innermost, or nil behind the last.
    var outside: OpenBrackets? { closers >> 8 == 0 ? nil : OpenBrackets(closers: closers >> 8) }

    /// What is open behind one more bracket, or nil where that is too deep.
    func inside(_ opening: UInt8) -> OpenBrackets? {
        closers >> 24 == 0 ? OpenBrackets(closers: closers << 8 | UInt32(Self.closer(of: opening))) : nil
    }

    private static func closer(of opening: UInt8) -> UInt8 {
        switch opening {
        case UInt8(ascii: "["): UInt8(ascii: "]")
        case UInt8(ascii: "{"): UInt8(ascii: "}")
        default: UInt8(ascii: ")")
        }
    }
}
