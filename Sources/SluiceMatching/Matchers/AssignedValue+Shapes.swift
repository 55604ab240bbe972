// Shapes that tell what an assigned value is.

extension AssignedValue {
    /// What stands between two texts that an operator joins: the `.$password.` of `"password: '".$password."'"`, the
    /// `"+password+"` of `"password='"+password+"'"`.
    static func isBetweenTexts(_ value: Span<UInt8>) -> Bool {
        var (start, last) = (0, value.count - 1)
        while start + 2 < last, value[start] == value[last], Quote.marks.contains(value[start]) {
            start += 1
            last -= 1
        }
        guard start + 2 < last, value[start] == value[last], joiners.contains(value[start]) else { return false }
        let inner = value.extracting((start + 1)..<last)
        return (start > 0 || inner[0] == UInt8(ascii: "$")) && inner.isMade(of: expression)
    }

    private static var joiners: ByteSet { ByteSet(ascii: ".+") }
    private static var expression: ByteSet { ByteSet.wordCharacters.union(ByteSet(ascii: "$ .()[]>-")) }

    /// The header of a JWT with little behind it, as documentation cuts them (RFC 7519 §3.1).
    static func isHeaderOfJWT(_ value: Span<UInt8>) -> Bool {
        guard jwtHeaders.begins(value) else { return false }
        var dot = 0
        while dot < value.count, value[dot] != UInt8(ascii: ".") { dot += 1 }
        return dot < value.count ? dot + 12 > value.count : value.count <= longestHeader
    }

    /// One with an algorithm and a type has 36 bytes.
    private static let longestHeader = 48
    /// `{"alg":`, `{"typ":` and `{"kid":` in base64.
    private static let jwtHeaders = WordTable(ByteText.words("eyJhbGciOi eyJ0eXAiOi eyJraWQiOi"))

    /// What begins like a hash of bcrypt and is too short for one, which has 60 bytes.
    static func isCutBcrypt(_ value: Span<UInt8>) -> Bool {
        guard (7..<40).contains(value.count), bcryptStarts.begins(value), value[6] == UInt8(ascii: "$") else {
            return false
        }
        return ByteSet.digits.contains(value[4]) && ByteSet.digits.contains(value[5])
    }

    private static let bcryptStarts = WordTable(ByteText.words("$2a$ $2b$ $2y$"))

    /// Four groups of four small letters, as Google shows its app passwords
    /// (https://support.google.com/accounts/answer/185833).
    static func isAppPassword(_ value: Span<UInt8>) -> Bool {
        guard value.count == appPasswordLength else { return false }
        for index in value.indices {
            let isJoint = index % 5 == 4
            guard isJoint ? value[index] == 0x20 : ByteSet.lowerCase.contains(value[index]) else { return false }
        }
        return BigramSurprise.bitsPerPair(of: value) >= RandomLooking.threshold
    }

    /// The same without blanks.
    static func isJoinedAppPassword(_ value: Span<UInt8>) -> Bool {
        value.count == 16 && value.isMade(of: .lowerCase)
            && BigramSurprise.bitsPerPair(of: value) >= RandomLooking.threshold
    }

    static let appPasswordLength = 19
}
