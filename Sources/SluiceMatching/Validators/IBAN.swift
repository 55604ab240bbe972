// International bank account numbers.

/// An international bank account number: the length and structure of its country, and the check digits of ISO 7064
/// MOD 97-10. Spaces, dashes and dots are ignored, and letters may be of either case.
///
/// Source: ISO 13616 and the IBAN registry (see `IBANStructure`).
package struct IBAN: Validator {
    package let name = "iban"
    package let summary = "Length, structure and check digits are those of an IBAN of its country (ISO 13616)."

    package init() {}

    package func validate(_ value: Span<UInt8>) -> Validation {
        guard let number = CompactNumber(value), number.count > 4,
            let structure = number.structure, structure.length == number.count, number.fits(structure)
        else { return .invalid }
        // Check digits are reckoned as 98 less a remainder, so that 00, 01 and 99 do not occur.
        let check = number[2] == UInt8(ascii: "0") ? number[3] > UInt8(ascii: "1") : true
        let isNinetyNine = number[2] == UInt8(ascii: "9") && number[3] == UInt8(ascii: "9")
        guard check, !isNinetyNine else { return .invalid }
        return number.remainder(appending: []) == 1 ? .valid : .invalid
    }

    /// Adds two last digits that agree with the check digits at the start, which the value must already have.
    ///
    /// As check digits stand third and fourth, an example gives any two (02 to 98) there and leaves out the last two
    /// characters of the number, where its country allows digits.
    package func checksum(completing value: [UInt8]) -> [UInt8]? {
        guard let number = CompactNumber(value.span), number.count > 4,
            let structure = number.structure, structure.length == number.count + 2, number.fits(structure),
            structure.classes.suffix(2).allSatisfy({ $0 != .letters })
        else { return nil }
        for last in 0..<97 {
            let digits = PositionalDigits.decimal.encode(UInt64(last), width: 2)
            if number.remainder(appending: digits) == 1 { return digits }
        }
        return nil
    }

    /// A number without separators and in capital letters, kept without taking memory.
    private struct CompactNumber {
        private var bytes: [34 of UInt8] = .init(repeating: 0)
        private(set) var count = 0

        private static let separators = ByteSet(ascii: " -.")

        /// Nil where another byte occurs or more than 34 characters, the most that ISO 13616 allows.
        init?(_ value: Span<UInt8>) {
            for index in value.indices {
                var byte = value[index]
                if Self.separators.contains(byte) { continue }
                guard ByteSet.alphanumerics.contains(byte), count < 34 else { return nil }
                if ByteSet.lowerCase.contains(byte) { byte -= 32 }
                bytes[count] = byte
                count += 1
            }
        }

        subscript(index: Int) -> UInt8 { bytes[index] }

        var structure: IBANStructure? {
            IBANStructure.structure(of: (bytes[0], bytes[1]))
        }

        /// Whether the check digits are digits and all that is there behind them has the classes of its places.
        func fits(_ structure: IBANStructure) -> Bool {
            guard ByteSet.digits.contains(bytes[2]), ByteSet.digits.contains(bytes[3]),
                count - 4 <= structure.classes.count
            else { return false }
            for index in 4..<count where !structure.classes[index - 4].set.contains(bytes[index]) { return false }
            return true
        }

        /// The remainder modulo 97 of the number and `digits` with the four leading characters put last.
        func remainder(appending digits: [UInt8]) -> Int {
            var remainder = Mod97Remainder()
            for index in 4..<count { _ = remainder.take(bytes[index]) }
            for digit in digits { _ = remainder.take(digit) }
            for index in 0..<4 { _ = remainder.take(bytes[index]) }
            return remainder.value
        }
    }
}
