// Tells base64 and `data:` URLs from text by their beginning, and hides them.

import SluiceMatching

extension JSONReader {
    /// How much of a string is held at most to tell what it is, and how long base64 without a `data:` URL must be.
    private static let decisive = 64
    /// How much of base64 without a `data:` URL is shown: a token is one long word of the same bytes.
    package static let shownBase64 = 256

    /// Takes a unit of the beginning of a string that may be base64.
    mutating func decide(_ level: Int, _ unit: ByteUnit, _ raw: Span<UInt8>) {
        if undecided.isEmpty {
            mark(level)
            levels[level].alphabet = Base64Alphabet()
        }
        if unit.isInPlace {
            sink.skip(1, raw)
            undecided.append(ByteUnit(unit.byte, rawCount: 1))
        } else {
            undecided.append(unit)
        }
        let isURL = Self.mayBeURL(undecided)
        if isURL {
            if unit.byte == UInt8(ascii: ","), Self.declaresBase64(undecided) {
                levels[level].use = .plain
                let units = undecided
                undecided.removeAll(keepingCapacity: true)
                for unit in units { content(level, unit, raw) }
                mark(level, isBase64: true)
                levels[level].use = .base64
                levels[level].alphabet = Base64Alphabet()
                levels[level].headLeft = 0
                return
            }
            if unit.byte == UInt8(ascii: ",") { return releaseUndecided(level, raw) }
        }
        // Bytes before this one were found to be in the alphabet if the text is not a URL.
        let isBase64 = isBase64(level, unit) && (undecided.count <= 5 ? Self.areBase64(undecided) : !isURL)
        guard isURL || isBase64 else { return releaseUndecided(level, raw) }
        guard undecided.count == Self.decisive else { return }
        guard isBase64 else { return releaseUndecided(level, raw) }
        mark(level, isBase64: true)
        let units = undecided
        undecided.removeAll(keepingCapacity: true)
        for unit in units { show(unit, levels[level].kind, depth: level + 1) }
        levels[level].use = .base64
        levels[level].headLeft = Self.shownBase64 - units.count
    }

    /// Takes what is held for text.
    mutating func releaseUndecided(_ level: Int, _ raw: Span<UInt8>) {
        levels[level].use = .probing
        let units = undecided
        undecided.removeAll(keepingCapacity: true)
        for unit in units { content(level, unit, raw) }
    }

    /// Passes over the raw bytes up to `end` that are base64, of which the first are shown and the others hidden; a byte
    /// that is none makes the rest text.
    mutating func hideBase64(_ level: Int, _ raw: Span<UInt8>, upTo end: Int) {
        let start = sink.position
        var stop = start
        var alphabet = levels[level].alphabet
        while stop < end, alphabet.take(raw[stop]) { stop += 1 }
        levels[level].alphabet = alphabet
        let shown = min(stop - start, levels[level].headLeft)
        if shown > 0 {
            sink.show(shown, levels[level].kind, depth: level + 1)
            levels[level].headLeft -= shown
        }
        if stop > start + shown { sink.hide(stop - start - shown, raw) }
        if stop < end { base64(level, ByteUnit(inPlace: raw[stop]), raw) }
    }

    /// Hides a unit if base64 or its padding goes on with it, otherwise takes the rest for text.
    mutating func base64(_ level: Int, _ unit: ByteUnit, _ raw: Span<UInt8>) {
        if unit.count == 1, unit.byte == UInt8(ascii: "=") {
            levels[level].use = .padding
        } else if levels[level].use == .padding || !isBase64(level, unit) {
            levels[level].use = .plain
            return content(level, unit, raw)
        } else if levels[level].headLeft > 0 {
            levels[level].headLeft -= 1
            return show(unit, levels[level].kind, depth: level + 1)
        }
        hide(unit, raw)
    }

    /// Whether a unit goes on with the open string's base64.
    private mutating func isBase64(_ level: Int, _ unit: ByteUnit) -> Bool {
        unit.count == 1 && levels[level].alphabet.take(unit.byte)
    }

    private static func areBase64(_ units: [ByteUnit]) -> Bool {
        var alphabet = Base64Alphabet()
        return units.allSatisfy { $0.count == 1 && alphabet.take($0.byte) }
    }

    /// Whether the text may go on as a `data:` URL (RFC 2397).
    private static func mayBeURL(_ units: [ByteUnit]) -> Bool {
        zip(units, "data:".utf8).allSatisfy(isSame)
    }

    /// Whether the text, which ends with a comma, ends with `;base64,`.
    private static func declaresBase64(_ units: [ByteUnit]) -> Bool {
        zip(units.reversed(), ";base64,".utf8.reversed()).allSatisfy(isSame) && units.count > ";base64,".utf8.count
    }

    private static func isSame(_ unit: ByteUnit, _ byte: UInt8) -> Bool {
        unit.count == 1 && unit.byte.asciiLowercased == byte
    }
}
