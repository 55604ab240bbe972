// A place in a list or map from which the next value is looked for.

/// A place in a list, a map or a row whose name says that its values are secret, from which the next value is looked for.
///
/// A matcher that has read one value hands it on, and is asked about it as about a candidate: so a list may be longer
/// than any window.
package struct ContainerPlace: Hashable, Sendable {
    /// How the values are written, and what their name promises.
    package enum Layout: Hashable, Sendable {
        /// Up to a closing bracket, and behind it in what is around that.
        case brackets(OpenBrackets, of: AssignedValue.Kind)
        /// On lines up to the next heading: `[secrets]` of TOML.
        case section(of: AssignedValue.Kind)
        /// One value, behind a comma or as the next item of a list: that of a flag.
        case next(of: AssignedValue.Kind, form: AssignedValue.Form)
        /// One value, alone on a line below its name.
        case below(of: AssignedValue.Kind)
        /// On the lines of a block that has the value as its default, so many of which have been read:
        /// `variable "db_password" { default = … }`. Its end is indented as its beginning is.
        case block(of: AssignedValue.Kind, indentation: Int, lineCount: Int)
        /// On lines that begin with so many blanks, and with `- ` or `* ` if they are those of a list.
        case lines(indentation: Int, isList: Bool, of: AssignedValue.Kind)
        /// Below `data:` of a Kubernetes manifest, where a line begins or within one.
        case manifest(ManifestEntries, isAtLine: Bool)
        /// In rows of SQL, of which this column is the next; -1 before a row.
        case rows(SecretColumns, column: Int)
    }

    /// Where to go on: behind the opening bracket or the last value, or where a line begins.
    package let position: Int
    package let layout: Layout
}

/// A place that a rule has been asked about.
package struct WalkedPlace: Hashable, Sendable {
    private let rule: Int
    private let place: ContainerPlace

    /// A rule by its index.
    package init(rule: Int, place: ContainerPlace) {
        self.rule = rule
        self.place = place
    }
}
