// Case of ASCII letters.

extension UInt8 {
    /// The lower-case letter of an ASCII upper-case one; any other byte unchanged.
    @inlinable
    @inline(__always)
    public var asciiLowercased: UInt8 {
        self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self | 0x20 : self
    }
}
