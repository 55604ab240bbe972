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
    /// Gives up what can be made again, while nothing comes.
    mutating func rest()
    /// Nothing more goes out.
    mutating func close()
    /// Where the next raw byte stands.
    mutating func place() -> Place
    /// Where the last raw byte that was kept or dropped ends.
    mutating func lastPlace() -> Place
    /// Where the raw byte stands that is `count` bytes on and has been received.
    mutating func place(ahead count: Int) -> Place

    /// The raw bytes from the next one on spell text again that has been masked or may be: they go out, or
    /// `replacement` does.
    mutating func beginSpelling(_ id: Int, replacement: StaticString)
    /// What spells text again ends before the next raw byte.
    mutating func endSpelling()
    /// Whether the replacements of what spells text again go out, or it itself: of those with these names, ascending.
    mutating func settleSpellings(_ ids: [Int], areReplaced: Bool)
}

extension RawEditor {
    mutating func rest() {}

    /// Events have their own way for what spells text again.
    mutating func beginSpelling(_ id: Int, replacement: StaticString) {}
    mutating func endSpelling() {}
    mutating func settleSpellings(_ ids: [Int], areReplaced: Bool) {}
}
