// Finds where in a match the literals stand that a rule declares.

extension RequiredLiterals {
    /// The longest stretch of a pattern that is searched for declared literals at once.
    private static let locatedElements = 48
    /// The most texts that a stretch is expanded into.
    private static let locatedStrings = 64
    /// How many texts are looked at before the search ends with what it has.
    private static let locatedEffort = 8192

    /// Sequences for the declared `literals`, of which one stands in every match of `node`, or nil where a match may
    /// lack all of them within `maximumDistance` of its start.
    ///
    /// A literal is found in any case of its letters where the pattern ignores case there. A literal of more than
    /// `maximumElements` bytes is cut to that.
    package static func locate(
        literals: [String],
        in node: PatternNode,
        maximumDistance: Int = defaultMaximumDistance
    ) -> [AnchoredSequence]? {
        let wanted = literals.map { Array($0.utf8) }
        guard !wanted.isEmpty, wanted.allSatisfy({ !$0.isEmpty }), !node.cutsMatchShort else { return nil }
        var budget = pieceBudget
        let pieces = LiteralPiece.pieces(of: node, budget: &budget)
        var effort = locatedEffort
        return locate(wanted, in: pieces, maximumDistance: maximumDistance, effort: &effort)
    }

    private static func locate(
        _ wanted: [[UInt8]],
        in pieces: [LiteralPiece],
        maximumDistance: Int,
        effort: inout Int
    ) -> [AnchoredSequence]? {
        var found: [AnchoredSequence]?
        var walk = DistanceWalk(limit: maximumDistance)
        for index in pieces.indices {
            guard effort > 0, let distance = walk.distance else { break }
            var expansion = LiteralExpansion(maximumElements: locatedElements, maximumStrings: locatedStrings)
            for piece in pieces[index...] {
                guard expansion.extend(by: piece) else { break }
                guard let located = locate(wanted, in: expansion.strings.map(\.elements), effort: &effort) else {
                    continue
                }
                keepNearer(&found, located.map { $0.shifted(by: distance, after: walk.prefixSet) })
                break
            }
            if case .choice(let alternatives) = pieces[index], !alternatives.isEmpty {
                var all: [AnchoredSequence]? = []
                for alternative in alternatives {
                    guard
                        let inner = locate(
                            wanted,
                            in: alternative,
                            maximumDistance: maximumDistance - distance.upperBound,
                            effort: &effort
                        )
                    else {
                        all = nil
                        break
                    }
                    all?.append(contentsOf: inner.map { $0.shifted(by: distance, after: walk.prefixSet) })
                }
                if let all { keepNearer(&found, all) }
            }
            walk.pass(pieces[index])
        }
        return found
    }

    /// Keeps the sequences whose furthest place is nearer to the start.
    private static func keepNearer(_ found: inout [AnchoredSequence]?, _ other: [AnchoredSequence]) {
        var unique: [AnchoredSequence] = []
        for sequence in other where !unique.contains(sequence) { unique.append(sequence) }
        func reach(_ sequences: [AnchoredSequence]) -> (Int, Int) {
            (
                sequences.map { $0.distance.upperBound - $0.distance.lowerBound }.max() ?? 0,
                sequences.map(\.distance.upperBound).max() ?? 0
            )
        }
        if let known = found, reach(known) <= reach(unique) { return }
        found = unique
    }

    /// The literals that stand in `strings`, one at least in each, or nil.
    private static func locate(
        _ wanted: [[UInt8]],
        in strings: [[ByteSet]],
        effort: inout Int
    ) -> [AnchoredSequence]? {
        for string in strings {
            effort -= 1
            guard mayHold(wanted, in: string) else { return nil }
        }
        var found: [AnchoredSequence] = []
        var known: Set<AnchoredSequence> = []
        var count = 0
        for string in strings {
            guard let spelled = spellings(of: string) else { return nil }
            count += spelled.count
            effort -= spelled.count
            guard count <= locatedStrings else { return nil }
            for text in spelled {
                guard let sequence = locate(wanted, in: text) else { return nil }
                if known.insert(sequence).inserted { found.append(sequence) }
            }
        }
        return found
    }

    /// Whether one of the literals fits somewhere, if the right member of each set is taken.
    private static func mayHold(_ wanted: [[UInt8]], in string: [ByteSet]) -> Bool {
        wanted.contains { literal in
            guard literal.count <= string.count else { return false }
            return (0...(string.count - literal.count)).contains { start in
                literal.indices.allSatisfy { string[start + $0].contains(literal[$0]) }
            }
        }
    }

    /// The string with each set of several characters replaced by each of them; both cases of a letter stay one set.
    private static func spellings(of string: [ByteSet]) -> [[ByteSet]]? {
        var result: [[ByteSet]] = [[]]
        for element in string {
            let choices = element.membersIgnoringCase
            guard result.count * choices.count <= locatedStrings else { return nil }
            result = result.flatMap { start in choices.map { start + [$0] } }
        }
        return result
    }

    /// The first literal in a text of bytes and case pairs.
    private static func locate(_ wanted: [[UInt8]], in text: [ByteSet]) -> AnchoredSequence? {
        for start in text.indices {
            for literal in wanted where start + literal.count <= text.count {
                let isHere = literal.indices.allSatisfy { index in
                    let place = text[start + index]
                    let folded = ByteSet(literal[index]...literal[index]).caseFolded
                    return place.contains(literal[index]) && place.intersection(folded) == place
                }
                guard isHere else { continue }
                let end = start + min(literal.count, maximumElements)
                return AnchoredSequence(
                    elements: Array(text[start..<end]),
                    distance: start...start,
                    prefixSet: text[..<start].reduce(ByteSet()) { $0.union($1) }
                )
            }
        }
        return nil
    }
}

extension ByteSet {
    /// The members one by one, both cases of a letter together where the set holds both.
    fileprivate var membersIgnoringCase: [ByteSet] {
        members.compactMap { byte in
            let folded = ByteSet(byte...byte).caseFolded
            guard folded.count == 2, intersection(folded) == folded else { return ByteSet(byte...byte) }
            return ByteSet.lowerCase.contains(byte) ? folded : nil
        }
    }
}
