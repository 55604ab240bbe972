// Reads a document in chunks and puts the parts together again.

import SluicePayloads

/// What a reader made of a document, independent of how it was cut: runs that may be joined are joined.
struct Reading: Hashable {
    var text: [UInt8] = []
    var runs: [TextRun] = []
    var ends: [Int] = []
    /// Offset and path of every value placed.
    var places: [String] = []

    /// Adds what one chunk gave.
    mutating func add(_ chunk: MappedText, _ trail: PathTrail) {
        for run in chunk.runs {
            if let last = runs.last, last.kind == run.kind, last.kind == .hidden || last.depth == run.depth,
                last.kind == .hidden || last.isVerbatim && run.isVerbatim
            {
                runs[runs.count - 1].textCount += run.textCount
                runs[runs.count - 1].rawCount += run.rawCount
            } else {
                runs.append(run)
            }
        }
        ends += chunk.ends.map { $0 + text.count }
        places += chunk.places.map { "\($0.offset + text.count) \(trail.text(of: $0.path))" }
        text += chunk.text
    }

    /// The text in the pieces that rules see, without those that hold no bytes.
    var pieces: [String] {
        var pieces: [String] = []
        var start = 0
        for end in ends + [text.count] where end > start {
            pieces.append(String(decoding: text[start..<end], as: UTF8.self))
            start = end
        }
        return pieces
    }

    /// The text of runs that `isWanted`.
    func text(where isWanted: (TextRun) -> Bool) -> String {
        var bytes: [UInt8] = []
        var start = 0
        for run in runs {
            if isWanted(run) { bytes += text[start..<start + run.textCount] }
            start += run.textCount
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Which reader is made.
enum ReaderForm: CaseIterable {
    case document, lines, textLane, jsonLane, plain

    func reader(_ fields: FieldTree) -> JSONReader {
        switch self {
        case .document: JSONReader(fields: fields)
        case .lines: JSONReader(fields: fields, isOnLines: true)
        case .textLane: JSONReader(insideString: .text)
        case .jsonLane: JSONReader(insideString: .json)
        case .plain: JSONReader.plainText
        }
    }
}

/// Reads `raw` cut at `cuts`, which ascend.
func read(
    _ raw: [UInt8],
    cuts: [Int] = [],
    _ form: ReaderForm = .document,
    fields: FieldTree = .everything,
    compacting: Bool = false
) -> Reading {
    var reader = form.reader(fields)
    var reading = Reading()
    var chunk = MappedText()
    var start = 0
    for end in cuts + [raw.count] {
        chunk.removeAll()
        reader.read(raw.span.extracting(start..<end), into: &chunk)
        reading.add(chunk, reader.trail)
        if compacting { reader.compactTrail() }
        start = end
    }
    chunk.removeAll()
    reader.finish(into: &chunk)
    reading.add(chunk, reader.trail)
    return reading
}

/// Reads a text.
func read(_ raw: String, _ form: ReaderForm = .document, fields: FieldTree = .everything) -> Reading {
    read(Array(raw.utf8), form, fields: fields)
}
