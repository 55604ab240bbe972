// The features of a token, each of which names a row of weights.

/// What a token and its surroundings look like, as numbers that name rows of weights.
///
/// The list is that of scripts/names/features.py; a fixture that is written in training holds the two together.
struct NameFeatures {
    /// How many features a token has.
    static let count = 27

    /// One number of a feature's kind and up to three values.
    @inline(__always)
    static func mix(_ kind: UInt32, _ first: UInt32, _ second: UInt32 = 0, _ third: UInt32 = 0) -> UInt32 {
        var value = (first ^ kind &* 0x9E37_79B1) &* 0x85EB_CA6B
        value ^= value >> 15
        value = (value ^ second) &* 0xC2B2_AE35
        value ^= value >> 13
        value = (value ^ third) &* 0x27D4_EB2F
        return value ^ value >> 15
    }

    /// The scores of token `number` of a region for each tag but "no name", whose score is zero.
    static func scores(
        of number: Int,
        region: NameRegion,
        line: NameLine,
        capitals: Int,
        model: NameModel,
        tokens: inout NameTokens,
        in window: borrowing ByteWindow
    ) -> SIMD8<Int32> {
        let t = tokens.token(number, in: window)
        let p = tokens.token(number - 1, in: window)
        let p2 = p.isWall ? NameToken.lineEnd(0, 0) : tokens.token(number - 2, in: window)
        let p3 = p.isWall || p2.isWall ? NameToken.lineEnd(0, 0) : tokens.token(number - 3, in: window)
        let q = tokens.token(number + 1, in: window)
        // What follows the end of a line is not waited for.
        let q2 = q.isWall || q.kind == .lineEnd ? NameToken.lineEnd(0, 0) : tokens.token(number + 2, in: window)
        let (s, sp, sq) = (UInt32(t.shape), UInt32(p.shape), UInt32(q.shape))
        let (g, gp, gq) = (UInt32(t.flags.rawValue), UInt32(p.flags.rawValue), UInt32(q.flags.rawValue))
        let (gp2, gq2) = (UInt32(p2.flags.rawValue), UInt32(q2.flags.rawValue))
        let ends: UInt32 = (number == region.first ? 1 : 0) | (number == region.last ? 2 : 0)
        let edge = ends | UInt32(min(3, capitals)) << 2
        let gapBefore = NameRegion.gap(number, &tokens, in: window)
        let gaps = UInt32(min(gapBefore, 2)) | UInt32(min(q.gap, 2)) << 2
        let cues = UInt32(
            p.flags.union(p2.flags).union(p3.flags).intersection([.cue, .title, .organisation, .street]).rawValue
        )
        let shapes = sp << 16 | s << 8 | sq
        var sum = SIMD8<Int32>.zero
        let mask = model.rowMask
        @inline(__always)
        func add(_ row: UInt32) {
            sum &+= SIMD8<Int32>(truncatingIfNeeded: model.rows[Int(row & mask)])
        }
        add(mix(1, t.hash))
        add(mix(2, t.suffix, s))
        add(mix(3, g, s))
        add(mix(4, p.hash, s))
        add(mix(5, q.hash, s))
        add(mix(6, p2.hash, p.hash))
        add(mix(7, q.hash, q2.hash))
        add(mix(8, gp, g, sp << 8 | s))
        add(mix(9, g, gq, s << 8 | sq))
        add(mix(10, gp2, gp, g))
        add(mix(11, g, gq, gq2))
        add(mix(12, shapes))
        add(mix(13, UInt32(p2.shape) << 24 | shapes, UInt32(q2.shape)))
        add(mix(14, p.hash, t.hash))
        add(mix(15, t.hash, q.hash))
        add(mix(16, line.key, s, ends))
        add(mix(17, line.keyEnd, s, g))
        add(mix(18, line.head, s))
        add(mix(19, line.look, s, g))
        add(mix(20, gaps, shapes))
        add(mix(21, p3.hash, s))
        add(mix(22, edge, s, g))
        add(mix(23, t.prefix, s))
        add(mix(24, cues, s, g))
        add(mix(25, p.hash, g, s))
        add(mix(26, q.hash, g, s))
        add(mix(27, p2.hash, g, s))
        return sum
    }
}
