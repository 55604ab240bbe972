// Where decisions about raw bytes go.

/// Where decisions about raw bytes go, in their order.
protocol RawEditor: Sendable {
    /// Where the next raw byte stands.
    associatedtype Place: Sendable

    /// The next `count` raw bytes go out as they are.
    mutating func keep(_ count: Int)
    /// The next `count` raw bytes do not go out.
    mutating func drop(_ count: Int)
    /// `bytes` go out before the next raw byte, which is dropped.
    mutating func insert(_ bytes: [UInt8])
    /// Nothing more goes out.
    mutating func close()
    /// Where the next raw byte stands.
    mutating func place() -> Place
    /// Where the last raw byte that was kept or dropped ends.
    mutating func lastPlace() -> Place
    /// Where the raw byte stands that is `count` bytes on and has been received.
    mutating func place(ahead count: Int) -> Place
}
