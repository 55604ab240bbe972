// The Shannon entropy of a value's bytes.

/// The Shannon entropy of bytes, reckoned from how often each value occurs (C. E. Shannon, A Mathematical Theory of
/// Communication, 1948).
package enum ShannonEntropy {
    /// The entropy in bits per byte, 0…8; 0 for no bytes. At most the base-2 logarithm of the number of bytes. Takes no
    /// memory.
    package static func bitsPerCharacter(of bytes: Span<UInt8>) -> Double {
        let total = bytes.count
        guard total > 1 else { return 0 }
        var counts: [256 of Int32] = .init(repeating: 0)
        for index in bytes.indices { counts[Int(bytes[index])] &+= 1 }
        // H = Σ c/n · log(n/c) = log n − Σ c·log c / n
        var sum = 0.0
        for value in counts.indices where counts[value] > 1 {
            let count = Int(counts[value])
            sum += Double(count) * logarithm(count)
        }
        return max(0, logarithm(total) - sum / Double(total))
    }

    private static let table: [Double] = (0...512).map { $0 == 0 ? 0 : computedLogarithm(Double($0)) }

    private static func logarithm(_ number: Int) -> Double {
        number < table.count ? table[number] : computedLogarithm(Double(number))
    }

    /// The base-2 logarithm of a number of at least 1, right to about 14 digits.
    ///
    /// The exponent is the whole part; for the significand s between 1 and 2, ln s = 2·artanh((s − 1)/(s + 1)), whose
    /// series converges by a factor of nine or better with each term.
    private static func computedLogarithm(_ number: Double) -> Double {
        let fraction = (number.significand - 1) / (number.significand + 1)
        let square = fraction * fraction
        var power = fraction
        var sum = 0.0
        for term in 0..<16 {
            sum += power / Double(2 * term + 1)
            power *= square
        }
        return Double(number.exponent) + sum * 2 * 1.442_695_040_888_963_4
    }
}
