// Sizes as people write and read them.

/// Sizes as people write and read them.
package enum ByteCount {
    private static let units: [(suffix: Character, size: Int)] = [("K", 1 << 10), ("M", 1 << 20), ("G", 1 << 30)]

    /// Reads `4096`, `64K`, `10M` or `2G` (powers of 1024, an optional `B` or `iB` after the letter); nil for anything
    /// else or beyond an `Int`.
    package static func parse(_ text: String) -> Int? {
        var digits = text.uppercased()[...]
        for ending in ["IB", "B"] where digits.hasSuffix(ending) {
            digits = digits.dropLast(ending.count)
            break
        }
        let unit = units.first { $0.suffix == digits.last }
        if unit != nil { digits = digits.dropLast() }
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let count = Int(digits) else {
            return nil
        }
        let (value, isTooLarge) = count.multipliedReportingOverflow(by: unit?.size ?? 1)
        return isTooLarge ? nil : value
    }

    /// `512 B`, `4.0 KB`, `12 MB`.
    package static func text(_ count: Int) -> String {
        guard let unit = units.last(where: { count >= $0.size }) else { return "\(count) B" }
        let tenths = count / (unit.size / 10)
        let value = tenths < 100 ? "\(tenths / 10).\(tenths % 10)" : "\(count / unit.size)"
        return "\(value) \(unit.suffix)B"
    }
}
