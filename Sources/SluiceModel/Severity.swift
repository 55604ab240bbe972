// How bad a finding is.

/// How much harm a finding does if it gets out, independent of how sure the scanner is of it.
public enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
    case info
    case low
    case medium
    case high
    case critical

    public static func < (left: Severity, right: Severity) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .info: 0
        case .low: 1
        case .medium: 2
        case .high: 3
        case .critical: 4
        }
    }
}
