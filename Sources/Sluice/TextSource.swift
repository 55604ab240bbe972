// What is known of a text before it is scanned.

public import SluiceModel

/// What is known of a text before it is scanned. Rules that say where they apply are left out where they do not.
public struct TextSource: Sendable, Hashable {
    /// Which way the text travels; nil if neither or unknown.
    public var direction: Direction?
    /// The language of the text, by any name that rules may give it, such as `python`; nil if unknown.
    public var language: String?
    /// The file that the text is from, whose name may tell the language; nil if none.
    public var path: String?

    /// Describes a text.
    public init(direction: Direction? = nil, language: String? = nil, path: String? = nil) {
        self.direction = direction
        self.language = language
        self.path = path
    }
}
