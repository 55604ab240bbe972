// What joins the licences of a sentence or a list.

/// What joins the licences of a sentence or a list.
enum LicenseConjunction {
    /// All hold.
    case and
    /// One may be chosen.
    case or

    /// Reads a word in lower case.
    init?(word: [UInt8]) {
        switch String(decoding: word, as: UTF8.self) {
        case "and": self = .and
        case "or": self = .or
        default: return nil
        }
    }

    /// Joins expressions; nil where there are none.
    func joined(_ expressions: [LicenseExpression]) -> LicenseExpression? {
        guard let first = expressions.first else { return nil }
        return expressions.dropFirst().reduce(first) { self == .and ? .and($0, $1) : .or($0, $1) }
    }
}
