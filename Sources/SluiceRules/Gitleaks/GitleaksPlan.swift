// How a rule of a gitleaks configuration is run.

import SluiceMatching

/// How a rule of a gitleaks configuration is run: the pattern, where it is tried, and within which bounds.
package struct GitleaksPlan: Sendable {
    /// The PCRE2 pattern, without the lead.
    package var pattern: String
    package var lead: GitleaksLead?
    package var route: Route
    var sequences: [AnchoredSequence]
    var gate: CandidateGate
    package var lookbehind: Int
    package var lookahead: Int
    /// The longest match that is found, without the lead, in bytes.
    package var maximumLength: Int
    /// Whether the expression itself has no bound, or a higher one.
    package var isBounded: Bool
    /// Where the mask can begin at the earliest, from the position at which the pattern is tried.
    package var earliestMask: Int
    /// Whether every match holds a keyword of the rule.
    package var holdsKeyword: Bool
    /// Whether high counts count bytes where Go counts characters.
    package var countsBytes: Bool

    /// What leads to the places at which a rule is tried.
    package enum Route: Sendable, Hashable {
        /// A text that stands in every match.
        case literal
        /// One of the rule's keywords, which stands in every match.
        case keyword
        /// Bytes that a match begins with or has near its start, however common.
        case bytes
    }

    /// The longest match of an expression without a bound, in bytes. A key of 4,096 bits in PEM form has some 3,300,
    /// and a candidate may be held for as long.
    package static let longestUnbounded = 8_192

    /// Works out how a rule with an expression is run.
    ///
    /// - Throws: where the expression is not valid, or nothing of it can be found in a stream.
    package init(_ rule: GitleaksRule, regex: String) throws(GoRegexError) {
        let (node, groupCount) = try GoRegexParser.parse(regex, folding: .ascii)
        guard rule.secretGroup <= groupCount else {
            throw GoRegexError(
                offset: 0,
                reason: "secretGroup is \(rule.secretGroup), and the expression has \(groupCount) groups"
            )
        }
        guard rule.secretGroup <= PatternScratch.groupLimit else {
            throw GoRegexError(offset: 0, reason: "secretGroup may be at most \(PatternScratch.groupLimit)")
        }
        var split = GitleaksLead.split(node)
        var (text, tree, isExact) = try Self.compiled(split.rest)
        if split.lead != nil, tree.canMatchEmpty {
            split = (nil, node)
            (text, tree, isExact) = try Self.compiled(node)
        }
        guard !tree.canMatchEmpty else {
            throw GoRegexError(offset: 0, reason: "it can match nothing at all; make a part of it required")
        }
        pattern = text
        lead = split.lead
        countsBytes = !isExact
        let width = tree.maximumWidth
        maximumLength = min(width ?? .max, Self.longestUnbounded)
        isBounded = width.map { $0 <= Self.longestUnbounded } ?? false
        lookbehind = tree.maximumLookbehind ?? 1
        lookahead = tree.maximumLookahead ?? 1
        earliestMask = Self.earliestMask(of: rule.secretGroup, groupCount: groupCount, in: tree, lead: split.lead)
        let distance = PatternCompiler.maximumDistance
        gate = .open
        if let found = RequiredLiterals.extract(from: tree, maximumDistance: distance) {
            (route, sequences) = (.literal, found)
        } else if let found = Self.located(rule.keywords, in: tree, maximumDistance: distance) {
            (route, sequences) = (.keyword, found)
        } else if let found = RequiredLiterals.extractAny(from: tree, maximumDistance: distance) {
            (route, sequences) = (.bytes, found)
            gate = Self.gate(of: split.rest)
        } else {
            throw GoRegexError(offset: 0, reason: "no byte is known that every match begins with")
        }
        holdsKeyword = rule.keywords.isEmpty || Self.implies(rule.keywords, pattern: text)
    }

    /// The PCRE2 pattern of a node, and its tree; a node whose full form is too large for PCRE2 counts bytes.
    private static func compiled(
        _ node: GoRegexNode
    ) throws(GoRegexError) -> (text: String, tree: PatternNode, isExact: Bool) {
        var reason = ""
        for form in PCRE2Writer.Form.allCases {
            let text = PCRE2Writer.write(node, form: form)
            do {
                _ = try Pattern(text, options: .init(isAnchored: true))
                return (text, try PatternSyntax.parse(text, ignoresCase: false), form != .bytes)
            } catch let error as PatternError {
                reason = error.reason
            } catch {
                reason = "\(error)"
            }
        }
        throw GoRegexError(offset: 0, reason: "PCRE2 cannot compile its translation: \(reason)")
    }

    /// The least distance of what may be masked from the place at which the pattern is tried. Where no group need have
    /// taken part, that is the whole match, lead included.
    private static func earliestMask(
        of secretGroup: Int,
        groupCount: Int,
        in tree: PatternNode,
        lead: GitleaksLead?
    ) -> Int {
        let whole = -(lead?.maximum ?? 0)
        let groups = secretGroup > 0 ? [secretGroup] : Array(1..<max(1, groupCount + 1))
        let isCertain = groups.contains { tree.alwaysHasBytes(inGroup: $0) }
        guard isCertain else { return whole }
        return groups.compactMap { tree.minimumOffset(ofGroup: $0) }.min() ?? whole
    }

    /// The rule's keywords, of two characters or more, where they stand in every match.
    private static func located(
        _ keywords: [String],
        in tree: PatternNode,
        maximumDistance: Int
    ) -> [AnchoredSequence]? {
        guard keywords.allSatisfy({ $0.utf8.count >= 2 }) else { return nil }
        let spellings = keywords + keywords.map { $0.uppercased() }.filter { !keywords.contains($0) }
        return RequiredLiterals.locate(literals: spellings, in: tree, maximumDistance: maximumDistance)
    }

    /// Whether one of the keywords, in any case, stands in every match of a pattern.
    private static func implies(_ keywords: [String], pattern: String) -> Bool {
        guard let folded = try? PatternSyntax.parse(pattern, ignoresCase: true) else { return false }
        let anywhere = 1 << 20
        return RequiredLiterals.locate(literals: keywords, in: folded, maximumDistance: anywhere) != nil
    }

    /// Where a match begins with a long run of one class, a shorter run can be refused at once.
    private static func gate(of node: GoRegexNode) -> CandidateGate {
        for part in node.row {
            switch part {
            case .assertion: continue
            case .capture(_, let inner): return gate(of: inner)
            case .repetition(.runes(let set), let minimum, _, _) where minimum > 1:
                guard set.intersection(.other).isEmpty else { return .open }
                var bytes = ByteSet()
                for byte in set.asciiBytes { bytes.insert(byte) }
                return CandidateGate(offset: 0, set: bytes, atLeast: minimum)
            default: return .open
            }
        }
        return .open
    }

    /// The anchors that lead to the places at which the pattern is tried.
    var anchors: [Anchor] {
        sequences.flatMap { sequence in
            sequence.distance.map { distance in
                let reach = sequence.distance.upperBound - earliestMask
                let before = lead.map { sequence.prefixSet.union($0.set) } ?? sequence.prefixSet
                return Anchor(
                    elements: sequence.elements,
                    offset: -distance,
                    maskOffset: max(0, -reach),
                    lookback: reach > 0 ? Anchor.Lookback(set: before, limit: reach) : nil
                )
            }
        }
    }
}

extension PatternNode {
    /// Whether a group takes part in every match and is not empty.
    fileprivate func alwaysHasBytes(inGroup number: Int) -> Bool {
        guard alwaysParticipates(group: number) else { return false }
        return !contains { node in
            guard case .group(.capture(number, _), let body) = node else { return false }
            return body.canMatchEmpty
        }
    }
}
