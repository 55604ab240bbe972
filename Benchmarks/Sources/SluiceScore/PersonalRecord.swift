// A labelled example of personal data, and what was found in it.

/// A range of code points with its type.
struct LabelledSpan: Decodable {
    let start: Int
    let end: Int
    let label: String

    var range: Range<Int> { start..<max(start, end) }

    /// The span with the name that its type has here.
    var named: LabelledSpan {
        LabelledSpan(start: start, end: end, label: Self.synonyms[label] ?? label)
    }

    /// Labels that mean the same.
    static let synonyms = [
        "ADDRESS": "LOCATION", "STREET_ADDRESS": "LOCATION", "GPE": "LOCATION", "DATE_OF_BIRTH": "DATE_TIME",
        "DATE": "DATE_TIME", "DOMAIN_NAME": "URL", "ES_NIE": "ES_NIF", "ES_NIF_ANY": "ES_NIF",
        "US_PASSPORT": "PASSPORT", "UK_PASSPORT": "PASSPORT", "ORG": "ORGANIZATION",
        "BANK_ACCOUNT": "US_BANK_NUMBER",
    ]
}

/// A text with the spans of personal data in it. With a scope it counts for the labels of its scope alone.
struct PersonalRecord: Decodable {
    let text: String
    let spans: [LabelledSpan]
    let scope: [String]?

    /// The tallies of `found` by label; what was missed or flagged wrongly is added to `missed`.
    func score(_ found: [LabelledSpan], _ missed: inout [String]) -> [String: SpanTally] {
        let scope = scope.map { Set($0.map { LabelledSpan.synonyms[$0] ?? $0 }) }
        let expected = spans.map(\.named)
        let found = found.map(\.named).filter { scope?.contains($0.label) ?? true }
        var tallies: [String: SpanTally] = [:]
        for span in expected where scope?.contains(span.label) ?? true {
            tallies[span.label, default: SpanTally()].labelled += 1
            let same = found.filter { $0.label == span.label && $0.range.overlaps(span.range) }
            if same.isEmpty {
                missed.append("missed\t\(span.label)\t\(text.debugDescription)")
            } else {
                tallies[span.label, default: SpanTally()].overlapping += 1
            }
            if same.contains(where: { $0.range == span.range }) { tallies[span.label, default: SpanTally()].exact += 1 }
        }
        for finding in found {
            tallies[finding.label, default: SpanTally()].reported += 1
            if expected.contains(where: { $0.label == finding.label && $0.range.overlaps(finding.range) }) {
                tallies[finding.label, default: SpanTally()].reportedRight += 1
            } else {
                missed.append("flagged\t\(finding.label)\t\(text.debugDescription)")
            }
        }
        return tallies
    }
}
