// Which way a text travels.

/// Which way a text travels between a person's tool and a model.
public enum Direction: String, Sendable, Hashable, CaseIterable {
    /// From the tool to the model.
    case request
    /// From the model to the tool.
    case response
}
