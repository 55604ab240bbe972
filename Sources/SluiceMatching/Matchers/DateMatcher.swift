// Finds days of the calendar as people write them.

/// Finds days: in digits (`1990-05-12`, `12.5.1990`, `05/12/90`, `19900512`), with the name of the month (`12 May
/// 1990`, `12. Mai 1990`, `May 12, 1990`, `12 de mayo de 1990`), and as in Japan, China and Korea (`1990年5月12日`).
///
/// A day that a time of day follows is a time stamp and left alone. Years lie in 1900…2099, or have two digits.
package struct DateMatcher: NamedMatcher, ReadingMatcher {
    package static let name = "date"
    package static let summary =
        "Days of the calendar in digits or with the name of the month, in many languages; no time stamps."
    package static let optionNames: [String] = []

    package let anchors = DateMatcher.numericAnchors + DateMatcher.textAnchors
    package let reachBefore = 2
    package let reachAfter = 40
    package var matchesBeginAtPosition: Bool { true }
    package var refusedPlaces: RefusedPlaces { [.digitsInside, .timeStamps] }

    private static var outside: ByteSet { NumberBoundary.outside }
    private static var joints: ByteSet { ByteSet(ascii: "-/.") }

    private static let numericAnchors: [Anchor] = {
        let (digit, joint) = (ByteSet.digits, joints)
        let year: [ByteSet] = [outside, ByteSet("12"), ByteSet("09"), digit, digit]
        let shapes: [[ByteSet]] = [
            year + [joint, digit], [outside, digit, joint, digit], [outside, ByteSet("0123"), digit, joint, digit],
            // The first byte of 年 and 년.
            year + [ByteSet(0xE5...0xE5)], year + [ByteSet(0xEB...0xEB)],
            // Eight digits in one.
            year + [ByteSet("01")],
        ]
        return shapes.map { Anchor(elements: $0, offset: 1, maskOffset: 1) }
    }()

    private static let textAnchors: [Anchor] = {
        let (digit, blank) = (ByteSet.digits, ByteSet(ascii: " .-"))
        let initial = MonthNames.initials.union(ByteSet(ascii: "dD"))
        var shapes: [[ByteSet]] = [
            [outside, digit, blank, initial], [outside, ByteSet("0123"), digit, blank, initial],
            [outside, digit, ByteSet(". "), ByteSet(" "), initial],
            [outside, ByteSet("0123"), digit, ByteSet("."), ByteSet(" "), initial],
            [outside, digit, ByteSet("snrt"), ByteSet("tdh"), ByteSet(" ")],
            [outside, ByteSet("0123"), digit, ByteSet("snrt"), ByteSet("tdh"), ByteSet(" ")],
        ]
        for name in MonthNames.english {
            let full = [outside] + name.utf8.map { ByteSet($0...$0).caseFolded }
            let short = Array(full.prefix(4))
            shapes.append(full + [ByteSet(" "), digit])
            if name.utf8.count > 3 { shapes.append(short + [ByteSet(" "), digit]) }
            shapes.append(short + [ByteSet("."), ByteSet(" "), digit])
            if name == "september" {
                shapes.append(Array(full.prefix(5)) + [ByteSet(" "), digit])
                shapes.append(Array(full.prefix(5)) + [ByteSet("."), ByteSet(" "), digit])
            }
        }
        return shapes.map { Anchor(elements: $0, offset: 1, maskOffset: 1) }
    }()

    package init(options: [String: [String]], runClasses: inout RunClassTable) throws(MatcherOptionError) {}

    package func decide(
        at position: Int,
        in window: borrowing ByteWindow,
        hold: inout Int,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        guard !NumberBoundary.continuesWord(at: position, in: window) else { return .noMatch(.leftBoundary) }
        hold = position
        guard let first = try window.peek(position) else { return .noMatch(.shape) }
        var reader = Reader(offset: position)
        let isRead =
            ByteSet.digits.contains(first)
            ? try reader.readFromDigits(in: window) : try reader.readFromMonth(in: window)
        guard isRead else { return .noMatch(.shape) }
        if ByteSet.digits.contains(first), !NumberBoundary.begins(at: position, in: window) {
            return .noMatch(.leftBoundary)
        }
        guard reader.isDay else { return .noMatch(.range(FieldName("day"))) }
        guard try !Self.goesOn(at: reader.offset, in: window) else { return .noMatch(.rightBoundary) }
        return .match(RawMatch(match: position..<reader.offset))
    }

    /// Whether a word, a further number or a time of day follows.
    private static func goesOn(at end: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Bool {
        guard let next = try window.peek(end) else { return false }
        if ByteSet.wordCharacters.contains(next) { return true }
        switch next {
        case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: ":"):
            return try window.peeks(.digits, at: end + 1)
        case UInt8(ascii: " "):
            // 10:30 or 9:30
            guard try window.peeks(.digits, at: end + 1) else { return false }
            if try window.peeks(ByteSet(":"), at: end + 2) { return true }
            guard try window.peeks(.digits, at: end + 2) else { return false }
            return try window.peeks(ByteSet(":"), at: end + 3)
        default: return false
        }
    }

    /// What may stand between the parts of a day.
    private struct Word: Sendable {
        let bytes: [UInt8]

        private init(_ text: String) {
            bytes = Array(text.utf8)
        }

        static let (year, month, day) = (Word("年"), Word("月"), Word("日"))
        static let (koreanYear, koreanMonth, koreanDay) = (Word("년"), Word("월"), Word("일"))
        static let (de, del, of) = (Word("de "), Word("del "), Word("of "))
        static let ordinals = [Word("st"), Word("nd"), Word("rd"), Word("th")]
    }

    /// The parts of a day as they are read.
    private struct Reader {
        var offset: Int
        private var numbers = SIMD4<Int>.zero
        private var widths = SIMD4<Int>.zero
        private var month: Int?
        private var order = Order.unknown

        private enum Order: Hashable {
            case unknown
            case yearFirst
            case yearLast
        }

        init(offset: Int) {
            self.offset = offset
        }

        /// Whether the parts are a day of the calendar.
        var isDay: Bool {
            if let month {
                let (day, year) = (numbers[0], numbers[1])
                return Self.isDay(year, widths[1], month, day)
            }
            switch order {
            case .yearFirst: return Self.isDay(numbers[0], widths[0], numbers[1], numbers[2])
            case .yearLast:
                return Self.isDay(numbers[2], widths[2], numbers[1], numbers[0])
                    || Self.isDay(numbers[2], widths[2], numbers[0], numbers[1])
            case .unknown: return false
            }
        }

        private static func isDay(_ year: Int, _ width: Int, _ month: Int, _ day: Int) -> Bool {
            let full = width == 4 ? year : 2000 + year
            guard width == 2 || width == 4, (1900...2099).contains(full) else { return false }
            return CalendarDate(year: full, month: month, day: day) != nil
        }

        private mutating func number(_ index: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Bool {
            let start = offset
            var value = 0
            while offset < start + 9, let byte = try window.peek(offset), ByteSet.digits.contains(byte) {
                value = value * 10 + Int(byte - UInt8(ascii: "0"))
                offset += 1
            }
            (numbers[index], widths[index]) = (value, offset - start)
            return offset > start
        }

        private mutating func skip(_ set: ByteSet, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Bool {
            guard try window.peeks(set, at: offset) else { return false }
            offset += 1
            return true
        }

        private mutating func skip(_ word: Word, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Bool {
            guard try window.peeks(lowerCased: word.bytes, at: offset) else { return false }
            offset += word.bytes.count
            return true
        }

        mutating func readFromDigits(in window: borrowing ByteWindow) throws(AwaitsBytes) -> Bool {
            guard try number(0, in: window), widths[0] <= 8, let next = try window.peek(offset) else {
                return widths[0] == 8 && splitPlain()
            }
            if widths[0] == 8 { return splitPlain() }
            switch next {
            case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "."):
                if try window.peeks(.digits, at: offset + 1) { return try readNumeric(separator: next, in: window) }
                guard widths[0] <= 2 else { return false }
                offset += 1
                _ = try skip(ByteSet(" "), in: window)
                return try readMonthAndYear(in: window)
            case 0xE5 where widths[0] == 4, 0xEB where widths[0] == 4: return try readCharacters(in: window)
            case UInt8(ascii: " ") where widths[0] <= 2:
                offset += 1
                return try readMonthAndYear(in: window)
            case UInt8(ascii: "s"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
                guard widths[0] <= 2 else { return false }
                offset += 1
                guard try skip(ByteSet("tdh"), in: window), try skip(ByteSet(" "), in: window) else { return false }
                return try readMonthAndYear(in: window)
            default: return false
            }
        }

        private mutating func splitPlain() -> Bool {
            let value = numbers[0]
            numbers = SIMD4(value / 10_000, value / 100 % 100, value % 100, 0)
            widths = SIMD4(4, 2, 2, 0)
            order = .yearFirst
            return true
        }

        private mutating func readNumeric(
            separator: UInt8,
            in window: borrowing ByteWindow
        ) throws(AwaitsBytes) -> Bool {
            offset += 1
            guard try number(1, in: window), widths[1] <= 2, try skip(ByteSet(separator...separator), in: window) else {
                return false
            }
            // 12. 5. 1990 has blanks.
            guard try number(2, in: window) else { return false }
            if widths[0] == 4, widths[2] <= 2 {
                order = .yearFirst
                return true
            }
            guard widths[0] <= 2, widths[2] == 4 || widths[2] == 2 else { return false }
            order = .yearLast
            return true
        }

        /// 1990年5月12日 and 1990년 5월 12일.
        private mutating func readCharacters(in window: borrowing ByteWindow) throws(AwaitsBytes) -> Bool {
            let isKorean = try !skip(Word.year, in: window)
            if isKorean { guard try skip(Word.koreanYear, in: window) else { return false } }
            _ = try skip(ByteSet(" "), in: window)
            guard try number(1, in: window), widths[1] <= 2 else { return false }
            guard isKorean ? try skip(Word.koreanMonth, in: window) : try skip(Word.month, in: window) else {
                return false
            }
            _ = try skip(ByteSet(" "), in: window)
            guard try number(2, in: window), widths[2] <= 2 else { return false }
            order = .yearFirst
            return isKorean ? try skip(Word.koreanDay, in: window) : try skip(Word.day, in: window)
        }

        /// Behind the day: `May 1990`, `of May, 1990`, `de mayo de 1990`, `Mai 90`.
        private mutating func readMonthAndYear(in window: borrowing ByteWindow) throws(AwaitsBytes) -> Bool {
            if try !skip(Word.de, in: window) { _ = try skip(Word.of, in: window) }
            guard let found = try MonthNames.read(at: offset, in: window) else { return false }
            month = found.month
            offset = found.end
            _ = try skip(ByteSet(".,"), in: window)
            guard try skip(ByteSet(" -"), in: window) else { return false }
            if try !skip(Word.de, in: window) { _ = try skip(Word.del, in: window) }
            return try number(1, in: window) && (widths[1] == 4 || widths[1] == 2)
        }

        /// `May 12, 1990`.
        mutating func readFromMonth(in window: borrowing ByteWindow) throws(AwaitsBytes) -> Bool {
            guard let found = try MonthNames.read(at: offset, in: window),
                let form = MonthNames.englishForm(of: offset..<found.end, month: found.month, in: window)
            else { return false }
            month = found.month
            offset = found.end
            if form == .short { _ = try skip(ByteSet("."), in: window) }
            guard try skip(ByteSet(" "), in: window), try number(0, in: window), widths[0] <= 2 else { return false }
            for ending in Word.ordinals where try skip(ending, in: window) { break }
            let hasComma = try skip(ByteSet(","), in: window)
            let hasBlank = try skip(ByteSet(" "), in: window)
            guard hasComma || hasBlank else { return false }
            return try number(1, in: window) && widths[1] == 4
        }
    }
}
