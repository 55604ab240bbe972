// Finds the names of a region.

/// A name, place, organisation or address that was found.
struct NameEntity: Sendable, Hashable {
    /// What it is; the numbers are those of the model's tags and thresholds.
    enum Kind: Int, Sendable {
        case person
        case place
        case organisation
        case address
    }

    var range: Range<Int>
    var kind: Kind
    /// The mean score of its tokens over that of "no name".
    var score: Int32
    /// Whether its line looks like source code.
    var isInCode: Bool
}

/// Chooses the best tags of a region's tokens by their own scores and those of each tag after the other, with Viterbi's
/// algorithm (IEEE Trans. Inf. Theory 13(2), 1967).
///
/// Tag `2n` begins an entity of kind `n`, at a member of the region alone, tag `2n + 1` continues it, tag 8 is for no
/// name.
enum NameDecoder {
    private static let outside = 8
    /// An address has a word of so many letters.
    private static let streetLength = 3
    /// Less than any score: a region has at most 64 tokens.
    private static let never: Int32 = -1 << 29

    /// The entities of a region, in the order of the text.
    static func entities(
        of region: NameRegion,
        model: NameModel,
        tokens: inout NameTokens,
        in window: borrowing ByteWindow
    ) -> [NameEntity] {
        let count = region.last - region.first + 1
        var capitals = 0
        for number in region.first...region.last where NameRegion.isCapitalised(tokens.token(number, in: window)) {
            capitals += 1
        }
        let line = NameLine(before: tokens.token(region.first, in: window).start, in: window)
        var unary = NameBuffer<SIMD8<Int32>>(repeating: .zero)
        var back = NameBuffer<SIMD16<UInt8>>(repeating: .zero)
        var best = InlineArray<9, Int32>(repeating: never)
        for index in 0..<count {
            let scores = NameFeatures.scores(
                of: region.first + index,
                region: region,
                line: line,
                capitals: capitals,
                model: model,
                tokens: &tokens,
                in: window
            )
            unary[index] = scores
            if index == 0 {
                for tag in 0...outside where tag % 2 == 0 {
                    best[tag] = model.links[outside * 9 + tag] + (tag == outside ? 0 : scores[tag])
                }
            } else {
                let mayBegin = NameRegion.isMember(region.first + index, &tokens, in: window)
                let (next, from) = step(best, scores: scores, mayBegin: mayBegin, model: model)
                best = next
                back[index] = from
            }
        }
        var tag = 0
        for other in 1...outside where best[other] > best[tag] { tag = other }
        // Nothing is allocated where nothing is found.
        var entities: [NameEntity] = []
        var end = 0
        var (sum, length) = (Int32(0), Int32(0))
        var longest: UInt8 = 0
        for index in stride(from: count - 1, through: 0, by: -1) {
            if tag != outside {
                if length == 0 { end = index }
                let token = tokens.token(region.first + index, in: window)
                if token.kind == .word { longest = max(longest, token.length) }
                sum += unary[index][tag]
                length += 1
                if tag % 2 == 0 {
                    let first = tokens.token(region.first + index, in: window)
                    let last = tokens.token(region.first + end, in: window)
                    let kind = NameEntity.Kind(rawValue: tag / 2) ?? .person
                    let isPart =
                        NameRegion.isJoinedLeft(region.first + index, &tokens, in: window)
                        || end == count - 1 && region.isJoinedRight(&tokens, in: window)
                    if !isPart, kind != .address || longest >= streetLength {
                        entities.append(
                            NameEntity(
                                range: first.start..<last.end,
                                kind: kind,
                                score: sum / length,
                                isInCode: line.isCode
                            )
                        )
                    }
                    longest = 0
                    (sum, length) = (0, 0)
                }
            }
            tag = Int(back[index][tag])
        }
        entities.reverse()
        return entities
    }

    /// The best scores of paths that end with each tag of the next token, and the tags before.
    private static func step(
        _ best: InlineArray<9, Int32>,
        scores: SIMD8<Int32>,
        mayBegin: Bool,
        model: NameModel
    ) -> (InlineArray<9, Int32>, SIMD16<UInt8>) {
        var next = InlineArray<9, Int32>(repeating: never)
        var back = SIMD16<UInt8>.zero
        for tag in 0...outside {
            if tag < outside, tag % 2 == 0, !mayBegin { continue }
            var (top, from) = (Int32.min, 0)
            if tag % 2 == 0 {
                for previous in 0...outside {
                    let score = best[previous] + model.links[previous * 9 + tag]
                    if score > top { (top, from) = (score, previous) }
                }
            } else {
                for previous in (tag - 1)...tag {
                    let score = best[previous] + model.links[previous * 9 + tag]
                    if score > top { (top, from) = (score, previous) }
                }
            }
            next[tag] = max(never, top + (tag == outside ? 0 : scores[tag]))
            back[tag] = UInt8(from)
        }
        return (next, back)
    }
}
