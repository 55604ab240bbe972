// How durations and sizes are spelled.

/// How durations and sizes are spelled in settings.
enum SettingText {
    /// Reads `250ms`, `2s`, `5m`, `1h` or `90d`; nil if it is none of these.
    static func duration(_ text: String) -> Duration? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits), number <= 86_400_000 else { return nil }
        let duration: Duration
        switch text.dropFirst(digits.count) {
        case "ms": duration = .milliseconds(number)
        case "s": duration = .seconds(number)
        case "m": duration = .seconds(60 * number)
        case "h": duration = .seconds(3_600 * number)
        case "d": duration = .seconds(86_400 * number)
        default: return nil
        }
        return duration > .zero ? duration : nil
    }

    /// Reads a number of bytes, or one of `KiB`, `MiB`, `GiB`; nil if it is none of these.
    static func size(_ text: String) -> Int? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits), number > 0, number <= 1 << 40 else { return nil }
        switch text.dropFirst(digits.count) {
        case "": return number
        case "KiB": return number <= 1 << 30 ? number << 10 : nil
        case "MiB": return number <= 1 << 20 ? number << 20 : nil
        case "GiB": return number <= 1 << 10 ? number << 30 : nil
        default: return nil
        }
    }
}
