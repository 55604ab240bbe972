// A file beside the rules that can be read again while the server runs.

/// A file beside the rules, or some that belong together, that can be read again while the server runs.
package protocol ReloadableFile: Sendable {
    /// What is in it, for logs: `tokens`, `certificates`.
    var content: String { get }
    /// What tells that it has changed.
    var stamp: String { get }
    /// What was wrong with it when it was last read; nil if it is in force.
    var problem: String? { get }
    /// Reads it again; what cannot be used changes nothing.
    func reload()
}
