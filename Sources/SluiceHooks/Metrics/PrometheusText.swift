// Writes metrics as Prometheus reads them.

import SluiceModel

/// Writes metrics in the Prometheus text format 0.0.4.
struct PrometheusText {
    /// What has been written.
    private(set) var text = ""

    /// The kinds of metrics.
    enum Kind: String {
        case counter, gauge, histogram
    }

    /// Begins a metric; its samples follow.
    mutating func begin(_ name: String, _ kind: Kind, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
    }

    /// A sample of the metric that was begun.
    mutating func sample(_ name: String, _ labels: [(String, String)] = [], _ value: String) {
        text += name
        if !labels.isEmpty {
            text += "{" + labels.map { "\($0)=\"\(Self.escaped($1))\"" }.joined(separator: ",") + "}"
        }
        text += " \(value)\n"
    }

    /// A metric of one sample.
    mutating func single(_ name: String, _ kind: Kind, _ help: String, _ value: Int) {
        begin(name, kind, help)
        sample(name, [], String(value))
    }

    /// The samples of a histogram of seconds.
    mutating func histogram(_ name: String, _ labels: [(String, String)], _ histogram: LatencyHistogram) {
        var total = 0
        for (index, bound) in LatencyHistogram.bounds.enumerated() {
            total += histogram.counts[index]
            sample("\(name)_bucket", labels + [("le", Self.seconds(bound))], String(total))
        }
        sample("\(name)_bucket", labels + [("le", "+Inf")], String(histogram.count))
        sample("\(name)_sum", labels, String(Double(histogram.sum.microseconds) / 1_000_000))
        sample("\(name)_count", labels, String(histogram.count))
    }

    private static func seconds(_ microseconds: Int) -> String {
        String(Double(microseconds) / 1_000_000)
    }

    private static func escaped(_ value: String) -> String {
        guard value.contains(where: { $0 == "\\" || $0 == "\"" || $0.isNewline }) else { return value }
        var escaped = ""
        for character in value {
            switch character {
            case "\\": escaped += "\\\\"
            case "\"": escaped += "\\\""
            case _ where character.isNewline: escaped += "\\n"
            default: escaped.append(character)
            }
        }
        return escaped
    }
}
