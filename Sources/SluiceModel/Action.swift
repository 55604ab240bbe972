// What is done about a finding.

/// What is done about a finding, from the weakest to the strongest.
public enum Action: String, Sendable, Hashable, CaseIterable, Comparable {
    /// The text passes, and the finding is not reported.
    case allow
    /// The text passes, and the finding is reported.
    case log
    /// The value is replaced, and the finding is reported.
    case mask
    /// The message ends before the value, and the finding is reported.
    case block

    /// From `allow` to `block`.
    public static func < (left: Action, right: Action) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .allow: 0
        case .log: 1
        case .mask: 2
        case .block: 3
        }
    }
}
