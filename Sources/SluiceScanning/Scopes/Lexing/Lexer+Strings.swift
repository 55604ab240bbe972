// Strings, characters, here documents and regular expressions.

import SluiceModel

extension Lexer {
    /// Takes a quote in code.
    mutating func open(_ quote: Syntax.Quote) {
        let features = syntax.features
        let before = byte(back: 1)
        if mayReopen, text.quote == quote.byte {
            mayReopen = false
            (state, progress, previous) = (.string, 0, 0)
            return
        }
        if features.contains(.digitSeparators), quote.byte == UInt8(ascii: "'"), isSeparator(before) {
            return note(quote.byte)
        }
        // `$'` and `$"` are variables.
        if features.contains(.delimitedLiterals), before == UInt8(ascii: "$") { return note(quote.byte) }
        if features.contains(.quotedValues), !beginsQuotedValue { return note(quote.byte) }
        if features.contains(.hereStrings), before == UInt8(ascii: "@") {
            return openLong([0x0A, quote.byte, UInt8(ascii: "@")])
        }
        if features.contains(.cppRaw), before == UInt8(ascii: "R"), quote.byte == UInt8(ascii: "\"") {
            closer = ShortBytes([UInt8(ascii: ")")])
            state = .rawName
            return
        }
        var text = Text(
            quote: quote.byte,
            escape: quote.escape,
            isDoubled: quote.isDoubled,
            spansLines: quote.spansLines,
            mayBeginLines: features.contains(.delimitedLiterals),
            tripleEscapes: quote.tripleEscapes,
            interpolation: quote.interpolation
        )
        var hasTriple = quote.hasTriple
        if features.contains(.rustRaw), let hashes = rustHashes {
            (text.escape, text.hashes) = (0, hashes)
        }
        if features.contains(.swiftRaw), before == UInt8(ascii: "#") {
            (text.escape, text.hashes, text.interpolation) = (0, hashes, [])
            text.tripleEscapes = false
        }
        if features.contains(.dollarQuotes), quote.byte == UInt8(ascii: "'"), before == UInt8(ascii: "$") {
            text.escape = 0x5C
        }
        if features.contains(.cSharp), quote.byte == UInt8(ascii: "\"") { hasTriple = adaptToCSharp(&text) }
        self.text = text
        (progress, previous, isEscaped) = (hasTriple ? 1 : 0, 0, false)
        state = hasTriple ? .opening : .string
    }

    /// Whether `'` stands between digits; the 8 of the prefix `u8` is none.
    private func isSeparator(_ before: UInt8) -> Bool {
        switch before {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            return !(before == UInt8(ascii: "8") && byte(back: 2) == UInt8(ascii: "u"))
        default: return false
        }
    }

    /// Whether a value begins behind the last byte, as quotes inside a plain scalar mean nothing.
    private var beginsQuotedValue: Bool {
        switch significant {
        case 0, UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","),
            UInt8(ascii: "?"), UInt8(ascii: "="):
            true
        default: false
        }
    }

    /// How many `#` a raw string has whose quote comes next; nil where it is none.
    private var rustHashes: UInt8? {
        let count = byte(back: 1) == UInt8(ascii: "#") ? Int(hashes) : 0
        let prefix = count > 0 ? beforeHashes : byte(back: 1)
        guard prefix == UInt8(ascii: "r") else { return nil }
        let before = byte(back: count + 2)
        if before == UInt8(ascii: "b") || before == UInt8(ascii: "c") { return UInt8(count) }
        return Self.isNameByte(before) ? nil : UInt8(count)
    }

    /// Verbatim, interpolated and raw strings; the result is whether three quotes begin one that spans lines.
    private func adaptToCSharp(_ text: inout Text) -> Bool {
        let prefixes = [byte(back: 1), byte(back: 2)]
        let isVerbatim =
            prefixes[0] == UInt8(ascii: "@") || (prefixes[0] == UInt8(ascii: "$") && prefixes[1] == UInt8(ascii: "@"))
        let isInterpolated =
            prefixes[0] == UInt8(ascii: "$") || (prefixes[0] == UInt8(ascii: "@") && prefixes[1] == UInt8(ascii: "$"))
        if isInterpolated { text.interpolation = .brace }
        if isVerbatim {
            (text.escape, text.isDoubled, text.spansLines) = (0, true, true)
            return false
        }
        (text.countsQuotes, text.tripleEscapes) = (true, false)
        return true
    }

    mutating func opening(_ byte: UInt8) {
        if byte == text.quote {
            if progress < Self.mostMarks { progress += 1 }
            guard progress == 3 else { return }
            text.count = 3
            text.spansLines = true
            if !text.tripleEscapes { text.escape = 0 }
            guard !text.countsQuotes else { return }
            (state, progress) = (.string, 0)
            return
        }
        switch progress {
        case 1:
            (state, progress) = (.string, 0)
            string(byte)
        case 2 where text.hashes == 0:
            endString()
            advance(byte)
        case 2:
            // `#""#`: the second quote is the first that may end it.
            (state, progress) = (.string, 1)
            string(byte)
        default:
            (state, text.count) = (.string, progress)
            progress = 0
            string(byte)
        }
    }

    mutating func string(_ byte: UInt8) {
        let before = previous
        previous = byte
        if isEscaped {
            isEscaped = false
            if byte == UInt8(ascii: "("), text.interpolation.contains(.backslashParenthesis) { openFrame("(", ")") }
            return
        }
        if progress > 0 || byte == text.quote {
            if endsString(byte) { return endString() }
            if progress > 0 { return }
        }
        if byte == text.escape, byte != 0 {
            isEscaped = true
        } else if byte == 0x0A, !text.spansLines {
            if before == 0, text.mayBeginLines { return text.spansLines = true }
            endString()
            special(byte)
        } else if !text.interpolation.isEmpty {
            interpolate(before, byte)
        }
    }

    /// Counts what ends the string; true where it is complete.
    private mutating func endsString(_ byte: UInt8) -> Bool {
        if progress < text.count {
            progress = byte == text.quote ? progress + 1 : 0
        } else if byte == UInt8(ascii: "#") {
            progress += 1
        } else {
            // More quotes than needed may still end it, those before are its text.
            progress = byte == text.quote ? text.count : 0
        }
        return Int(progress) == Int(text.count) + Int(text.hashes)
    }

    private mutating func interpolate(_ before: UInt8, _ byte: UInt8) {
        let kinds = text.interpolation
        switch (before, byte) {
        case (UInt8(ascii: "$"), UInt8(ascii: "{")) where kinds.contains(.dollarBrace):
            openFrame("{", "}", behind: "$")
        case (UInt8(ascii: "#"), UInt8(ascii: "{")) where kinds.contains(.hashBrace): openFrame("{", "}")
        case (UInt8(ascii: "$"), UInt8(ascii: "(")) where kinds.contains(.dollarParenthesis):
            openFrame("(", ")", behind: "$")
        case (_, UInt8(ascii: "{")) where kinds.contains(.brace): openFrame("{", "}")
        default: break
        }
    }

    mutating func endString() {
        enterCode()
        mayReopen = text.isDoubled
        significant = text.quote
        if solidCount < 8 { solidCount += 1 }
    }

    mutating func longString(_ byte: UInt8) {
        if byte == closer[Int(progress)] {
            progress += 1
        } else {
            progress = byte == closer[0] ? 1 : 0
        }
        guard Int(progress) == closer.count else { return }
        enterCode()
        significant = byte
    }

    mutating func rawName(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "("):
            closer.append(UInt8(ascii: "\""))
            (state, progress) = (.longString, 0)
        case 0x0A, 0x20, UInt8(ascii: ")"), 0x5C, UInt8(ascii: "\""):
            enterCode()
            advance(byte)
        default:
            if closer.count > 16 || !closer.append(byte) { enterCode() }
        }
    }

    mutating func regularExpression(_ byte: UInt8) {
        if byte == 0x0A, !text.spansLines {
            enterCode()
            return special(byte)
        }
        if isEscaped {
            isEscaped = false
            return
        }
        switch byte {
        case 0x5C: isEscaped = true
        case UInt8(ascii: "["): isInClass = true
        case UInt8(ascii: "]"): isInClass = false
        case UInt8(ascii: "/") where !isInClass:
            enterCode()
            significant = UInt8(ascii: ")")
        default: break
        }
    }

    /// Whether the `<` that comes next is the last before the name of a here document.
    func beginsDocument() -> Bool {
        let less = UInt8(ascii: "<")
        if awaitsDocument || arithmetic > 0 { return false }
        if syntax.features.contains(.phpHereDocuments) { return byte(back: 1) == less && byte(back: 2) == less }
        return syntax.features.contains(.hereDocuments) && byte(back: 1) == less && byte(back: 2) != less
    }

    mutating func openDocument() {
        note(UInt8(ascii: "<"))
        state = .documentName
        closer = ShortBytes()
        progress = 0
    }

    mutating func documentName(_ byte: UInt8) {
        let isName = Self.isNameByte(byte)
        if closer.count > 0, isName {
            note(byte)
            if !closer.append(byte) { state = .code }
            return
        }
        if closer.count > 0 {
            awaitsDocument = true
            state = .code
            // The quote behind the name belongs to it.
            if progress > 0, byte == progress { return note(byte) }
            return advance(byte)
        }
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: "~"), UInt8(ascii: "\\"): note(byte)
        case 0x20 where !syntax.features.isDisjoint(with: [.shellHereDocuments, .phpHereDocuments]): note(byte)
        case UInt8(ascii: "'"), UInt8(ascii: "\""):
            progress = byte
            note(byte)
        case _ where isName && beginsDocumentName(byte):
            closer.append(byte)
            note(byte)
        default:
            state = .code
            advance(byte)
        }
    }

    /// Whether a name may begin with a byte. Outside shells a bare one is written in capitals, as `list <<item` is
    /// none.
    private func beginsDocumentName(_ byte: UInt8) -> Bool {
        if (0x30...0x39).contains(byte) { return false }
        let isBare = progress == 0 && self.byte(back: 1) == UInt8(ascii: "<")
        let isFree = !syntax.features.isDisjoint(with: [.shellHereDocuments, .phpHereDocuments])
        return !isBare || isFree || (0x41...0x5A).contains(byte)
    }

    mutating func document(_ byte: UInt8) {
        if byte == 0x0A {
            if mayEndDocument, closer.count > 0, Int(progress) == closer.count {
                enterCode()
                return special(byte)
            }
            (mayEndDocument, progress) = (true, 0)
            return
        }
        guard mayEndDocument else { return }
        if Int(progress) == closer.count {
            if Self.isNameByte(byte) { return mayEndDocument = false }
            enterCode()
            return advance(byte)
        }
        if byte == closer[Int(progress)] {
            progress += 1
        } else if progress > 0 || (byte != 0x20 && byte != 0x09) {
            mayEndDocument = false
        }
    }

    static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }
}
