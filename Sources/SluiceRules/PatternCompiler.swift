// Compiles the `pattern:` form of a rule.

import SluiceMatching

/// Compiles the `pattern:` form of a rule, and refuses what would make a stream unsound or slow.
package enum PatternCompiler {
    /// The farthest that a pattern's literal may stand from the start of a match, and the widest that its distance may
    /// vary: each distance is a position to be tried.
    static let maximumDistance = 80
    /// The longest look-behind, in bytes.
    static let maximumLookbehind = 64
    /// The farthest that a pattern may look beyond the end of a match, in bytes.
    static let maximumLookahead = 64
    /// The longest match that a rule may ask for.
    static let maximumMatchLength = 65_536

    /// Compiles a pattern.
    ///
    /// - Parameter mayMaskFromLiteral: whether what stands before a literal that a match does not begin with may go
    ///   out, instead of being held wherever a match could begin. Code says nothing of a person or a key, and its rules
    ///   would hold most lines of a text until they end.
    static func compile(
        _ definition: PatternDefinition,
        maximumLength: Int?,
        mayMaskFromLiteral: Bool = false,
        usesJIT: Bool = true
    ) throws(RuleCompilationError) -> PatternMatcher {
        let compiled = try compilePCRE2(definition, usesJIT: usesJIT)
        let tree = try parse(definition)
        if let feature = tree.features.first(where: \.isForbidden) {
            throw RuleCompilationError("pattern: \(feature) is not allowed in a rule", in: "pattern")
        }
        if compiled.matchesEmpty || tree.canMatchEmpty {
            throw RuleCompilationError(
                "pattern: it can match nothing at all; make a part of it required",
                in: "pattern"
            )
        }
        let group = try groupNumber(definition.group, in: compiled)
        let length = try matchLength(of: tree, declared: maximumLength)
        let characterWidth = definition.isUnicode ? 4 : 1
        guard
            let lookbehind = tree.maximumLookbehind(characterWidth: characterWidth),
            lookbehind <= maximumLookbehind
        else {
            throw RuleCompilationError(
                "pattern: its look-behind reads more than \(maximumLookbehind) bytes back",
                in: "pattern"
            )
        }
        let lookahead = try lookahead(of: tree, characterWidth: characterWidth)
        guard let earliestMask = tree.minimumOffset(ofGroup: group), earliestMask >= 0 else {
            throw RuleCompilationError("pattern: group \(group) does not lie inside the match", in: "group")
        }
        let sequences = try sequences(for: definition, tree: tree)
        let hasPrefix = sequences.contains { $0.distance.upperBound > 0 }
        let masksFromLiteral = mayMaskFromLiteral && group == 0 && hasPrefix
        let firstBytes = tree.initialBytes
        // Where a mask begins with the match, it begins with what matches begin with.
        let initials = earliestMask == 0 ? firstBytes : nil
        let anchors = sequences.flatMap { sequence in
            sequence.distance.map { distance in
                masksFromLiteral
                    ? Anchor(elements: sequence.elements, offset: -distance, mayBeCut: true)
                    : anchor(for: sequence, distance: distance, earliestMask: earliestMask, initials: initials)
            }
        }
        return PatternMatcher(
            pattern: compiled,
            group: group,
            anchors: anchors,
            lookbehind: max(lookbehind, compiled.maximumLookbehind * characterWidth),
            lookahead: lookahead,
            maximumLength: length,
            earliestMask: earliestMask,
            masksFrom: masksFromLiteral ? sequences : [],
            isUnicode: definition.isUnicode,
            leadingRun: definition.isUnicode ? nil : tree.leadingRun.flatMap { isDecisive($0, anchors) ? $0 : nil },
            opening: definition.isUnicode
                ? .anywhere : MatchOpening(previous: tree.previousBytes, first: firstBytes)
        )
    }

    /// Whether a match's first bytes are worth a look before the pattern is tried: where its literal stands behind
    /// them, a flood of literals would try it each time.
    private static func isDecisive(_ run: LeadingRun, _ anchors: [Anchor]) -> Bool {
        run.minimum >= shortestLeadingRun && anchors.allSatisfy { $0.offset < 0 }
    }

    private static let shortestLeadingRun = 4

    /// Why a pattern will be interpreted instead of compiled to machine code, or nil.
    package static func interpreterReason(_ definition: PatternDefinition) -> String? {
        guard let compiled = try? compilePCRE2(definition, usesJIT: true), !compiled.usesJIT else { return nil }
        return "its pattern cannot be compiled to machine code here and is interpreted, which is slower"
    }

    private static func compilePCRE2(
        _ definition: PatternDefinition,
        usesJIT: Bool
    ) throws(RuleCompilationError) -> Pattern {
        let options = Pattern.Options(
            isAnchored: true,
            ignoresCase: definition.ignoresCase,
            isUnicode: definition.isUnicode,
            usesJIT: usesJIT
        )
        do {
            return try Pattern(definition.pattern, options: options)
        } catch {
            throw RuleCompilationError("pattern: at byte \(error.offset): \(error.reason)", in: "pattern")
        }
    }

    private static func parse(_ definition: PatternDefinition) throws(RuleCompilationError) -> PatternNode {
        do {
            return try PatternSyntax.parse(
                definition.pattern,
                ignoresCase: definition.ignoresCase,
                isUnicode: definition.isUnicode
            )
        } catch {
            throw RuleCompilationError("pattern: \(error)", in: "pattern")
        }
    }

    private static func groupNumber(
        _ group: PatternDefinition.Group,
        in pattern: Pattern
    ) throws(RuleCompilationError) -> Int {
        switch group {
        case .number(let number):
            guard number <= min(pattern.groupCount, PatternScratch.groupLimit) else {
                throw RuleCompilationError("group: the pattern has no group \(number)", in: "group")
            }
            return number
        case .name(let name):
            guard let number = pattern.number(ofGroup: name), number <= PatternScratch.groupLimit else {
                throw RuleCompilationError("group: the pattern has no group called '\(name)'", in: "group")
            }
            return number
        }
    }

    private static func matchLength(of tree: PatternNode, declared: Int?) throws(RuleCompilationError) -> Int {
        if let declared { return declared }
        guard let width = tree.maximumWidth, width <= maximumMatchLength else {
            throw RuleCompilationError(
                "max_length: the pattern has no bound of its own; declare the longest match",
                in: "pattern"
            )
        }
        return width
    }

    private static func lookahead(of tree: PatternNode, characterWidth: Int) throws(RuleCompilationError) -> Int {
        guard let lookahead = tree.maximumLookahead(characterWidth: characterWidth) else {
            throw RuleCompilationError(
                "pattern: its look-ahead has no bound; bound its repetitions, as in {0,20}",
                in: "pattern"
            )
        }
        guard lookahead <= maximumLookahead else {
            throw RuleCompilationError(
                "pattern: it may look \(lookahead) bytes beyond the end of a match; \(maximumLookahead) are allowed",
                in: "pattern"
            )
        }
        return lookahead
    }

    private static func sequences(
        for definition: PatternDefinition,
        tree: PatternNode
    ) throws(RuleCompilationError) -> [AnchoredSequence] {
        if definition.literals.isEmpty {
            guard let found = RequiredLiterals.extract(from: tree, maximumDistance: maximumDistance) else {
                throw RuleCompilationError(
                    "pattern: no text of three or more characters is in every match within \(maximumDistance) bytes of"
                        + " its start; start the pattern with a literal or declare 'literals'",
                    in: "pattern"
                )
            }
            return found
        } else {
            guard
                let found = RequiredLiterals.locate(
                    literals: definition.literals,
                    in: tree,
                    maximumDistance: maximumDistance
                )
            else {
                throw RuleCompilationError(
                    "literals: a match may have none of them within \(maximumDistance) bytes of its start",
                    in: "literals"
                )
            }
            return found
        }
    }

    private static func anchor(
        for sequence: AnchoredSequence,
        distance: Int,
        earliestMask: Int,
        initials: ByteSet?
    ) -> Anchor {
        let reach = sequence.distance.upperBound - earliestMask
        return Anchor(
            elements: sequence.elements,
            offset: -distance,
            maskOffset: max(0, -reach),
            lookback: reach > 0
                ? Anchor.Lookback(
                    set: sequence.prefixSet,
                    limit: reach,
                    minimum: min(reach, sequence.distance.lowerBound),
                    initials: initials
                ) : nil,
            mayBeCut: true
        )
    }
}
