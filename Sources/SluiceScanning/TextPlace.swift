// What is known of the text that a finding lies in.

package import SluiceModel

/// What is known of the text that a finding lies in, beside its bytes: whose call or result it is, and what it is
/// written in.
package struct TextPlace: Sendable, Hashable {
    /// The tool, by a number that the stream's owner gave with the text; 0 where it gave none, and `spelledCall`.
    package var tool: Int16
    /// The language; nil in running text and where it is not known.
    package var language: Language?

    /// The text itself spells the call that the place lies in, so that anybody can have written what tool it is.
    package static let spelledCall = Int16.min

    /// A place of which nothing is known, unless it is said.
    package init(tool: Int16 = 0, language: Language? = nil) {
        self.tool = tool
        self.language = language
    }

    /// Whether nothing is known.
    package var isPlain: Bool { tool == 0 && language == nil }
}

/// From which confidence on findings are acted on, where that depends on their places.
package protocol PlaceThresholds: AnyObject, Sendable {
    /// What holds at a place of which something is known.
    func thresholds(at place: TextPlace) -> ActingThresholds
}
