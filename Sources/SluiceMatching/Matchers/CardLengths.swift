// Which lengths card numbers have behind their first four digits.

/// Which lengths card numbers have behind their first four digits, in a table that dismisses a number with one look.
package struct CardLengths: Hashable, Sendable {
    /// Bit n is set where a number may have n digits.
    private var all: UInt32 = 0
    /// The same for numbers without separators, where rare lengths would hit too many other numbers.
    private var plain: UInt32 = 0

    private init() {}

    private static let byPrefix: [CardLengths] = {
        var table = [CardLengths](repeating: CardLengths(), count: 10_000)
        for issuer in CardIssuer.all where issuer.prefixLength <= 4 {
            let width = Int(DecimalChecks.power(4 - issuer.prefixLength))
            let first = Int(issuer.prefixes.lowerBound) * width
            let last = Int(issuer.prefixes.upperBound) * width + width - 1
            for length in issuer.lengths where issuer.missingLengths?.contains(length) != true {
                let isUsual = isUsual(length, of: issuer)
                for prefix in first...last {
                    table[prefix].add(length, isPlain: isUsual || maestro.contains(prefix))
                }
            }
        }
        return table
    }()

    /// Whether the issuer's numbers mostly have this length, so that it counts without separators as well.
    private static func isUsual(_ length: Int, of issuer: CardIssuer) -> Bool {
        if length == 16 || issuer.lengths.count == 1 { return true }
        if length == issuer.lengths.lowerBound, length > 12 { return true }
        return length == 19 && issuer.lengths.upperBound == 19 && issuer.lengths.lowerBound == 16
    }

    private mutating func add(_ length: Int, isPlain: Bool) {
        all |= 1 << UInt32(length)
        if isPlain { plain |= 1 << UInt32(length) }
    }

    /// The lengths behind these four digits; nil where no network uses them.
    package init?(prefix: Int) {
        let known = Self.byPrefix[prefix]
        guard known.all != 0 else { return nil }
        self = known
    }

    /// Whether numbers of so many digits exist, `isPlain` when written without separators.
    package func allow(_ digitCount: Int, isPlain: Bool) -> Bool {
        (isPlain ? plain : all) >> UInt32(digitCount) & 1 == 1
    }

    /// The leading digits that Maestro cards really have; only behind them do plain numbers of all lengths count.
    private static let maestro: Set<Int> = [5018, 5020, 5038, 5893, 6304, 6759, 6761, 6762, 6763]
}
