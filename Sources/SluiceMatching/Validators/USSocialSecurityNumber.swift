// The issuing rules of US Social Security numbers.

/// Nine digits, with dashes, spaces or dots between them or not: area 001 to 899 without 666, group 01 to 99, serial
/// 0001 to 9999.
///
/// Source: US Social Security Administration, POMS RM 10201.035 and its page on invalid numbers, which also names the
/// numbers that were printed in wallets (078-05-1120, 219-09-9999) and those kept for advertisements (987-65-4320 to
/// 987-65-4329). 123-45-6789, a few like it and nine equal digits are what people write for a number; they count as
/// samples too.
package struct USSocialSecurityNumber: Validator {
    package let name = "us-ssn"
    package let summary = "Area, group and serial number are ones that the US Social Security Administration gives out."

    package init() {}

    package func validate(_ value: Span<UInt8>) -> Validation {
        guard let number = DigitNumber(value, separators: Self.separators), number.digits == 9 else { return .invalid }
        let area = number.value / 1_000_000
        let group = number.value / 10_000 % 100
        let serial = number.value % 10_000
        if Self.samples.contains(number.value) || Self.advertised.contains(number.value) { return .sample }
        guard area != 0, group != 0, serial != 0, area != 666, area < 900 else { return .invalid }
        return number.hasEqualDigits ? .sample : .valid
    }

    private static let separators = ByteSet("- .")
    private static let samples: [UInt64] = [
        78_05_1120, 219_09_9999, 123_45_6789, 111_22_3333, 123_12_1234, 457_55_5462,
    ]
    private static let advertised: ClosedRange<UInt64> = 987_65_4320...987_65_4329
}
