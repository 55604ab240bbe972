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
            // A place that is known exactly and was found from further ahead cannot be bettered.
            if let found, found.allSatisfy({ $0.distance.lowerBound == $0.distance.upperBound }) { break }
            if let located = locate(wanted, startingWith: index, of: pieces, effort: &effort) {
                keepNearer(&found, located.map { $0.shifted(by: distance, after: walk.prefixSet) })
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

    /// The literals that stand in what the pieces from `index` on begin with, or nil.
    private static func locate(
        _ wanted: [[UInt8]],
        startingWith index: Int,
        of pieces: [LiteralPiece],
        effort: inout Int
    ) -> [AnchoredSequence]? {
        // Most stretches end before a literal can have stood in them, and are not worth expanding.
        var search = LiteralSearch(for: wanted)
        guard let first = pieces[index...].firstIndex(where: { search.ends(with: $0) }), search.hasFound else {
            return nil
        }
        var expansion = LiteralExpansion(maximumElements: locatedElements, maximumStrings: locatedStrings)
        for place in index..<pieces.count {
            guard expansion.extend(by: pieces[place]) else { break }
            guard place >= first else { continue }
            if let located = locate(wanted, in: expansion.strings.map(\.elements), effort: &effort) { return located }
        }
        return nil
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
        var count = 1
        for element in string {
            count *= element.countIgnoringCase
            guard count <= locatedStrings else { return nil }
        }
        var result = [string]
        for index in string.indices where string[index].countIgnoringCase > 1 {
            let choices = string[index].membersIgnoringCase
            result = result.flatMap { spelled in
                choices.map { choice in
                    var spelled = spelled
                    spelled[index] = choice
                    return spelled
                }
            }
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

/// Follows literals through pieces, to tell where one could be complete for the first time.
///
/// Alternatives are followed together, so that it may be found to be possible where it is not, and never the reverse.
private struct LiteralSearch {
    /// Whether a literal could be complete.
    private(set) var hasFound = false
    private let literals: [[UInt8]]
    /// For each literal, which of its beginnings could have just been read: bit n for n + 1 bytes.
    private var read: [UInt64]

    /// Of a longer literal the beginning is followed.
    private static let limit = 64

    init(for literals: [[UInt8]]) {
        self.literals = literals.map { Array($0.prefix(Self.limit)) }
        read = Array(repeating: 0, count: literals.count)
    }

    /// Reads a piece. True if the search ends with it, because a literal could be complete or the piece tells nothing.
    mutating func ends(with piece: LiteralPiece) -> Bool {
        switch piece {
        case .gap: return true
        case .element(let set):
            guard LiteralExpansion.isNarrow(set) else { return true }
            for (index, literal) in literals.enumerated() {
                var next: UInt64 = 0
                var possible = read[index] << 1 | 1
                while possible != 0 {
                    let place = possible.trailingZeroBitCount
                    if place >= literal.count { break }
                    if set.contains(literal[place]) { next |= 1 << UInt64(place) }
                    possible &= possible - 1
                }
                read[index] = next
                if next >> UInt64(literal.count - 1) & 1 == 1 { hasFound = true }
            }
        case .choice(let alternatives):
            let before = read
            var after = [UInt64](repeating: 0, count: read.count)
            for alternative in alternatives {
                read = before
                // A beginning that ends here is not read on, but stays one of those that the stretch has.
                if alternative.contains(where: { ends(with: $0) }) { continue }
                for index in read.indices { after[index] |= read[index] }
            }
            read = after
        }
        return hasFound
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
