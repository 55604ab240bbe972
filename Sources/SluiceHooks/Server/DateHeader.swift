// The date that answers carry.

import Foundation
import Synchronization

/// The text of the header `Date` (RFC 9110 §6.6.1), worked out once a second.
final class DateHeader: Sendable {
    private static let style = Date.VerbatimFormatStyle(
        format: """
            \(weekday: .abbreviated), \(day: .twoDigits) \(month: .abbreviated) \(year: .padded(4)) \
            \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits):\
            \(second: .twoDigits) GMT
            """,
        locale: Locale(identifier: "en_US_POSIX"),
        timeZone: .gmt,
        calendar: Calendar(identifier: .gregorian)
    )

    private let last = Mutex<(second: Int, text: String)>((.min, ""))

    /// The text for now.
    var text: String {
        let now = Date.now
        let second = Int(now.timeIntervalSince1970)
        return last.withLock { last in
            if last.second != second { last = (second, now.formatted(Self.style)) }
            return last.text
        }
    }
}
