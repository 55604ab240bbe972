// Counts of spans found, missed and flagged wrongly.

/// Counts of spans, and the measures that follow from them.
struct SpanTally {
    var overlapping = 0
    var exact = 0
    var labelled = 0
    var reported = 0
    var reportedRight = 0

    var recall: Double { Double(overlapping) / Double(max(1, labelled)) }
    var exactRecall: Double { Double(exact) / Double(max(1, labelled)) }
    var precision: Double { Double(reportedRight) / Double(max(1, reported)) }

    /// The weighted harmonic mean of precision and recall, recall counting `beta` times as much.
    func measure(beta: Double) -> Double {
        let sum = beta * beta * precision + recall
        return sum == 0 ? 0 : (1 + beta * beta) * precision * recall / sum
    }

    static func += (left: inout SpanTally, right: SpanTally) {
        left.overlapping += right.overlapping
        left.exact += right.exact
        left.labelled += right.labelled
        left.reported += right.reported
        left.reportedRight += right.reportedRight
    }
}
