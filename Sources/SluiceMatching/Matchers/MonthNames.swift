// The names of months.

/// The names of months in languages of the Latin alphabet, and their usual abbreviations.
enum MonthNames {
    /// The English names, January first.
    static let english = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]

    /// A line for each month: what it is called in English, German, French, Spanish, Italian, Portuguese, Dutch and
    /// Polish (in the genitive, as dates have it), without what a longer name continues (CLDR, dates in the Gregorian
    /// calendar).
    private static let names = [
        "january jan januar jänner janvier janv enero ene gennaio gen janeiro januari stycznia",
        "february feb februar feber février févr fevrier febrero febbraio fevereiro fev februari lutego",
        "march mar märz mrz mars marzo março marco maart mrt marca",
        "april apr avril avr abril abr aprile kwietnia",
        "may mai mayo maggio mag maio mei maja",
        "june jun juni juin junio giugno giu junho czerwca",
        "july jul juli juillet juil julio luglio lug julho lipca",
        "august aug août aout agosto ago augustus sierpnia",
        "september sept sep septembre septiembre settembre set setembro wrzesnia września",
        "october oct oktober okt octobre octubre ottobre ott outubro out pazdziernika października",
        "november nov novembre noviembre novembro listopada",
        "december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro grudnia",
    ]

    private struct Name: Sendable {
        var bytes: [UInt8]
        var month: Int
    }

    /// All names, the longest first, so that a name is not taken for its beginning.
    private static let all: [Name] = names.enumerated().flatMap { index, line in
        line.split(separator: " ").map { Name(bytes: $0.utf8.map(\.asciiLowercased), month: index + 1) }
    }.sorted { $0.bytes.count > $1.bytes.count }

    private static let byInitial: [[Name]] = (0..<256).map { byte in all.filter { Int($0.bytes[0]) == byte } }

    /// The bytes that names begin with.
    static let initials: ByteSet = {
        var set = ByteSet()
        for name in all { set.insert(name.bytes[0]) }
        return set.caseFolded
    }()

    /// How an English name is written.
    enum Form: Hashable {
        /// In full, `May` excepted.
        case full
        /// Its first three letters, or `Sept`.
        case short
    }

    /// How the name that was read in `range` is the English one of `month`; nil where it is of another language.
    static func englishForm(of range: Range<Int>, month: Int, in window: borrowing ByteWindow) -> Form? {
        var matched = 0
        for byte in english[month - 1].utf8 {
            guard matched < range.count else { break }
            guard window.lowerCased(at: range.lowerBound + matched) == byte else { return nil }
            matched += 1
        }
        guard matched == range.count else { return nil }
        if matched == 3 || month == 9 && matched == 4 { return .short }
        return matched == english[month - 1].utf8.count ? .full : nil
    }

    /// The month whose name begins at `offset` in any case of its ASCII letters, and where the name ends.
    static func read(at offset: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> (month: Int, end: Int)? {
        guard let first = try window.peek(offset) else { return nil }
        for name in byInitial[Int(first.asciiLowercased)] {
            let end = offset + name.bytes.count
            guard try window.peeks(lowerCased: name.bytes, at: offset) else { continue }
            if try window.peeks(.letters, at: end) { continue }
            return (name.month, end)
        }
        return nil
    }
}
