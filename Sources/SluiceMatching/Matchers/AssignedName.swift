// Whether a name says that its value is a secret.

/// Judges the name around a word such as `token`.
package enum AssignedName {
    /// Whether the word stands for itself in its name and is not the beginning of a longer word (`tokenizer`,
    /// `secretary`). A plural counts as the word. With `isStrict` it may not be the end of one either.
    package static func isWhole(
        _ word: Range<Int>,
        isStrict: Bool,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> Bool {
        let last = window[word.upperBound - 1]
        if isStrict, let previous = window.byte(before: word.lowerBound), ByteSet.letters.contains(previous) {
            let isCamelCase =
                ByteSet.lowerCase.contains(previous) && ByteSet.upperCase.contains(window[word.lowerBound])
            guard isCamelCase || isEscape(before: word.lowerBound, in: window) else { return false }
        }
        let letters = ByteSet.lowerCase.contains(last) ? ByteSet.lowerCase : ByteSet.upperCase
        guard try window.peeks(letters, at: word.upperBound) else { return true }
        let follower = window[word.upperBound]
        if isStrict { return false }
        // `secretkey` and `tokens`.
        switch follower.asciiLowercased {
        case UInt8(ascii: "k"): return try window.peeks(lowerCased: key, at: word.upperBound)
        case UInt8(ascii: "s"): return try !window.peeks(ByteSet.letters, at: word.upperBound + 1)
        default: return false
        }
    }

    /// Whether no other word of the name says that the value is something about the secret: `token_type`,
    /// `password_file`, `next_page_token`.
    package static func isSecret(_ name: Range<Int>, word: Range<Int>, in window: borrowing ByteWindow) -> Bool {
        if word.upperBound < name.upperBound {
            let isHarmless = harmlessSuffixes.standsLast(before: name.upperBound, limit: word.upperBound, in: window) {
                _,
                _ in true
            }
            if isHarmless { return false }
        }
        let start = name.lowerBound
        return !harmlessPrefixes.standsLast(before: word.lowerBound, limit: start, in: window) { first, window in
            // `n_` is a word of its own, and not the end of `session_`.
            first == start || !ByteSet.alphanumerics.contains(window[first - 1])
        }
    }

    private static func isEscape(before offset: Int, in window: borrowing ByteWindow) -> Bool {
        window.byte(at: offset - 2) == UInt8(ascii: "\\")
    }

    private static let key = Array("key".utf8)
    private static let harmlessSuffixes = WordTable(
        byLast: ByteText.words(
            """
            type types name names file path dir url uri field length len policy ttl expiry expires expiration expires_at
            expires_in expiresin expiresat count limit header endpoint regex pattern label placeholder hint prefix suffix
            version arn ref id ids index format algorithm alg strength rules message error description title input confirm
            confirmation reset required enabled status state class service method mode provider manager store size budget
            usage cost price date time timestamp checksum scope scopes issuer audience selector fingerprint env env_var
            """
        )
    )
    private static let harmlessPrefixes = WordTable(
        byLast: ByteText.words(
            """
            public_ public- public next_page_ nextpage page_ next_ next continuation_ continuation cancellation cancel_
            stop_ eos_ bos_ pad_ unk_ sep_ cls_ mask_ max_ num_ n_ no_ is_ has_ use_ enable_ with_ sync_ syntax_ device_
            """
        )
    )
}

extension SecretShape {
    /// Whether the text could be the name of a function or member.
    package static func isIdentifier(_ text: Span<UInt8>) -> Bool {
        guard !text.isEmpty, ByteSet.wordCharacters.contains(text[0]), !ByteSet.digits.contains(text[0]) else {
            return false
        }
        return text.isMade(of: identifierPath)
    }

    private static var identifierPath: ByteSet { ByteSet.wordCharacters.union(ByteSet(ascii: ".:!?>-")) }
}
