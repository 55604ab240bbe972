// Reads the token of a word from its bytes.

extension NameToken {
    /// Words with more bytes are long words.
    static let wordLimit = 40
    /// Words of Chinese, Japanese and Korean with more characters are running text.
    static let eastAsianLimit = 4

    /// The token of the word characters and apostrophes in `range`, which are at most `wordLimit` bytes.
    static func word(_ range: Range<Int>, in window: borrowing ByteWindow, lexicon: NameLexicon) -> NameToken {
        var (letters, digits, upper, lower, eastAsian, length) = (0, 0, 0, 0, 0, 0)
        var (hasUnderscore, beginsUpper, hasApostrophe) = (false, false, false)
        var hash = NameHash()
        var second = NameHash(seed: NameHash.secondSeed)
        var prefix = NameHash()
        var firstPoints = (UInt32(0), UInt32(0))
        var lastPoints = (UInt32(0), UInt32(0), UInt32(0))
        var offset = range.lowerBound
        while offset < range.upperBound {
            let (point, size) = window.codePoint(at: offset) ?? (NameCharacters.invalid, 1)
            offset += size
            let small = NameCharacters.folded(point)
            if length == 0 { beginsUpper = small != point }
            if point == 95 {
                hasUnderscore = true
            } else if point &- 48 < 10 {
                digits += 1
            } else if NameCharacters.isApostrophe(point) {
                hasApostrophe = true
            } else {
                letters += 1
                if small != point {
                    upper += 1
                } else if NameCharacters.isEastAsian(point) {
                    eastAsian += 1
                } else {
                    lower += 1
                }
            }
            let shown = NameCharacters.isApostrophe(point) ? 0x27 : small
            hash.add(shown)
            second.add(shown)
            if length < 3 { prefix.add(shown) }
            if length == 0 { firstPoints.0 = shown }
            if length == 1 { firstPoints.1 = shown }
            lastPoints = (lastPoints.1, lastPoints.2, shown)
            length += 1
        }
        if digits > 0, letters == 0, !hasUnderscore {
            let count = min(length, 6)
            var token = NameToken(
                start: range.lowerBound,
                end: range.upperBound,
                kind: .number,
                shape: Shape.beforeNumbers + UInt8(count),
                hash: NameHash.of(0x23, UInt32(count))
            )
            token.length = UInt8(length)
            return token
        }
        var token = NameToken(
            start: range.lowerBound,
            end: range.upperBound,
            kind: hasUnderscore || digits > 0 ? .mixed : .word,
            shape: Shape.lower,
            hash: hash.value
        )
        token.length = UInt8(length)
        token.beginsWithDigit = firstPoints.0 &- 48 < 10
        token.prefix = prefix.value
        token.suffix = suffix(lastPoints, length: length)
        if hasUnderscore {
            token.shape = Shape.identifier
        } else if digits > 0 {
            token.shape = lower == 0 && eastAsian == 0 && length <= 8 ? Shape.code : Shape.alphanumeric
        } else if eastAsian > 0 {
            token.shape = Shape.eastAsian
        } else if upper > 0 {
            if beginsUpper, upper == 1, !hasApostrophe {
                token.shape = lower > 0 ? Shape.title : Shape.capital
            } else if lower == 0 {
                token.shape = Shape.capitals
            } else {
                token.shape = beginsUpper ? Shape.mixedUpper : Shape.mixedLower
            }
        }
        if token.shape == Shape.eastAsian, length <= eastAsianLimit {
            // A family name comes first and has one character or two.
            token.flags = lexicon.flags(firstPoints.0)
            if length > 1 { token.flags.formUnion(lexicon.flags(firstPoints.0, firstPoints.1)) }
            token.prefix = NameHash.of(firstPoints.0)
            token.suffix = NameHash.of(lastPoints.2)
        } else if token.kind == .word {
            token.flags = lexicon.flags(hash: hash.value, second: second.value)
        }
        return token
    }

    private static func suffix(_ points: (UInt32, UInt32, UInt32), length: Int) -> UInt32 {
        var hash = NameHash()
        if length > 2 { hash.add(points.0) }
        if length > 1 { hash.add(points.1) }
        hash.add(points.2)
        return hash.value
    }
}
