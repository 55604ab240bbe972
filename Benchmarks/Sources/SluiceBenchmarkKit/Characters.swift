// The alphabets that samples are made of.

/// The alphabets that samples are made of.
public enum Characters {
    /// `0-9`
    public static let digits = Array("0123456789")
    /// `a-z`
    public static let lowerCase = Array("abcdefghijklmnopqrstuvwxyz")
    /// `A-Z`
    public static let upperCase = lowerCase.map { Character($0.uppercased()) }
    /// `0-9A-Za-z`, in the order that GitHub's checksum counts in.
    public static let base62 = digits + upperCase + lowerCase
    /// `a-z0-9`
    public static let lowerAlphanumerics = lowerCase + digits
    /// `0-9a-f`
    public static let hex = Array("0123456789abcdef")
    /// RFC 4648 §5.
    public static let base64URL = base62 + Array("-_")
    /// RFC 4648 §4, without padding.
    public static let base64 = base62 + Array("+/")
    /// RFC 4648 §6, without padding.
    public static let base32 = upperCase + Array("234567")
}
