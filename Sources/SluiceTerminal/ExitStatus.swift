// How the command ends.

/// How the command ends.
package enum ExitStatus: Int32, Sendable {
    /// Nothing found, or found and masked.
    case success = 0
    /// `scan` found something.
    case found = 1
    /// A usage error, a broken rule file, a file that cannot be read or written.
    case failure = 2
    /// `filter --action block` found something.
    case blocked = 3
}

/// An end with a message for standard error; the message ends without a full stop and has no values of the input in it.
package struct CommandFailure: Error, Sendable, CustomStringConvertible {
    package let message: String
    package let status: ExitStatus

    package init(_ message: String, status: ExitStatus = .failure) {
        self.message = message
        self.status = status
    }

    package var description: String { message }
}
