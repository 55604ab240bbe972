// Numbers that are most likely times: seconds and their thousandths since 1970.

/// Numbers that are most likely times since 1970: the commonest long numbers of payloads and logs, one in ten of which
/// holds a check digit.
enum EpochTime {
    /// Whether the plain digits in `range` may be a time of the years 2001 to 2033, in seconds, or in their thousandth,
    /// millionth or billionth parts: 1.0 to 1.9 thousand million seconds.
    static func looksLike(_ range: Range<Int>, in window: borrowing ByteWindow) -> Bool {
        switch range.count {
        case 10, 13, 16, 19: window[range.lowerBound] == UInt8(ascii: "1")
        default: false
        }
    }
}
