// Where a matcher's finds count only with a word or key that names them.

/// Where what a matcher finds counts only with a word or key that names it, whatever its rule says.
package enum ContextNeed: Hashable, Sendable {
    /// As the rule says.
    case asRuled
    /// Everywhere.
    case always
    /// Where the digits at the position are not a first group by one of these signs.
    case unlessGrouped(by: [GroupSign])
}

/// A sign behind the first digits of a number that parts it into groups, how many digits there are, and what may follow
/// the sign.
package struct GroupSign: Hashable, Sendable {
    package let digitCount: Int
    package let sign: UInt8
    package let followers: ByteSet
}
