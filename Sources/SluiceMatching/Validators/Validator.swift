// The interface of a named check of a candidate's bytes.

/// A named check of the bytes that a rule matched: a checksum, an entropy, a structure.
///
/// A validator is immutable and never traps, whatever bytes it is given. `name` and `summary` belong to the instance,
/// so that one type can be registered under several names.
package protocol Validator: Sendable {
    /// The name by which a rule file calls it.
    var name: String { get }
    /// One sentence for `sluice rules` and the documentation, with the source of the algorithm.
    var summary: String { get }
    /// What the check says of `value`, the bytes that would be masked.
    func validate(_ value: Span<UInt8>) -> Validation
    /// The bytes that a checksum adds to `value`, for expanding examples; nil where the check adds none.
    ///
    /// `value` is everything of the token so far, its prefix included.
    func checksum(completing value: [UInt8]) -> [UInt8]?
}

extension Validator {
    package func checksum(completing value: [UInt8]) -> [UInt8]? { nil }
}

/// What a validator says of a value.
package enum Validation: Hashable, Sendable {
    /// The check holds.
    case valid
    /// The check fails.
    case invalid
    /// A published sample: right in form, never live.
    case sample
    /// The check does not apply to this form of the value.
    case notApplicable
}
