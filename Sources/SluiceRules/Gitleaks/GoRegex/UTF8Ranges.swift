// The bytes that spell ranges of characters in UTF-8.

/// Sequences of byte ranges that together spell exactly the characters of a range in UTF-8 (RFC 3629 §4).
package enum UTF8Ranges {
    /// Surrogates have no spelling.
    private static let surrogates: ClosedRange<UInt32> = 0xD800...0xDFFF

    package static func sequences(of range: ClosedRange<UInt32>) -> [[ClosedRange<UInt8>]] {
        var result: [[ClosedRange<UInt8>]] = []
        var waiting = [range]
        while let next = waiting.popLast() {
            if let parts = split(next) {
                // The last is taken first.
                waiting += parts.reversed()
            } else {
                let (first, last) = (bytes(of: next.lowerBound), bytes(of: next.upperBound))
                result.append(zip(first, last).map { $0...$1 })
            }
        }
        return result
    }

    /// Cuts a range where its spelling changes its form; nil where it has one form throughout.
    private static func split(_ range: ClosedRange<UInt32>) -> [ClosedRange<UInt32>]? {
        let (low, high) = (range.lowerBound, range.upperBound)
        if range.overlaps(surrogates) {
            var parts: [ClosedRange<UInt32>] = []
            if low < surrogates.lowerBound { parts.append(low...(surrogates.lowerBound - 1)) }
            if high > surrogates.upperBound { parts.append((surrogates.upperBound + 1)...high) }
            return parts
        }
        for limit: UInt32 in [0x7F, 0x7FF, 0xFFFF] where low <= limit && limit < high {
            return [low...limit, (limit + 1)...high]
        }
        guard high > 0x7F else { return nil }
        for index: UInt32 in 1...3 {
            let mask = (UInt32(1) << (6 * index)) - 1
            guard low & ~mask != high & ~mask else { continue }
            if low & mask != 0 { return [low...(low | mask), ((low | mask) + 1)...high] }
            if high & mask != mask { return [low...((high & ~mask) - 1), (high & ~mask)...high] }
        }
        return nil
    }

    private static func bytes(of rune: UInt32) -> [UInt8] {
        Unicode.Scalar(rune).map { Array(String(Character($0)).utf8) } ?? []
    }
}
