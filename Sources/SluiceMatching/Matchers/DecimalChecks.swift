// Check digits of numbers that are held as one integer.

/// Check digits of numbers that are held as one integer.
package enum DecimalChecks {
    /// The Luhn sum of ISO/IEC 7812-1, annex B: every second digit from the right doubled. A multiple of ten holds.
    package static func luhnSum(_ value: UInt64) -> Int {
        var rest = value
        var sum = 0
        while rest > 0 {
            sum += Int(rest % 10)
            rest /= 10
            let doubled = Int(rest % 10) * 2
            sum += doubled > 9 ? doubled - 9 : doubled
            rest /= 10
        }
        return sum
    }

    /// The sum of the last digits of `value`, each times its weight; the last weight belongs to the last digit.
    package static func weightedSum(_ value: UInt64, _ weights: SIMD16<Int32>, count: Int) -> Int {
        var rest = value
        var sum = 0
        for index in stride(from: count - 1, through: 0, by: -1) {
            sum += Int(rest % 10) * Int(weights[index])
            rest /= 10
        }
        return sum
    }

    /// Ten to the power of `exponent`, which lies in 0…19.
    package static func power(_ exponent: Int) -> UInt64 {
        var result: UInt64 = 1
        for _ in 0..<exponent { result *= 10 }
        return result
    }
}
