// A table in Markdown whose columns line up.

/// A table in Markdown whose columns line up. The first column is text, the others are figures.
public struct MarkdownTable: CustomStringConvertible {
    private var rows: [[String]]

    /// A table with these column names.
    public init(_ columns: String...) {
        rows = [columns]
    }

    /// Adds a row of as many cells as there are columns.
    public mutating func add(_ cells: String...) {
        rows.append(cells)
    }

    /// The table without a line break at its end.
    public var description: String {
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        var lines = rows.map { row in
            let cells = row.indices.map { column in
                let padding = String(repeating: " ", count: widths[column] - row[column].count)
                return column == 0 ? row[column] + padding : padding + row[column]
            }
            return "| " + cells.joined(separator: " | ") + " |"
        }
        let rule = widths.enumerated().map { index, width in
            String(repeating: "-", count: index == 0 ? width : max(1, width - 1)) + (index == 0 ? "" : ":")
        }
        lines.insert("| " + rule.joined(separator: " | ") + " |", at: 1)
        return lines.joined(separator: "\n")
    }
}

extension Double {
    /// This number with `digits` digits after the point.
    public func rounded(to digits: Int) -> String {
        guard isFinite else { return "–" }
        var scale = 1.0
        for _ in 0..<digits { scale *= 10 }
        let scaled = Int((magnitude * scale).rounded())
        let sign = self < 0 && scaled != 0 ? "-" : ""
        guard digits > 0 else { return "\(sign)\(scaled)" }
        let fraction = String(scaled % Int(scale))
        return "\(sign)\(scaled / Int(scale))." + String(repeating: "0", count: digits - fraction.count) + fraction
    }
}
