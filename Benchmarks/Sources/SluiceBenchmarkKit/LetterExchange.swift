// Exchanges the letters and digits of literals for others.

/// Exchanges letters for letters (a capital for the capital of the same letter) and digits for digits.
public struct LetterExchange {
    private let map: [Character: Character]

    /// Draws an exchange.
    public init(with random: inout SeededGenerator) {
        var map: [Character: Character] = [:]
        for alphabet in [Characters.lowerCase, Characters.digits] {
            var left = alphabet
            for character in alphabet {
                let other = left.remove(at: random.below(left.count))
                map[character] = other
                map[Character(character.uppercased())] = Character(other.uppercased())
            }
        }
        self.map = map
    }

    /// `text` with every letter and digit exchanged.
    public func applied(to text: String) -> String {
        String(text.map { map[$0] ?? $0 })
    }

    /// A text or a list of texts as YAML holds them.
    public func applied(toTexts value: Any?) -> Any? {
        if let text = value as? String { return applied(to: text) }
        if let texts = value as? [String] { return texts.map { applied(to: $0) } }
        return value
    }

    /// `pattern` with the letters and digits exchanged that stand for themselves, alone or in a plain list such as
    /// `[abc]`: not those of other classes, escapes, group heads and quantifiers.
    public func applied(toPattern pattern: String) -> String {
        let characters = Array(pattern)
        var result = ""
        var index = 0
        while index < characters.count {
            let end = Self.endOfSyntax(in: characters, from: index)
            if end > index {
                let syntax = characters[index..<end]
                // A literal of the rule may hold any of the listed characters.
                let isList = syntax.first == "[" && !syntax.contains { "^-\\:".contains($0) }
                result += isList ? applied(to: String(syntax)) : String(syntax)
                index = end
            } else {
                result.append(map[characters[index]] ?? characters[index])
                index += 1
            }
        }
        return result
    }

    /// The end of the escape, class, group head or quantifier that begins at `start`; `start` where there is none.
    private static func endOfSyntax(in characters: [Character], from start: Int) -> Int {
        let rest = characters[start...]
        switch characters[start] {
        case "\\":
            guard start + 1 < characters.count else { return start + 1 }
            if characters[start + 1] == "x" { return min(characters.count, start + 4) }
            return start + 2
        case "[":
            var index = start + 1
            if index < characters.count, characters[index] == "^" { index += 1 }
            if index < characters.count, characters[index] == "]" { index += 1 }
            while index < characters.count, characters[index] != "]" {
                if characters[index] == "[", let close = characters[index...].firstIndex(of: "]") {
                    index = close + 1
                } else {
                    index += characters[index] == "\\" ? 2 : 1
                }
            }
            return min(characters.count, index + 1)
        case "(" where start + 1 < characters.count && characters[start + 1] == "?":
            let heads: Set<Character> = [":", ">", "=", "!", ")", "|"]
            return rest.dropFirst(2).firstIndex(where: heads.contains).map { $0 + 1 } ?? characters.count
        case "{":
            return rest.firstIndex(of: "}").map { $0 + 1 } ?? characters.count
        default:
            return start
        }
    }
}
