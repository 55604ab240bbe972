// The grammar of numbers and literals, byte by byte.

/// A place in the grammar of numbers (RFC 8259, section 6), with what many readers take besides: leading zeros, and
/// `-Infinity`.
enum JSONNumber: UInt8, Sendable {
    case start, minus, zero, digits, point, fraction, exponent, exponentSign, exponentDigits
    /// How much of `-Infinity` has come.
    case i, `in`, inf, infi, infin, infini, infinit, infinity

    /// Whether the number may end here.
    var mayEnd: Bool {
        switch self {
        case .zero, .digits, .fraction, .exponentDigits, .infinity: true
        case .start, .minus, .point, .exponent, .exponentSign, .i, .in, .inf, .infi, .infin, .infini, .infinit: false
        }
    }

    /// The place after `byte`; nil if it does not go on with it.
    @inline(__always)
    func after(_ byte: UInt8) -> JSONNumber? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            switch self {
            case .start, .minus: byte == UInt8(ascii: "0") ? .zero : .digits
            case .zero, .digits: .digits
            case .point, .fraction: .fraction
            case .exponent, .exponentSign, .exponentDigits: .exponentDigits
            case .i, .in, .inf, .infi, .infin, .infini, .infinit, .infinity: nil
            }
        case UInt8(ascii: "-"):
            self == .start ? .minus : self == .exponent ? .exponentSign : nil
        case UInt8(ascii: "+"):
            self == .exponent ? .exponentSign : nil
        case UInt8(ascii: "."):
            self == .zero || self == .digits ? .point : nil
        case UInt8(ascii: "e"), UInt8(ascii: "E"):
            self == .zero || self == .digits || self == .fraction ? .exponent : nil
        default:
            self == .minus || rawValue >= JSONNumber.i.rawValue ? afterInfinite(byte) : nil
        }
    }

    /// The place in `-Infinity` after `byte`; nil if it does not go on with it.
    private func afterInfinite(_ byte: UInt8) -> JSONNumber? {
        let done = self == .minus ? 0 : rawValue - JSONNumber.i.rawValue + 1
        guard Int(done) < JSONLiteral.infinity.count, JSONLiteral.infinity.has(byte, at: Int(done)) else { return nil }
        return JSONNumber(rawValue: JSONNumber.i.rawValue + done)
    }
}

/// A fixed sequence of bytes.
enum JSONLiteral: UInt8, Sendable {
    case null, `true`, `false`, byteOrderMark
    /// Not of RFC 8259, but Python and others write and read them.
    case nan, infinity

    /// How many bytes it has.
    var count: Int {
        switch self {
        case .null, .true: 4
        case .false: 5
        case .byteOrderMark, .nan: 3
        case .infinity: 8
        }
    }

    /// Whether its byte at `index` is `byte`.
    func has(_ byte: UInt8, at index: Int) -> Bool {
        let spelling: UInt64 =
            switch self {
            case .null: 0x6C6C_756E
            case .true: 0x6575_7274
            case .false: 0x65_736C_6166
            case .byteOrderMark: 0xBF_BBEF
            case .nan: 0x4E_614E
            case .infinity: 0x7974_696E_6966_6E49
            }
        return UInt8(truncatingIfNeeded: spelling >> UInt64(8 * index)) == byte
    }

    /// The literal that begins with `byte`.
    static func beginning(with byte: UInt8) -> JSONLiteral? {
        switch byte {
        case UInt8(ascii: "n"): .null
        case UInt8(ascii: "t"): .true
        case UInt8(ascii: "f"): .false
        case UInt8(ascii: "N"): .nan
        case UInt8(ascii: "I"): .infinity
        default: nil
        }
    }
}
