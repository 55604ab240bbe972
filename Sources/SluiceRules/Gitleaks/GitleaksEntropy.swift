// The entropy of a secret as gitleaks reckons it.

import SluiceMatching

/// The Shannon entropy of a secret as gitleaks reckons it: of its characters, over its length in bytes. For ASCII it is
/// that of its bytes.
package enum GitleaksEntropy {
    package static func bits(of bytes: Span<UInt8>) -> Double {
        guard bytes.indices.contains(where: { bytes[$0] >= 0x80 }) else {
            return ShannonEntropy.bitsPerCharacter(of: bytes)
        }
        // H = −Σ c/n · log₂(c/n) over the characters, where the c need not add up to n.
        var counts: [UInt32: Int] = [:]
        var copy: [UInt8] = []
        copy.reserveCapacity(bytes.count)
        for index in bytes.indices { copy.append(bytes[index]) }
        for scalar in String(decoding: copy, as: UTF8.self).unicodeScalars { counts[scalar.value, default: 0] += 1 }
        let total = Double(bytes.count)
        return counts.values.sorted().reduce(0) { sum, count in
            let share = Double(count) / total
            return sum - share * log2(share)
        }
    }

    /// log₂ of a number from 0 to 1, by squaring: each step gives one binary digit.
    private static func log2(_ value: Double) -> Double {
        var result = Double(value.exponent)
        var rest = value.significand
        var digit = 0.5
        while digit > 1e-15 {
            rest *= rest
            if rest >= 2 {
                rest /= 2
                result += digit
            }
            digit /= 2
        }
        return result
    }
}
