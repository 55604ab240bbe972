// How bad a finding is.

/// How much harm a finding does if it gets out, independent of how sure the scanner is of it.
public enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
    /// Worth knowing, no harm.
    case info
    /// Little harm.
    case low
    /// Some harm, or harm in some circumstances.
    case medium
    /// Great harm to a person or a service.
    case high
    /// Takes over accounts, money or machines.
    case critical

    /// From `info` to `critical`.
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
