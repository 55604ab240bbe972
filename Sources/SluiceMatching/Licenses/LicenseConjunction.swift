// What joins the names of licences in a sentence.

/// What joins the names of licences in a sentence.
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

    /// Joins two expressions.
    func join(_ left: LicenseExpression, _ right: LicenseExpression) -> LicenseExpression {
        switch self {
        case .and: .and(left, right)
        case .or: .or(left, right)
        }
    }
}
