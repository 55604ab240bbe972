// The Luhn check digit of payment cards and many other numbers.

/// The check digit of ISO/IEC 7812-1 Annex B: every second digit from the right counts double, its digits are added,
/// and the sum is a multiple of ten. Spaces and dashes between digits are ignored.
package struct Luhn: Validator {
    package let name = "luhn"
    package let summary = "The last digit is the Luhn check digit of the others (ISO/IEC 7812-1, Annex B)."

    package init() {}

    package func validate(_ value: Span<UInt8>) -> Validation {
        guard let sum = Self.sum(value, doublingLast: false), sum.digits >= 2 else { return .invalid }
        return sum.total % 10 == 0 ? .valid : .invalid
    }

    package func checksum(completing value: [UInt8]) -> [UInt8]? {
        guard let sum = Self.sum(value.span, doublingLast: true), sum.digits >= 1 else { return nil }
        return [UInt8(ascii: "0") + UInt8((10 - sum.total % 10) % 10)]
    }

    /// The weighted sum and the number of digits, or nil where something else than digits, spaces and dashes is there.
    private static func sum(_ value: Span<UInt8>, doublingLast: Bool) -> (total: Int, digits: Int)? {
        var total = 0
        var digits = 0
        var doubles = doublingLast
        var index = value.count
        while index > 0 {
            index -= 1
            switch value[index] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let digit = Int(value[index] - UInt8(ascii: "0")) * (doubles ? 2 : 1)
                total += digit > 9 ? digit - 9 : digit
                digits += 1
                doubles.toggle()
            case UInt8(ascii: " "), UInt8(ascii: "-"): continue
            default: return nil
            }
        }
        return (total, digits)
    }
}
