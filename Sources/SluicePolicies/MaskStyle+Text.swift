// How mask styles are spelt in options and policy files.

/// Why a text is not the spelling of a mask style.
public struct MaskStyleError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong and what to write instead; holds none of the text.
    public let reason: String

    /// The reason.
    public var description: String { reason }
}

extension MaskStyle: CustomStringConvertible {
    /// Reads `tagged`, `fixed:TEXT`, `partial:FIRST,LAST`, `hash`, `hash:DIGITS`, `same-length` or
    /// `same-length:CHARACTER`.
    ///
    /// - Throws: `MaskStyleError` with what to write instead.
    public init(parsing text: String) throws(MaskStyleError) {
        let colon = text.firstIndex(of: ":")
        let name = text[..<(colon ?? text.endIndex)]
        let argument = colon.map { text[text.index(after: $0)...] }
        switch (name, argument) {
        case ("tagged", nil): self = .tagged
        case ("tagged", _): throw MaskStyleError(reason: "`tagged` takes nothing after it")
        case ("fixed", let argument?): self = .fixed(String(argument))
        case ("fixed", nil): throw MaskStyleError(reason: "`fixed` needs a text: fixed:TEXT")
        case ("partial", let argument): self = try Self.shown(argument)
        case ("hash", nil): self = .hash(length: Self.hashLengths.upperBound)
        case ("hash", let argument?): self = try Self.digits(argument)
        case ("same-length", nil): self = .sameLength("*")
        case ("same-length", let argument?): self = try Self.fill(argument)
        default:
            throw MaskStyleError(
                reason: "must be one of tagged, fixed:TEXT, partial:4,2, hash, hash:16, same-length, same-length:#"
            )
        }
    }

    /// The style as it is spelt.
    public var description: String {
        switch self {
        case .tagged: "tagged"
        case .fixed(let text): "fixed:\(text)"
        case .partial(let first, let last): "partial:\(first),\(last)"
        case .hash(Self.hashLengths.upperBound): "hash"
        case .hash(let length): "hash:\(length)"
        case .sameLength("*"): "same-length"
        case .sameLength(let character): "same-length:\(character)"
        }
    }

    private static func shown(_ argument: Substring?) throws(MaskStyleError) -> MaskStyle {
        let counts = (argument ?? "").split(separator: ",", omittingEmptySubsequences: false).map(number)
        guard counts.count == 2, let first = counts[0], let last = counts[1] else {
            throw MaskStyleError(
                reason: "`partial` needs how many first and last characters stay: partial:4,2"
            )
        }
        guard (1...maximumShownCount).contains(first + last) else {
            throw MaskStyleError(reason: "`partial` shows 1 to \(maximumShownCount) characters in all")
        }
        return .partial(first: first, last: last)
    }

    private static func digits(_ argument: Substring) throws(MaskStyleError) -> MaskStyle {
        guard let length = number(argument), hashLengths.contains(length) else {
            throw MaskStyleError(
                reason: "`hash` has \(hashLengths.lowerBound) to \(hashLengths.upperBound) digits: hash:16"
            )
        }
        return .hash(length: length)
    }

    private static func fill(_ argument: Substring) throws(MaskStyleError) -> MaskStyle {
        guard argument.unicodeScalars.count == 1, let scalar = argument.unicodeScalars.first, isVisible(scalar) else {
            throw MaskStyleError(reason: "`same-length` takes one visible character: same-length:#")
        }
        return .sameLength(Character(scalar))
    }

    /// Up to four decimal digits.
    private static func number(_ text: Substring) -> Int? {
        guard (1...4).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(text)
    }

    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .surrogate, .unassigned,
            .privateUse, .nonspacingMark, .enclosingMark, .spacingMark:
            false
        default: true
        }
    }
}
