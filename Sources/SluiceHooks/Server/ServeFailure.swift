// Why the server does not start.

/// Why the server does not start or does not go on.
package struct ServeFailure: Error, Sendable, CustomStringConvertible {
    /// What is wrong and what to do, one problem a line.
    package let description: String

    /// Says why.
    package init(_ description: String) {
        self.description = description
    }
}
