// What can be done of betterleaks' filter expressions.

/// What can be done of a filter expression of betterleaks, which drops the matches that it holds for.
///
/// Of its language these are understood: `||`, `&&` and parentheses between `entropy(finding["secret"]) <= 3`,
/// `matchesAny(TEXT, [expressions])` and `containsAny(TEXT, [texts])`, where TEXT is `finding["secret"]`,
/// `finding["match"]`, `finding["line"]` or `attributes["path"]`. A filter is split at `||`, and each part that is
/// understood is kept.
package struct GitleaksFilter {
    /// The parts as exceptions.
    package private(set) var allowlists: [GitleaksAllowlist] = []
    /// What the entropy must exceed.
    package private(set) var entropy: Double?
    /// Whether everything was understood.
    package private(set) var isWhole = true

    private indirect enum Term {
        case any([Term])
        case all([Term])
        case entropy(above: Double)
        case list(GitleaksAllowlist)
        case unknown
    }

    package init(_ text: String) {
        var parser = Parser(text)
        let term = parser.anyOf()
        guard parser.isAtEnd else {
            isWhole = false
            return
        }
        take(term)
    }

    private mutating func take(_ term: Term) {
        switch term {
        case .any(let terms): for term in terms { take(term) }
        case .entropy(let limit): entropy = max(entropy ?? limit, limit)
        case .list(let list): allowlists.append(list)
        case .all(let terms):
            var joined = GitleaksAllowlist()
            joined.isConjunction = true
            for term in terms {
                guard case .list(let list) = term, joined.take(list) else {
                    isWhole = false
                    return
                }
            }
            allowlists.append(joined)
        case .unknown: isWhole = false
        }
    }

    private struct Parser {
        private let text: [Unicode.Scalar]
        private var position = 0
        private var depth = 0

        init(_ text: String) {
            self.text = Array(text.unicodeScalars)
            skipSpace()
        }

        var isAtEnd: Bool { position == text.count }

        mutating func anyOf() -> Term {
            var terms = [allOf()]
            while skip("||") { terms.append(allOf()) }
            return terms.count == 1 ? terms[0] : .any(terms)
        }

        private mutating func allOf() -> Term {
            var terms = [comparison()]
            while skip("&&") { terms.append(comparison()) }
            return terms.count == 1 ? terms[0] : .all(terms)
        }

        private mutating func comparison() -> Term {
            guard depth < 50 else { return skipUnknown() }
            depth += 1
            defer { depth -= 1 }
            let start = position
            if skip("(") {
                let inner = anyOf()
                if skip(")"), isAtBoundary { return inner }
            } else if skip("entropy(") || skip("filter.entropy(") {
                if target() == "secret", skip(")") {
                    let isInclusive = skip("<=")
                    if isInclusive || skip("<"), let number = number(), isAtBoundary {
                        return .entropy(above: isInclusive ? number : number.nextDown)
                    }
                }
            } else if skip("matchesAny(") || skip("filter.matchesAny(") {
                if let list = list(holdsExpressions: true), isAtBoundary { return .list(list) }
            } else if skip("containsAny(") || skip("filter.containsAny(") {
                if let list = list(holdsExpressions: false), isAtBoundary { return .list(list) }
            }
            position = start
            return skipUnknown()
        }

        /// `TEXT, [ … ])`
        private mutating func list(holdsExpressions: Bool) -> GitleaksAllowlist? {
            guard let target = target(), skip(","), skip("[") else { return nil }
            var texts: [String] = []
            while !skip("]") {
                guard let text = string() else { return nil }
                texts.append(text)
                if !skip(",") {
                    guard skip("]") else { return nil }
                    break
                }
            }
            guard skip(")"), !texts.isEmpty else { return nil }
            var list = GitleaksAllowlist()
            if holdsExpressions {
                guard texts.allSatisfy({ (try? GoRegexParser.parse($0, folding: .ascii)) != nil }) else { return nil }
                if target == "path" {
                    list.paths = texts
                } else {
                    list.regexes = texts
                    list.target = GitleaksAllowlist.Target(rawValue: target) ?? .secret
                }
            } else if target == "secret" {
                list.stopWords = texts
            } else {
                return nil
            }
            return list
        }

        private mutating func target() -> String? {
            for (spelling, name): (StaticString, String) in [
                ("finding[\"secret\"]", "secret"), ("finding[\"match\"]", "match"), ("finding[\"line\"]", "line"),
                ("attributes[\"path\"]", "path"), ("get(attributes, \"path\", \"\")", "path"),
            ] where skip(spelling) {
                return name
            }
            return nil
        }

        private mutating func number() -> Double? {
            let start = position
            while position < text.count, "0123456789.".unicodeScalars.contains(text[position]) { position += 1 }
            var digits = String.UnicodeScalarView()
            digits.append(contentsOf: text[start..<position])
            skipSpace()
            return Double(String(digits))
        }

        /// A text in back-ticks, as it is, or in quotes, with simple escapes.
        private mutating func string() -> String? {
            guard position < text.count, text[position] == "`" || text[position] == "\"" else { return nil }
            let mark = text[position]
            position += 1
            var result = String.UnicodeScalarView()
            while position < text.count, text[position] != mark {
                if mark == "\"", text[position] == "\\" {
                    position += 1
                    guard position < text.count, "\\\"/".unicodeScalars.contains(text[position]) else { return nil }
                }
                result.append(text[position])
                position += 1
            }
            guard position < text.count else { return nil }
            position += 1
            skipSpace()
            return String(result)
        }

        private var isAtBoundary: Bool {
            isAtEnd || text[position] == ")" || text[position] == "|" || text[position] == "&"
        }

        /// Passes over a part that is not understood, up to where the part around it goes on.
        private mutating func skipUnknown() -> Term {
            var open = 0
            while position < text.count {
                switch text[position] {
                case "`", "\"":
                    let start = position
                    if string() == nil { position = start + 1 }
                    continue
                case "(", "[", "{": open += 1
                case ")", "]", "}":
                    if open == 0 { return .unknown }
                    open -= 1
                // A statement, a choice or a comment makes what follows part of it.
                case ";", "?":
                    if open == 0 {
                        position = text.count
                        return .unknown
                    }
                case "|", "&":
                    if open == 0, position + 1 < text.count, text[position + 1] == text[position] { return .unknown }
                default: break
                }
                position += 1
            }
            return .unknown
        }

        private mutating func skip(_ wanted: StaticString) -> Bool {
            let scalars = Array(wanted.description.unicodeScalars)
            guard position + scalars.count <= text.count, Array(text[position..<position + scalars.count]) == scalars
            else { return false }
            position += scalars.count
            skipSpace()
            return true
        }

        private mutating func skipSpace() {
            while position < text.count {
                if text[position].properties.isWhitespace {
                    position += 1
                } else if text[position] == "/", position + 1 < text.count, text[position + 1] == "/" {
                    while position < text.count, text[position] != "\n" { position += 1 }
                } else {
                    return
                }
            }
        }
    }
}

extension GitleaksAllowlist {
    /// Adds what another list asks for; false where both ask the same kind of question.
    fileprivate mutating func take(_ other: GitleaksAllowlist) -> Bool {
        if !other.regexes.isEmpty {
            guard regexes.isEmpty else { return false }
            (regexes, target) = (other.regexes, other.target)
        }
        if !other.stopWords.isEmpty {
            guard stopWords.isEmpty else { return false }
            stopWords = other.stopWords
        }
        if !other.paths.isEmpty {
            guard paths.isEmpty else { return false }
            paths = other.paths
        }
        return true
    }
}
