// Verhoeff's check digit, which India's Aadhaar numbers carry.

/// Verhoeff's check digit over the dihedral group of order ten (J. Verhoeff, Error detecting decimal codes, 1969),
/// which finds every wrong digit and every swap of neighbours. Spaces and dashes are ignored.
package struct Verhoeff: Validator {
    package let name = "verhoeff"
    package let summary = "The last digit is the Verhoeff check digit of the others (J. Verhoeff, 1969)."

    package init() {}

    package func validate(_ value: Span<UInt8>) -> Validation {
        guard let sum = Self.sum(value, firstPosition: 0), sum.digits >= 2 else { return .invalid }
        return sum.total == 0 ? .valid : .invalid
    }

    package func checksum(completing value: [UInt8]) -> [UInt8]? {
        guard let sum = Self.sum(value.span, firstPosition: 1), sum.digits >= 1 else { return nil }
        return [UInt8(ascii: "0") + UInt8(Self.inverse(of: sum.total))]
    }

    /// The product in the group of all digits from the right, each permuted by its position.
    private static func sum(_ value: Span<UInt8>, firstPosition: Int) -> (total: Int, digits: Int)? {
        var total = 0
        var digits = 0
        var index = value.count
        while index > 0 {
            index -= 1
            switch value[index] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let digit = Int(value[index] - UInt8(ascii: "0"))
                total = product(total, permuted(digit, times: (firstPosition + digits) % 8))
                digits += 1
            case UInt8(ascii: " "), UInt8(ascii: "-"): continue
            default: return nil
            }
        }
        return (total, digits)
    }

    /// The product in the dihedral group: 0…4 are rotations of a pentagon, 5…9 its reflections.
    private static func product(_ left: Int, _ right: Int) -> Int {
        switch (left < 5, right < 5) {
        case (true, true): (left + right) % 5
        case (true, false): (left + right) % 5 + 5
        case (false, true): (left - right) % 5 + 5
        case (false, false): (left - right + 5) % 5
        }
    }

    private static func inverse(of element: Int) -> Int {
        element > 0 && element < 5 ? 5 - element : element
    }

    /// The permutation (1 5 8 9 4 2 7 0)(3 6) applied `times` over.
    private static func permuted(_ digit: Int, times: Int) -> Int {
        (0..<times).reduce(digit) { digit, _ in permutation[digit] }
    }

    private static let permutation = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]
}
