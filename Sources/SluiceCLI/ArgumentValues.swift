// Reads the values of options, apart from the option parser.

package import SluiceModel

/// Reads a confidence: hundredths from 0 to 100, or `low` (30), `medium` (60), `high` (90).
package func confidence(_ text: String) -> Confidence? {
    switch text {
    case "low": return .low
    case "medium": return .medium
    case "high": return .high
    default:
        guard let percent = Int(text), (0...100).contains(percent) else { return nil }
        return Confidence(percent: percent)
    }
}
