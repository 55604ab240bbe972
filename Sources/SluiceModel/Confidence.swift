// How sure the scanner is of a finding.

/// How sure the scanner is that a finding is what its rule says, in hundredths from 0 to 100.
public struct Confidence: Hashable, Sendable, Comparable {
    /// Hundredths, from 0 to 100.
    public let percent: Int

    /// Clamps to 0…100.
    public init(percent: Int) {
        self.percent = min(100, max(0, percent))
    }

    /// A shape that many harmless texts share, or a value known to be a documentation sample.
    public static let low = Confidence(percent: 30)
    /// A shape that is more often right than wrong.
    public static let medium = Confidence(percent: 60)
    /// A decisive prefix or structure.
    public static let high = Confidence(percent: 90)
    /// Proved by a checksum or by structure that cannot be there by accident.
    public static let certain = Confidence(percent: 100)
    /// What a documentation sample gets: a filter masks it, a scan does not show it by default.
    public static let sample = Confidence(percent: 10)

    /// The level moved by `points` hundredths and clamped to 0…100.
    public func moved(by points: Int) -> Confidence {
        Confidence(percent: percent + points)
    }

    /// The order of the hundredths.
    public static func < (left: Confidence, right: Confidence) -> Bool {
        left.percent < right.percent
    }
}
