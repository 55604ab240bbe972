// The grammar of numbers, byte by byte.

/// A place in the grammar of numbers (RFC 8259, section 6).
enum JSONNumber: UInt8, Sendable {
    case start, minus, zero, digits, point, fraction, exponent, exponentSign, exponentDigits

    /// Whether the number may end here.
    var mayEnd: Bool {
        switch self {
        case .zero, .digits, .fraction, .exponentDigits: true
        case .start, .minus, .point, .exponent, .exponentSign: false
        }
    }

    /// The place after `byte`; nil if it does not go on with it.
    @inline(__always)
    func after(_ byte: UInt8) -> JSONNumber? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            switch self {
            case .start, .minus: byte == UInt8(ascii: "0") ? .zero : .digits
            case .zero: nil
            case .digits: .digits
            case .point, .fraction: .fraction
            case .exponent, .exponentSign, .exponentDigits: .exponentDigits
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
            nil
        }
    }
}

/// A fixed sequence of bytes.
enum JSONLiteral: UInt8, Sendable {
    case null, `true`, `false`, byteOrderMark

    /// How many bytes it has.
    var count: Int {
        switch self {
        case .null, .true: 4
        case .false: 5
        case .byteOrderMark: 3
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
            }
        return UInt8(truncatingIfNeeded: spelling >> UInt64(8 * index)) == byte
    }

    /// The literal that begins with `byte`.
    static func beginning(with byte: UInt8) -> JSONLiteral? {
        switch byte {
        case UInt8(ascii: "n"): .null
        case UInt8(ascii: "t"): .true
        case UInt8(ascii: "f"): .false
        default: nil
        }
    }
}
