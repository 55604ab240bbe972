// What another tool found in the labelled examples.

import Foundation

/// What another tool found in the labelled examples of personal data, read from lines of JSON: the first one
/// `{"tool", "seconds", "bytes"}`, then one a record, `{"file", "index", "spans": [{"start", "end", "label"}]}`.
/// `file` is the file's name up to its first dot, `index` counts its records from 0.
struct PeerSpans {
    /// The tool and how long it took.
    struct Heading: Decodable {
        let tool: String
        /// CPU time for all records, without starting.
        let seconds: Double
        /// How many bytes of text all records have.
        let bytes: Int
    }

    private struct Line: Decodable {
        let file: String
        let index: Int
        let spans: [LabelledSpan]
    }

    private struct Place: Hashable {
        let file: String
        let index: Int
    }

    let heading: Heading
    private let found: [Place: [LabelledSpan]]

    init(contentsOf url: URL) throws {
        let decoder = JSONDecoder()
        var lines = try Data(contentsOf: url).split(separator: UInt8(ascii: "\n"))[...]
        guard let first = lines.popFirst() else { throw PeerSpansError.empty(url.path) }
        heading = try decoder.decode(Heading.self, from: Data(first))
        var found: [Place: [LabelledSpan]] = [:]
        for line in lines {
            let record = try decoder.decode(Line.self, from: Data(line))
            found[Place(file: record.file, index: record.index)] = record.spans
        }
        self.found = found
    }

    /// What was found in a record.
    ///
    /// - Throws: where the tool was not asked about it.
    func spans(file: String, index: Int) throws -> [LabelledSpan] {
        guard let spans = found[Place(file: file, index: index)] else { throw PeerSpansError.missing(file, index) }
        return spans
    }
}

enum PeerSpansError: Error, CustomStringConvertible {
    case empty(String)
    case missing(String, Int)

    var description: String {
        switch self {
        case .empty(let path): "\(path) is empty; its first line must name the tool"
        case .missing(let file, let index): "record \(index) of \(file) is missing in what the other tool found"
        }
    }
}
