// The check digits of machine-readable travel documents.

/// The lines of letters, digits and `<` at the foot of passports and identity cards: each field ends with a check digit
/// that weights 7, 3, 1 give, letters counting from 10 and `<` as zero.
///
/// Source: ICAO Doc 9303, part 3 (§4.9) and parts 4 to 6: TD3 has two lines of 44 characters, TD2 two of 36, TD1 three
/// of 30.
package struct MachineReadableZone: Validator {
    package let name = "mrz"
    package let summary = "The check digits of a passport's or identity card's machine-readable lines hold (ICAO 9303)."

    package init() {}

    package func validate(_ value: Span<UInt8>) -> Validation {
        var text: [UInt8] = []
        var index = 0
        while index < value.count {
            let byte = value[index]
            if byte == UInt8(ascii: "\\") {
                // A line break in quoted text.
                index += 2
                continue
            }
            if byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") { text.append(byte) }
            index += 1
        }
        let fields: [(Range<Int>, Int)]
        switch text.count {
        case 88: fields = [(44..<53, 53), (57..<63, 63), (65..<71, 71)]
        case 72: fields = [(36..<45, 45), (49..<55, 55), (57..<63, 63)]
        case 90: fields = [(5..<14, 14), (30..<36, 36), (38..<44, 44)]
        default: return .invalid
        }
        let holds = fields.allSatisfy { range, place in
            Self.check(text[range]).map { UInt8(ascii: "0") + UInt8($0) == text[place] } ?? false
        }
        return holds ? .valid : .invalid
    }

    private static func check(_ field: ArraySlice<UInt8>) -> Int? {
        var sum = 0
        for (index, byte) in field.enumerated() {
            let value: Int
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = Int(byte) - 48
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = Int(byte) - 55
            case UInt8(ascii: "<"): value = 0
            default: return nil
            }
            sum += value * [7, 3, 1][index % 3]
        }
        return sum % 10
    }
}
