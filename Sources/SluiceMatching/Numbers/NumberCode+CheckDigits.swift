// Check-digit systems that numbers of many countries share.

extension NumberCode {
    /// Whether the last of the digits in `range` is the Luhn digit of the others (ISO/IEC 7812-1, Annex B).
    package func holdsLuhn(_ range: Range<Int>? = nil) -> Bool {
        luhnSum(range ?? 0..<count) % 10 == 0
    }

    /// The Luhn sum of the digits in `range`, the last counting once.
    package func luhnSum(_ range: Range<Int>) -> Int {
        var sum = 0
        var doubles = false
        for index in range.reversed() {
            let digit = value(at: index) * (doubles ? 2 : 1)
            sum += digit > 9 ? digit - 9 : digit
            doubles.toggle()
        }
        return sum
    }

    /// Whether the last of the digits in `range` is their check digit in the hybrid system of ISO 7064 with a modulus
    /// and the next lower one: 11 for digits, 37 for digits and letters.
    package func holdsHybrid(modulus: Int = 11, _ range: Range<Int>? = nil) -> Bool {
        let range = range ?? 0..<count
        var product = modulus - 1
        for index in range.dropLast() {
            var sum = (product + value(at: index)) % (modulus - 1)
            if sum == 0 { sum = modulus - 1 }
            product = sum * 2 % modulus
        }
        return (product + value(at: range.upperBound - 1)) % (modulus - 1) == 1
    }

    /// Whether the last of the digits in `range` is the Verhoeff digit of the others.
    package func holdsVerhoeff(_ range: Range<Int>? = nil) -> Bool {
        let bytes = (range ?? 0..<count).map { self[$0] }
        return Verhoeff().validate(bytes.span) == .valid
    }

    /// The sum of the digits of the values in `range`, each times 1 and 2 in turn from the left, beginning with
    /// `first`, where a product above nine counts as the sum of its digits.
    package func alternatingDigitSum(_ range: Range<Int>, first: Int) -> Int {
        var weight = first
        var sum = 0
        for index in range {
            let product = value(at: index) * weight
            sum += product / 10 + product % 10
            weight = 3 - weight
        }
        return sum
    }

    /// Whether the six digits from `start` on are a day: year, month and day of two digits each, in the century that
    /// begins with `century`.
    package func isYearMonthDay(at start: Int, century: Int) -> Bool {
        CalendarDate(
            year: century + number(start..<start + 2),
            month: number(start + 2..<start + 4),
            day: number(start + 4..<start + 6)
        ) != nil
    }

    /// Whether the six digits from `start` on are a day: day, month and year of two digits each, in the century that
    /// begins with `century`.
    package func isDayMonthYear(at start: Int, century: Int) -> Bool {
        CalendarDate(
            year: century + number(start + 4..<start + 6),
            month: number(start + 2..<start + 4),
            day: number(start..<start + 2)
        ) != nil
    }
}
