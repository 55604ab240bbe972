// Regular expressions, literals between marks of their own, and what PHP gives out as it stands.

import SluiceMatching
import SluiceModel

extension Lexer {
    /// Whether `/` begins comments too.
    var hasSlashComments: Bool { !syntax.features.contains(.delimitedLiterals) }

    /// Whether a value may begin behind the last byte of code, so that the `/` that came begins a regular expression
    /// whose first byte is `next`.
    func beginsValue(before next: UInt8) -> Bool {
        switch significant {
        case 0, UInt8(ascii: "("), UInt8(ascii: ","), UInt8(ascii: "="), UInt8(ascii: ":"), UInt8(ascii: "["),
            UInt8(ascii: "!"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "?"), UInt8(ascii: "{"),
            UInt8(ascii: ";"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "%"),
            UInt8(ascii: "~"), UInt8(ascii: "^"), UInt8(ascii: ">"):
            true
        // A block has ended, but in `<a b={c} />` it has not.
        case UInt8(ascii: "}"): hasSlashComments && next != UInt8(ascii: ">")
        default: followsWord
        }
    }

    /// Words behind which a value begins.
    private static let words = [
        "return", "case", "of", "typeof", "throw", "in", "delete", "void", "else", "do", "and", "or", "not", "if",
        "unless", "while", "until", "when", "split", "grep", "yield", "await",
    ].map { Array($0.utf8) }

    /// Whether one of those words stands before the `/` that came, as far as it can be seen.
    private var followsWord: Bool {
        var distance = 2
        while distance <= 8, Self.isBlankOrLineFeed(byte(back: distance)) { distance += 1 }
        return Self.words.contains { follows($0, at: distance) }
    }

    /// Whether a word ends `distance` bytes before the next one.
    private func follows(_ word: [UInt8], at distance: Int) -> Bool {
        guard distance + word.count <= 9 else { return false }
        for (index, letter) in word.reversed().enumerated() where byte(back: distance + index) != letter {
            return false
        }
        let before = byte(back: distance + word.count)
        return !Self.isNameByte(before) && before != UInt8(ascii: ".") && before != UInt8(ascii: "$")
    }

    private static func isBlankOrLineFeed(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }

    /// How many parts the literal has that a byte opens: `%w[…]`, `qw(…)`, `s/…/…/`; nil where it opens none.
    func literalParts(at byte: UInt8) -> Int? {
        guard Self.isDelimiter(byte) else { return nil }
        if syntax.features.contains(.percentLiterals) {
            let kind = self.byte(back: 1)
            guard "wWiIqQrxs".utf8.contains(kind), self.byte(back: 2) == UInt8(ascii: "%") else { return nil }
            return Self.endsValue(self.byte(back: 3)) ? nil : 1
        }
        let start = self.byte(back: 1) == 0x20 ? 2 : 1
        for (word, parts) in Self.quoteWords where start == 1 || word.count == 2 && word[0] == UInt8(ascii: "q") {
            guard follows(word, at: start) else { continue }
            // `$s{…}`, `->y(…)` and their like are none.
            return "$@%&>:-".utf8.contains(self.byte(back: start + word.count)) ? nil : parts
        }
        return nil
    }

    /// Perl's words before a literal's mark, with the number of its parts.
    private static let quoteWords: [(word: [UInt8], parts: Int)] = [
        ("q", 1), ("qq", 1), ("qw", 1), ("qr", 1), ("qx", 1), ("m", 1), ("s", 2), ("tr", 2), ("y", 2),
    ].map { (Array($0.0.utf8), $0.1) }

    private static func isDelimiter(_ byte: UInt8) -> Bool { delimiters.contains(byte) }
    private static let delimiters = Array("([{</|!".utf8)

    private static func endsValue(_ byte: UInt8) -> Bool {
        isNameByte(byte) || byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]")
    }

    /// Opens a literal with the mark that opens it.
    mutating func openDelimited(_ open: UInt8, parts: Int) {
        text = Text(quote: Self.closer(of: open))
        (state, depth, progress) = (.delimited, 1, UInt8(parts))
        (isInClass, isEscaped, previous) = (false, false, 0)
    }

    /// The mark that closes what another opens.
    private static func closer(of open: UInt8) -> UInt8 {
        switch open {
        case UInt8(ascii: "("): UInt8(ascii: ")")
        case UInt8(ascii: "["): UInt8(ascii: "]")
        case UInt8(ascii: "{"): UInt8(ascii: "}")
        case UInt8(ascii: "<"): UInt8(ascii: ">")
        default: open
        }
    }

    /// Takes a byte of a literal. It ends with its line, unless a line's end is the first in it.
    mutating func delimited(_ byte: UInt8) {
        let before = previous
        previous = byte
        if byte == 0x0A, !text.spansLines {
            guard before == 0 else {
                enterCode()
                return special(byte)
            }
            text.spansLines = true
        }
        if isEscaped { return isEscaped = false }
        if isInClass {
            // Blanks may stand before the second part, which has marks of its own.
            guard byte > 0x20 else { return }
            (text.quote, isInClass, depth) = (Self.closer(of: byte), false, 1)
        } else if byte == 0x5C {
            isEscaped = true
        } else if byte == text.quote {
            depth -= 1
            guard depth == 0 else { return }
            progress -= 1
            guard progress == 0 else {
                let isPair = Self.delimiters.contains { Self.closer(of: $0) == byte && $0 != byte }
                (isInClass, depth) = (isPair, 1)
                return
            }
            enterCode()
            significant = UInt8(ascii: ")")
        } else if Self.closer(of: byte) == text.quote, depth < .max {
            depth += 1
        }
    }

    /// Goes on in what PHP gives out as it stands.
    ///
    /// - Parameter progress: how much of `<?` has come.
    mutating func leaveTags(progress: UInt8) {
        (state, self.progress, awaitsDocument) = (.outside, progress, false)
    }

    /// Takes a byte outside of `<?php … ?>`.
    mutating func outside(_ byte: UInt8) {
        switch (progress, byte) {
        case (2, UInt8(ascii: "=")), (2, UInt8(ascii: "p")), (2, UInt8(ascii: "P")), (2, ...0x20):
            enterCode()
            significant = UInt8(ascii: ";")
        case (1, UInt8(ascii: "?")): progress = 2
        case (_, UInt8(ascii: "<")): progress = 1
        default: progress = 0
        }
    }

    /// What may end what PHP gives out as it stands.
    static let tagBytes = ByteMarks { $0 == UInt8(ascii: "<") }
}
