// Texts in source code as JSON.

package import SluicePayloads

extension JSONValue: ExpressibleByStringLiteral {
    /// A text.
    package init(stringLiteral value: String) { self = .string(value) }
}
