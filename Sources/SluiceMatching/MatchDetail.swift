// What a matcher knows of a match beyond its place.

/// What a matcher knows of a match beyond its place, such as which licence it is: up to eight symbols that mean
/// something to the matcher alone. Plain bits, as matches must be.
package struct MatchDetail: Hashable, Sendable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    /// How many symbols there is room for.
    package static let capacity = 8

    /// No detail.
    package static let none = MatchDetail()

    private init() {}

    /// A detail of some symbols, each below 65,535; nil where there are too many.
    package init?(symbols: [Int]) {
        guard symbols.count <= Self.capacity else { return nil }
        for (index, symbol) in symbols.enumerated() {
            guard (0..<0xFFFF).contains(symbol) else { return nil }
            // Zero stands for no symbol.
            let bits = UInt64(symbol + 1) << UInt64(index % 4 * 16)
            if index < 4 { low |= bits } else { high |= bits }
        }
    }

    /// Whether there is none.
    package var isEmpty: Bool { low == 0 }

    /// The symbols in their order.
    package var symbols: [Int] {
        (0..<Self.capacity).compactMap { index in
            let bits = (index < 4 ? low : high) >> UInt64(index % 4 * 16) & 0xFFFF
            return bits == 0 ? nil : Int(bits) - 1
        }
    }
}
