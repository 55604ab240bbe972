// The calling codes of ITU-T E.164 and how long national numbers behind them are.

/// A calling code of ITU-T E.164 and the lengths of the national numbers behind it.
package struct CountryCallingCode: Hashable, Sendable {
    /// How many digits the code has, 1 to 3.
    package let width: Int
    /// How many digits may follow it.
    package let nationalLengths: ClosedRange<Int>

    /// The most digits of a number with its code, as E.164 limits them.
    package static let mostDigits = 15

    /// The code that `digits` begins with, read from its `count` leading digits, or nil where none is assigned.
    ///
    /// Codes are a prefix code: one digit decides for 1 and 7, three decide for all.
    package static func leading(_ value: UInt64, count: Int) -> CountryCallingCode? {
        for width in 1...3 where width <= count {
            let code = Int(value / DecimalChecks.power(count - width))
            if let lengths = byCode[code] { return CountryCallingCode(width: width, nationalLengths: lengths) }
        }
        return nil
    }

    /// From ITU's list of assigned codes and the national numbering plans filed under E.129.
    private static let byCode: [ClosedRange<Int>?] = {
        var table = [ClosedRange<Int>?](repeating: nil, count: 1000)
        for code in usual { table[code] = 6...12 }
        for (code, lengths) in known { table[code] = lengths }
        return table
    }()

    /// Codes whose plans are taken as they come.
    private static let usual: [Int] =
        [211, 212, 213, 216, 218, 290, 291, 800, 808, 870, 878, 881, 882, 883, 979]
        + Array(220...269) + Array(297...299) + Array(350...359) + Array(370...378) + [379, 380, 381, 382, 383]
        + [385, 386, 387, 389, 420, 421, 423] + Array(500...509) + Array(590...599) + [670] + Array(672...683)
        + Array(685...692) + [850, 852, 853, 855, 856, 880, 886, 888] + Array(960...968) + Array(970...977)
        + Array(992...996) + [998]

    private static let known: [Int: ClosedRange<Int>] = [
        1: 10...10, 7: 10...10, 20: 8...10, 27: 9...9, 30: 10...10, 31: 9...9, 32: 8...9, 33: 9...9, 34: 9...9,
        36: 8...9, 39: 6...11, 40: 9...9, 41: 9...9, 43: 7...13, 44: 9...10, 45: 8...8, 46: 7...10, 47: 8...8,
        48: 9...9, 49: 6...12, 51: 8...9, 52: 10...11, 53: 8...8, 54: 10...11, 55: 10...11, 56: 9...9, 57: 8...10,
        58: 10...10, 60: 8...10, 61: 9...9, 62: 8...12, 63: 8...10, 64: 8...10, 65: 8...8, 66: 8...9, 81: 9...10,
        82: 8...11, 84: 9...10, 86: 9...11, 90: 10...10, 91: 10...10, 92: 9...10, 93: 9...9, 94: 9...9, 95: 7...10,
        98: 10...10, 212: 9...9, 213: 8...9, 216: 8...8, 233: 9...9, 234: 8...10, 254: 9...9, 255: 9...9, 256: 9...9,
        351: 9...9, 352: 6...11, 353: 7...9, 354: 7...9, 355: 8...9, 356: 8...8, 357: 8...8, 358: 6...11, 359: 7...9,
        370: 8...8, 371: 8...8, 372: 7...8, 373: 8...8, 374: 8...8, 375: 9...9, 380: 9...9, 381: 8...9, 385: 8...9,
        386: 8...8, 420: 9...9, 421: 9...9, 852: 8...8, 853: 8...8, 855: 8...9, 880: 8...10, 886: 8...9, 960: 7...7,
        961: 7...8, 962: 8...9, 963: 8...9, 964: 8...10, 965: 8...8, 966: 8...9, 967: 7...9, 968: 8...8, 971: 8...9,
        972: 8...9, 973: 8...8, 974: 8...8, 975: 7...8, 976: 8...8, 977: 8...10, 992: 9...9, 994: 9...9, 995: 9...9,
        996: 9...9, 998: 9...9, 247: 4...6, 290: 4...5, 500: 5...5, 672: 5...6, 674: 7...7, 676: 5...7, 677: 5...7,
        678: 5...7,
        682: 5...5, 683: 4...7, 685: 5...7, 686: 5...8, 688: 5...7, 690: 4...7,
    ]
}
