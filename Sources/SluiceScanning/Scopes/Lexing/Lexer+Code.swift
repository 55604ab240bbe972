// What a byte of code begins.

import SluiceModel

extension Lexer {
    /// Takes a byte of code that may mean something.
    mutating func special(_ byte: UInt8) {
        if byte == 0x0A { return lineEnd() }
        if byte == 0x5C, syntax.features.contains(.escapesInCode) { return escapeNext(byte) }
        if byte == 0x60, syntax.features.contains(.backtickEscapesInCode) { return escapeNext(byte) }
        if syntax.features.contains(.delimitedLiterals), let parts = literalParts(at: byte) {
            return openDelimited(byte, parts: parts)
        }
        for quote in syntax.quotes where quote.byte == byte { return open(quote) }
        if byte == UInt8(ascii: "'"), syntax.features.contains(.probedCharacters) {
            note(byte)
            state = .probe
            progress = 0
            return
        }
        for index in syntax.blockComments.indices where begins(syntax.blockComments[index], byte) {
            return openComment(index)
        }
        if byte == UInt8(ascii: "/"), syntax.features.contains(.regularExpressions) {
            recent = recent << 8 | UInt64(byte)
            state = .slash
            return
        }
        for comment in syntax.lineComments where begins(comment, byte) {
            // The bytes of the opener stay known, as those that follow may make it one that spans lines.
            recent = recent << 8 | UInt64(byte)
            state = .lineComment
            (progress, openerCount) = (1, UInt8(comment.opener.count))
            return
        }
        if syntax.features.contains(.remarks), isRemark(byte) {
            recent = recent << 8 | UInt64(byte)
            state = .lineComment
            (progress, openerCount) = (1, 3)
            return
        }
        switch byte {
        case UInt8(ascii: "#"):
            if self.byte(back: 1) != byte { (hashes, beforeHashes) = (0, self.byte(back: 1)) }
            if hashes < Self.mostMarks { hashes += 1 }
        case UInt8(ascii: "["):
            if syntax.features.contains(.longBrackets), self.byte(back: 1) == byte {
                return openLong(Array("]]".utf8))
            }
        case UInt8(ascii: "<"):
            if beginsDocument() { return openDocument() }
            // A file that begins with markup: PHP begins behind a mark.
            if syntax.features.contains(.tags), significant == 0 { return leaveTags(progress: 1) }
        case UInt8(ascii: ">") where syntax.features.contains(.tags) && self.byte(back: 1) == UInt8(ascii: "?"):
            return leaveTags(progress: 0)
        case UInt8(ascii: "{") where isAtBrace:
            // Two stand for one.
            frameCount -= 1
            text = frames[frameCount].text
            (state, progress, previous, isEscaped) = (.string, 0, 0, false)
            return
        default:
            countArithmetic(byte)
            if closesFrame(byte) { return }
        }
        note(byte)
    }

    private mutating func escapeNext(_ byte: UInt8) {
        note(byte)
        state = .escapedCode
    }

    private mutating func lineEnd() {
        recent = recent << 8 | 0x0A
        mayReopen = false
        solidCount = 0
        arithmetic = 0
        if syntax.features.contains(.quotedValues) { significant = 0 }
        // A string that may not span lines has not been closed.
        if frameCount > 0, !frames[frameCount - 1].text.spansLines { frameCount = 0 }
        guard awaitsDocument else { return }
        awaitsDocument = false
        state = .document
        progress = 0
        mayEndDocument = true
    }

    private func begins(_ comment: Syntax.BlockComment, _ byte: UInt8) -> Bool {
        guard ends(comment.opener, with: byte) else { return false }
        guard comment.isWholeLine else { return true }
        let before = self.byte(back: comment.opener.count)
        return before == 0 || before == 0x0A
    }

    private func begins(_ comment: Syntax.LineComment, _ byte: UInt8) -> Bool {
        guard ends(comment.opener, with: byte) else { return false }
        switch comment.place {
        case .anywhere: return true
        case .lineStart: return Int(solidCount) == comment.opener.count - 1
        case .afterBlank:
            switch self.byte(back: comment.opener.count) {
            // `${#x}` is a length.
            case UInt8(ascii: "{"): return self.byte(back: comment.opener.count + 1) != UInt8(ascii: "$")
            case 0, 0x09, 0x0A, 0x0D, 0x20, UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"),
                UInt8(ascii: "("), UInt8(ascii: ")"):
                return true
            default: return false
            }
        }
    }

    private func isRemark(_ byte: UInt8) -> Bool {
        solidCount == 2 && byte | 0x20 == UInt8(ascii: "m") && self.byte(back: 1) | 0x20 == UInt8(ascii: "e")
            && self.byte(back: 2) | 0x20 == UInt8(ascii: "r")
    }

    mutating func openComment(_ index: Int) {
        state = .blockComment
        comment = UInt8(index)
        depth = 1
        recent = 0
        // What counts the bytes behind an opener is for line comments.
        progress = 0
    }

    /// Opens a string that ends with `closer`.
    mutating func openLong(_ closer: [UInt8]) {
        self.closer = ShortBytes(closer)
        state = .longString
        progress = 0
    }

    /// Whether a closing bracket ends the code inside a string.
    private mutating func closesFrame(_ byte: UInt8) -> Bool {
        guard frameCount > 0 else { return false }
        let top = frameCount - 1
        if byte == frames[top].open, frames[top].depth < .max {
            frames[top].depth += 1
        } else if byte == frames[top].close {
            frames[top].depth -= 1
            if frames[top].depth == 0 {
                text = frames[top].text
                frameCount = top
                state = .string
                progress = 0
                previous = byte
                isEscaped = false
                return true
            }
        }
        return false
    }

    /// Whether the last byte opened code in an interpolated string of C#.
    private var isAtBrace: Bool {
        frameCount > 0 && recent == UInt64(UInt8(ascii: "{"))
            && frames[frameCount - 1].text.interpolation.contains(.brace)
    }

    /// Counts parentheses of `((…))`, in which `<<` shifts.
    private mutating func countArithmetic(_ byte: UInt8) {
        guard syntax.features.contains(.shellHereDocuments) else { return }
        switch byte {
        case UInt8(ascii: "("):
            if arithmetic > 0, arithmetic < .max {
                arithmetic += 1
            } else if self.byte(back: 1) == byte {
                arithmetic = 2
            }
        case UInt8(ascii: ")"): if arithmetic > 0 { arithmetic -= 1 }
        default: break
        }
    }

    /// Goes on in code that stands in the open string.
    ///
    /// - Parameter mark: what stands before the bracket, if it counts.
    mutating func openFrame(_ open: Character, _ close: Character, behind mark: Character? = nil) {
        guard frameCount < 4, let open = open.asciiValue, let close = close.asciiValue else { return }
        frames[frameCount] = Frame(text: text, open: open, close: close, depth: 1)
        frameCount += 1
        enterCode()
        significant = open
        recent = UInt64(mark?.asciiValue ?? 0) << 8 | UInt64(open)
    }

    mutating func afterSlash(_ byte: UInt8) {
        state = .code
        switch byte {
        case UInt8(ascii: "/") where hasSlashComments:
            state = .lineComment
            progress = 0
        case UInt8(ascii: "*") where hasSlashComments:
            openComment(0)
        default:
            guard beginsValue(before: byte) else {
                significant = UInt8(ascii: "/")
                return advance(byte)
            }
            state = .regularExpression
            (isInClass, isEscaped) = (false, false)
            // One that begins with a line's end goes on below.
            text.spansLines = byte == 0x0A && syntax.features.contains(.delimitedLiterals)
            regularExpression(byte)
        }
    }

    mutating func probe(_ byte: UInt8) {
        switch (progress, byte) {
        case (0, 0x5C):
            text = Text(quote: UInt8(ascii: "'"), escape: 0x5C)
            (state, progress, isEscaped, previous) = (.string, 0, true, byte)
        case (1..., UInt8(ascii: "'")):
            note(byte)
            state = .code
        case (0, UInt8(ascii: "'")), (0, 0x0A), (1, ..<0x80), (4..., _):
            // It was no character.
            state = .code
            advance(byte)
        default:
            note(byte)
            progress += 1
        }
    }

    mutating func lineComment(_ byte: UInt8) {
        if byte == 0x0A {
            enterCode()
            return lineEnd()
        }
        if syntax.features.contains(.tags) {
            if byte == UInt8(ascii: ">"), previous == UInt8(ascii: "?"), progress != 1 { return leaveTags(progress: 0) }
            previous = byte
        }
        guard progress > 0 else { return }
        let opener = self.byte(back: 1)
        if progress == 1 {
            for comment in syntax.lineComments
            where comment.unlessFollowedBy == byte && byte != 0 && comment.opener.last == opener {
                state = .code
                return advance(byte)
            }
            let isRemark = syntax.features.contains(.remarks) && opener | 0x20 == UInt8(ascii: "m")
            if isRemark, byte != 0x20, byte != 0x09, byte != 0x0D {
                state = .code
                return advance(byte)
            }
        }
        for index in syntax.blockComments.indices
        where syntax.blockComments[index].opener.count == Int(openerCount + progress) {
            if ends(syntax.blockComments[index].opener, with: byte) { return openComment(index) }
        }
        recent = recent << 8 | UInt64(byte)
        progress = progress < 3 ? progress + 1 : 0
    }

    mutating func blockComment(_ byte: UInt8) {
        let kind = syntax.blockComments[Int(comment)]
        if ends(kind.closer, with: byte), !kind.isWholeLine || self.byte(back: kind.closer.count) == 0x0A {
            recent = 0
            depth -= 1
            guard depth == 0 else { return }
            enterCode()
            // What follows on the line belongs to it.
            if kind.isWholeLine { (state, progress) = (.lineComment, 0) }
            return
        }
        if kind.nests, depth < .max, ends(kind.opener, with: byte) {
            depth += 1
            recent = 0
            return
        }
        recent = recent << 8 | UInt64(byte)
        if byte == 0x0A { solidCount = 0 }
    }
}
