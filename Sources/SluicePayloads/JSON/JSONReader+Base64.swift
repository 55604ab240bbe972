// Tells base64 and `data:` URLs from text by their beginning, and hides them.

import SluiceMatching

extension JSONReader {
    /// How much of a string is held at most to tell what it is, and how long base64 without a `data:` URL must be.
    private static let decisive = 64

    /// Takes a unit of the beginning of a string that may be base64.
    mutating func decide(_ level: Int, _ unit: ByteUnit, _ raw: Span<UInt8>) {
        if undecided.isEmpty { mark(level) }
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
                return
            }
            if unit.byte == UInt8(ascii: ",") { return releaseUndecided(level, raw) }
        }
        // Bytes before this one were found to be in the alphabet if the text is not a URL.
        let isBase64 = Self.isBase64(unit) && (undecided.count <= 5 ? Self.areBase64(undecided) : !isURL)
        guard isURL || isBase64 else { return releaseUndecided(level, raw) }
        guard undecided.count == Self.decisive else { return }
        guard isBase64 else { return releaseUndecided(level, raw) }
        mark(level, isBase64: true)
        for unit in undecided { sink.hide(skipped: unit.rawCount) }
        undecided.removeAll(keepingCapacity: true)
        levels[level].use = .base64
    }

    /// Takes what is held for text.
    mutating func releaseUndecided(_ level: Int, _ raw: Span<UInt8>) {
        levels[level].use = .probing
        let units = undecided
        undecided.removeAll(keepingCapacity: true)
        for unit in units { content(level, unit, raw) }
    }

    /// Hides the raw bytes up to `end` that are base64; a byte that is none makes the rest text.
    mutating func hideBase64(_ level: Int, _ raw: Span<UInt8>, upTo end: Int) {
        let start = sink.position
        var stop = start
        while stop < end, Self.isBase64Byte(raw[stop]) { stop += 1 }
        if stop > start { sink.hide(stop - start, raw) }
        if stop < end { base64(level, ByteUnit(inPlace: raw[stop]), raw) }
    }

    /// Hides a unit if base64 or its padding goes on with it, otherwise takes the rest for text.
    mutating func base64(_ level: Int, _ unit: ByteUnit, _ raw: Span<UInt8>) {
        if unit.count == 1, unit.byte == UInt8(ascii: "=") {
            levels[level].use = .padding
        } else if levels[level].use == .padding || !Self.isBase64(unit) {
            levels[level].use = .plain
            return content(level, unit, raw)
        }
        hide(unit, raw)
    }

    private static func isBase64(_ unit: ByteUnit) -> Bool { unit.count == 1 && isBase64Byte(unit.byte) }

    private static func areBase64(_ units: [ByteUnit]) -> Bool { units.allSatisfy(isBase64) }

    /// The alphabets of RFC 4648, sections 4 and 5, without padding.
    @inline(__always)
    private static func isBase64Byte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "-"),
            UInt8(ascii: "_"):
            true
        default:
            false
        }
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
