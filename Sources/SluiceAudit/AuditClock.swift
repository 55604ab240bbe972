// The time as entries tell it.

import Foundation

/// The time as entries tell it: microseconds since the start of 1970 (UTC).
package enum AuditClock {
    package static var now: Int64 {
        Int64((Date().timeIntervalSince1970 * 1_000_000).rounded())
    }

    /// The years that four digits can tell: 0 to 9999.
    private static let tellable: Range<Int64> = -62_167_219_200_000_000..<253_402_300_800_000_000

    /// `2026-11-21T09:54:05.123456Z` (RFC 3339). A time that it cannot tell, which nobody but a forger writes, stays a
    /// number of microseconds.
    package static func text(_ time: Int64) -> String {
        guard tellable.contains(time) else { return String(time) }
        let second: Int64 = 1_000_000
        let seconds = time.flooredQuotient(second)
        let fraction = time - seconds * second
        let day = seconds.flooredQuotient(86_400)
        let rest = seconds - day * 86_400
        let date = civil(day)
        var text: [UInt8] = []
        text.reserveCapacity(27)
        text.digits(date.year, 4)
        text.append(UInt8(ascii: "-"))
        text.digits(date.month, 2)
        text.append(UInt8(ascii: "-"))
        text.digits(date.day, 2)
        text.append(UInt8(ascii: "T"))
        text.digits(rest / 3600, 2)
        text.append(UInt8(ascii: ":"))
        text.digits(rest / 60 % 60, 2)
        text.append(UInt8(ascii: ":"))
        text.digits(rest % 60, 2)
        text.append(UInt8(ascii: "."))
        text.digits(fraction, 6)
        text.append(UInt8(ascii: "Z"))
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads `2026-11-21T09:54:05.123Z`, `2026-11-21T10:54:05+01:00`, `2026-11-21`, or an age before `now`: `90s`,
    /// `15m`, `24h`, `7d`, `2w`. Nil for anything else.
    package static func parse(_ text: String, now: Int64) -> Int64? {
        if let age = age(text) { return now - age }
        var whole = text.contains("T") ? text : text + "T00:00:00Z"
        var fraction: Int64 = 0
        if let point = whole.firstIndex(of: ".") {
            // A date counts seconds as a floating-point number, which has no room for each microsecond.
            let digits = whole[whole.index(after: point)...].prefix { $0.isASCII && $0.isNumber }
            guard let number = Int64((digits + "000000").prefix(6)), !digits.isEmpty else { return nil }
            fraction = number
            whole.removeSubrange(point..<digits.endIndex)
        }
        guard isDay(whole), let date = try? Date(whole, strategy: .iso8601) else { return nil }
        let (microseconds, isTooFar) = Int64(date.timeIntervalSince1970).multipliedReportingOverflow(by: 1_000_000)
        return isTooFar || !tellable.contains(microseconds) ? nil : microseconds + fraction
    }

    /// Whether the text begins with a day that there is; Foundation takes February 30 for a day in March.
    private static func isDay(_ text: String) -> Bool {
        let parts = text.prefix { $0 != "T" }.split(separator: "-").map { Int($0) }
        guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2] else { return false }
        guard (1...12).contains(month) else { return false }
        let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return (1...lengths[month - 1]).contains(day)
    }

    /// Reads a length of time: `90s`, `15m`, `24h`, `7d`, `2w`, in microseconds.
    package static func age(_ text: String) -> Int64? {
        let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800]
        guard let last = text.last, let unit = units[last], let count = Int64(text.dropLast()), count >= 0,
            count < 1_000_000
        else { return nil }
        return count * unit * 1_000_000
    }

    /// The date of a day counted from the start of 1970, by Howard Hinnant's `civil_from_days`
    /// (https://howardhinnant.github.io/date_algorithms.html).
    private static func civil(_ day: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = day + 719_468
        let era = shifted.flooredQuotient(146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}

extension Int64 {
    fileprivate func flooredQuotient(_ divisor: Int64) -> Int64 {
        self / divisor - (self % divisor < 0 ? 1 : 0)
    }
}

extension [UInt8] {
    /// Appends the last `count` decimal digits.
    fileprivate mutating func digits(_ number: Int64, _ count: Int) {
        var divisor: Int64 = 1
        for _ in 1..<count { divisor *= 10 }
        while divisor > 0 {
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / divisor % 10))
            divisor /= 10
        }
    }
}
