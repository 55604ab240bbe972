// What kind of thing a rule detects.

/// The kind of thing that a rule detects.
public enum Category: String, Sendable, Hashable, CaseIterable {
    /// Keys, tokens, passwords.
    case secret
    /// Data about a person.
    case pii
    /// Code that must not be written or run.
    case code
    /// Licences.
    case license
    /// Any other content.
    case content
}
