// Compiles the `token:` form of a rule.

import SluiceMatching

/// Compiles the `token:` form of a rule to a linear matcher.
enum TokenCompiler {
    static func compile(
        _ token: TokenDefinition,
        runClasses: inout RunClassTable
    ) throws(RuleCompilationError) -> any CandidateMatcher {
        try checkPartBorders(token)
        guard let near = token.near else {
            try checkAnchor(token)
            return shape(of: token, runClasses: &runClasses)
        }
        return NearbyTokenMatcher(
            names: near.names.map(ServiceName.init),
            within: near.within,
            needsCue: near.needsCue,
            shape: shape(of: token, runClasses: &runClasses),
            alphabet: token.characters,
            initials: token.initials,
            leastRun: token.leastRun
        )
    }

    private static func shape(of token: TokenDefinition, runClasses: inout RunClassTable) -> TokenMatcher {
        var alphabet = ByteSet()
        var parts: [TokenMatcher.Part] = []
        for part in token.parts {
            switch part {
            case .text(let text):
                parts.append(.text(Array(text.utf8)))
            case .characters(let characters, let length):
                alphabet = alphabet.union(characters.set)
                parts.append(.run(runClasses.runClass(for: characters.set), length: length))
            }
        }
        return TokenMatcher(
            prefixes: token.prefixes.map { Array($0.utf8) },
            parts: parts,
            infix: token.infix.map { TokenMatcher.Infix(text: Array($0.text.utf8), after: $0.after) },
            suffix: Array(token.suffix.utf8),
            boundary: boundary(token.boundary, alphabet: alphabet)
        )
    }

    private static func boundary(_ boundary: TokenDefinition.Boundary, alphabet: ByteSet) -> ByteSet {
        switch boundary {
        case .standard: alphabet.union(.wordCharacters)
        case .none: ByteSet()
        case .characters(let characters): characters.set
        }
    }

    /// A token without a prefix is found by its infix or first text part, and each distance of it from the token's
    /// start is a position to be tried.
    private static func checkAnchor(_ token: TokenDefinition) throws(RuleCompilationError) {
        guard token.prefixes.isEmpty else { return }
        var farthest = 0
        if let infix = token.infix {
            farthest = infix.after.upperBound
        } else {
            for part in token.parts {
                guard case .characters(_, let length) = part else { break }
                farthest += length.upperBound
            }
        }
        guard farthest <= PatternCompiler.maximumDistance else {
            throw RuleCompilationError(
                "a token without a prefix needs its infix or first text part within \(PatternCompiler.maximumDistance)"
                    + " characters of its start",
                in: "token"
            )
        }
    }

    /// A run whose length varies ends where its alphabet does, so what follows it must begin with another byte.
    private static func checkPartBorders(_ token: TokenDefinition) throws(RuleCompilationError) {
        for (part, next) in zip(token.parts, token.parts.dropFirst()) {
            guard case .characters(let alphabet, let length) = part, length.lowerBound < length.upperBound else {
                continue
            }
            guard case .text(let text) = next, let first = text.utf8.first, !alphabet.set.contains(first) else {
                throw RuleCompilationError(
                    "a part of varying length must be followed by a text that begins outside its alphabet",
                    in: "token.parts"
                )
            }
        }
        if let first = token.suffix.utf8.first, case .characters(let alphabet, let length)? = token.parts.last,
            length.lowerBound < length.upperBound, alphabet.set.contains(first)
        {
            throw RuleCompilationError(
                "the suffix after a length that varies must begin outside the alphabet",
                in: "token.suffix"
            )
        }
    }
}
