// The version of the command.

/// The version of the command.
package enum SluiceVersion {
    package static let number = "0.1.0"
}
