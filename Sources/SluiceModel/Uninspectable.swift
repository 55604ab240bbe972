// What of a message cannot be looked into.

/// A part of a message that rules cannot look into.
public enum Uninspectable: String, Sendable, Hashable, CaseIterable {
    /// Pictures, sound and other media, also those that are only linked to.
    case images
    /// Text given as token numbers.
    case tokenIDs = "token-ids"
    /// Text that only the provider can decrypt, such as encrypted reasoning.
    case encrypted

    /// The name that such a part is reported under, in place of a rule's.
    public var reportedAs: RuleID { RuleID("uninspectable-" + rawValue) }
}
