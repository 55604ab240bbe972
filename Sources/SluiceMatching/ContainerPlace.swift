// A place in a list or map from which the next value is looked for.

/// A place in a list or map whose name says that its values are secret, from which the next value is looked for.
///
/// A matcher that has read one value hands it on, and is asked about it as about a candidate: so a list may be longer
/// than any window.
package struct ContainerPlace: Hashable, Sendable {
    /// How the values are written.
    package enum Layout: Hashable, Sendable {
        /// Up to a closing bracket.
        case brackets(closer: UInt8)
        /// On lines that begin with so many blanks, and with `- ` or `* ` if they are those of a list.
        case lines(indentation: Int, isList: Bool)
    }

    /// Where to go on: behind the opening bracket or the last value, or where a line begins.
    package let position: Int
    package let layout: Layout
    /// What the name promises.
    package let kind: AssignedValue.Kind
    /// Whether the name is that of a block which has the value as its default: `variable "db_password" { default = … }`.
    package let isLabelled: Bool

    /// The same container, from another place on.
    func moved(to position: Int) -> ContainerPlace {
        ContainerPlace(position: position, layout: layout, kind: kind, isLabelled: isLabelled)
    }
}
