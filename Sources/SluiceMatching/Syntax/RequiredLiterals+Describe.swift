// Says in words what the prefilter looks for.

extension RequiredLiterals {
    /// One sentence for lint and explain: which texts, and where in the match.
    package static func describe(_ sequences: [AnchoredSequence]?) -> String {
        guard let sequences, !sequences.isEmpty else {
            return "no literal: the pattern has no text of at least three characters that every match must contain "
                + "near its start"
        }
        var places: [ClosedRange<Int>] = []
        for sequence in sequences where !places.contains(sequence.distance) { places.append(sequence.distance) }
        return places.map { place in
            let here = sequences.filter { $0.distance == place }.map(\.description)
            let shown = here.prefix(6).joined(separator: ", ") + (here.count > 6 ? ", … (\(here.count))" : "")
            return shown + describe(place)
        }.joined(separator: "; ")
    }

    private static func describe(_ distance: ClosedRange<Int>) -> String {
        if distance == 0...0 { return " at the start of the match" }
        if distance.lowerBound == distance.upperBound { return " \(distance.lowerBound) bytes after the start" }
        return " \(distance.lowerBound) to \(distance.upperBound) bytes after the start"
    }
}
