// Dates written in digits.

/// A date written in digits, with `-`, `/`, `.` or a space between its parts or as eight digits, is a day that exists.
///
/// Read are year-month-day (ISO 8601), day-month-year and month-day-year, the last two also with years of two digits.
/// Of the years, 1800 to 2199 pass.
package struct CalendarDateText: Validator {
    package let name = "calendar-date"
    package let summary = "The digits are a day that exists, in one of the usual orders of year, month and day."

    package init() {}

    package func validate(_ value: Span<UInt8>) -> Validation {
        guard let parts = Parts(value) else { return .invalid }
        return parts.readings.contains { CalendarDate(year: $0.0, month: $0.1, day: $0.2) != nil && Self.years ~= $0.0 }
            ? .valid : .invalid
    }

    private static let years = 1800...2199

    /// Three numbers with the lengths in which they were written.
    private struct Parts {
        private var numbers: [3 of Int] = .init(repeating: 0)
        private var lengths: [3 of Int] = .init(repeating: 0)

        init?(_ value: Span<UInt8>) {
            var part = 0
            var separator: UInt8?
            for index in value.indices {
                let byte = value[index]
                if ByteSet.digits.contains(byte) {
                    guard lengths[part] < 8 else { return nil }
                    numbers[part] = numbers[part] * 10 + Int(byte - UInt8(ascii: "0"))
                    lengths[part] += 1
                } else {
                    guard ByteSet("-/. ").contains(byte), separator == nil || separator == byte, part < 2,
                        lengths[part] > 0
                    else { return nil }
                    separator = byte
                    part += 1
                }
            }
            guard part == 2 || (part == 0 && lengths[0] == 8) else { return nil }
        }

        /// The ways to read the parts, each as year, month, day.
        var readings: [(Int, Int, Int)] {
            if lengths[0] == 8 {
                let number = numbers[0]
                return [
                    (number / 10_000, number / 100 % 100, number % 100),
                    (number % 10_000, number / 10_000 % 100, number / 1_000_000),
                    (number % 10_000, number / 1_000_000, number / 10_000 % 100),
                ]
            }
            guard (1...2).contains(lengths[1]) else { return [] }
            if lengths[0] == 4, (1...2).contains(lengths[2]) { return [(numbers[0], numbers[1], numbers[2])] }
            guard (1...2).contains(lengths[0]), lengths[2] == 2 || lengths[2] == 4 else { return [] }
            let year = lengths[2] == 4 ? numbers[2] : 1900 + numbers[2]
            // A 29 February of '00 was in 2000, not in 1900.
            let other = lengths[2] == 4 ? year : 2000 + numbers[2]
            return [
                (year, numbers[1], numbers[0]), (year, numbers[0], numbers[1]),
                (other, numbers[1], numbers[0]), (other, numbers[0], numbers[1]),
            ]
        }
    }
}
