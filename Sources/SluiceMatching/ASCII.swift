// What ASCII letters are: their case, and what a backslash makes of them.

extension UInt8 {
    /// The lower-case letter of an ASCII upper-case one; any other byte unchanged.
    @inlinable
    @inline(__always)
    public var asciiLowercased: UInt8 {
        self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self | 0x20 : self
    }

    /// Whether a backslash makes white space of it: `n`, `r` or `t`.
    @inline(__always)
    var isEscapeOfSpace: Bool {
        self == UInt8(ascii: "n") || self == UInt8(ascii: "r") || self == UInt8(ascii: "t")
    }
}
