// How a text was hidden in which something was found.

/// A way of spelling text so that rules do not see it at once.
public enum HidingForm: String, Sendable, Hashable, CaseIterable {
    /// Base64 of either alphabet (RFC 4648).
    case base64
    /// Hexadecimal digits.
    case hex
    /// `%41` (RFC 3986).
    case percent
    /// `\x41`, `\u0041`.
    case escape
    /// `&#65;`, `&amp;`.
    case entity
    /// `=41`, and lines that `=` ends (RFC 2045).
    case quotedPrintable = "quoted-printable"
    /// Characters without width inside the value.
    case invisible
    /// Full-width characters, or typographic spaces and dashes in a number.
    case wide
    /// Letters of other scripts that look like Latin ones.
    case lookAlike = "look-alike"
    /// A line end inside the value.
    case wrapped
    /// Several string literals that the code puts together: `"ab" + "cd"`.
    case concatenated
    /// Compressed as a gzip member (RFC 1952), inside digits.
    case gzip
    /// Compressed as zlib data (RFC 1950), inside digits.
    case zlib
    /// Cut into several strings of a document that follow each other.
    case split

    /// Whether the bytes of a text are told in another number of digits.
    package var isOfDigits: Bool { self == .base64 || self == .hex }
}

/// The forms that a text was hidden in, the outermost first; at most seven.
public struct HidingForms: Sendable, Hashable {
    // Four bits a form, the outermost lowest, as findings that are not hidden carry this as well.
    private var packed: UInt32 = 0

    /// Nothing was hidden.
    public init() {}

    /// Whether nothing was hidden.
    public var isEmpty: Bool { packed == 0 }

    /// The forms, the outermost first.
    public var forms: [HidingForm] {
        var result: [HidingForm] = []
        var rest = packed
        while rest != 0 {
            result.append(HidingForm.allCases[Int(rest & 15) - 1])
            rest >>= 4
        }
        return result
    }

    /// How many forms there are.
    package var count: Int { (32 - packed.leadingZeroBitCount + 3) / 4 }

    /// Whether it is digits and nothing else, which may spell anything.
    package var areDigits: Bool { count == 1 && forms.first?.isOfDigits == true }

    /// The same inside `form`.
    package func inside(_ form: HidingForm) -> HidingForms {
        var result = self
        let number = UInt32(HidingForm.allCases.firstIndex(of: form).map { $0 + 1 } ?? 0)
        result.packed = packed << 4 | number
        return result
    }

    /// The same inside `forms`.
    package func inside(_ forms: HidingForms) -> HidingForms {
        var result = self
        result.packed = packed << UInt32(4 * forms.count) | forms.packed
        return result
    }
}
