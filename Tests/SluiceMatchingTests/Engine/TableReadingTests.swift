// The header above a value depends on the bytes before it alone, however they come.

import SluiceMatching
import Testing

struct TableReadingTests {
    private static let parts = [
        ",", ";", "\t", "|", "\n", "\n", "\"", "phone", "id", "12", "3", " ", "|---|", "---+--\n", "a,b\n", "1,2\n",
        "x;y;z\n", "\r\n", "7,", "name|", "password,", "api key|", "token\n", ":", "{", "(", "|-|-|\n",
        "q,password\n1,",
        "a long line of words without anything in it that is of interest to a table, ",
    ]

    /// The cells above each offset, line by line from the beginning of the text.
    private struct Plain {
        private var header: [UInt8: (line: ArraySlice<UInt8>, count: Int)] = [:]

        static let separators = Array(",;\t|".utf8)

        mutating func take(_ line: ArraySlice<UInt8>) {
            let isRule = line.allSatisfy("-=+|: \t\r".utf8.contains) && line.contains(where: "-=".utf8.contains)
            guard !isRule else { return }
            for separator in Self.separators {
                let count = cells(line, separator).count
                if count == header[separator]?.count ?? 1 { continue }
                header[separator] = count > 1 ? (line, count) : nil
            }
        }

        func headers(above row: ArraySlice<UInt8>) -> Set<String> {
            guard row.count < TableReading.reach else { return [] }
            var result: Set<String> = []
            for separator in Self.separators {
                let column = cells(row, separator).count - 1
                guard let header = header[separator], column < header.count else { continue }
                let padding = Set(" \r\t\"'*`_".utf8)
                let above = cells(header.line, separator)[column]
                let cell = above.drop { padding.contains($0) }.reversed().drop { padding.contains($0) }.reversed()
                let name = Array(cell)
                guard !name.isEmpty, name.count <= 64, !name.contains(where: ":={}[]<>;@\\".utf8.contains) else {
                    continue
                }
                result.insert(String(decoding: name, as: UTF8.self))
            }
            return result
        }

        func cells(_ line: ArraySlice<UInt8>, _ separator: UInt8) -> [ArraySlice<UInt8>] {
            var (result, start, isQuoted) = ([ArraySlice<UInt8>](), line.startIndex, false)
            for index in line.indices {
                if line[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
                if line[index] == separator, !isQuoted {
                    result.append(line[start..<index])
                    start = index + 1
                }
            }
            return result + [line[start...]]
        }
    }

    /// The names above each offset of a text, by plain reading.
    private static func plain(_ text: [UInt8]) -> [Set<String>] {
        var (plain, start) = (Plain(), 0)
        var result: [Set<String>] = []
        for offset in 0...text.count {
            if offset > 0, text[offset - 1] == UInt8(ascii: "\n") {
                plain.take(text[start..<(offset - 1)])
                start = offset
            }
            result.append(plain.headers(above: text[start..<offset]))
        }
        return result
    }

    private static func names(
        _ reading: inout TableReading,
        above offset: Int,
        in window: borrowing ByteWindow
    ) -> Set<String> {
        let cells = reading.cells(above: offset, in: window)
        var names: Set<String> = []
        for index in 0..<cells.count {
            let name = reading.withHeader(of: cells[index], in: window) { $0.copy(cells[index].range) }
            names.insert(String(decoding: name ?? [], as: UTF8.self))
        }
        return names
    }

    private static func text(seed: UInt64, count: Int) -> (bytes: [UInt8], generator: SplitMix64) {
        var generator = SplitMix64(seed: seed)
        var text: [UInt8] = []
        while text.count < count { text += Array((parts.randomElement(using: &generator) ?? "").utf8) }
        return (text, generator)
    }

    @Test(arguments: 0..<12 as Range<UInt64>) func agreesWithPlainReading(seed: UInt64) {
        var (text, generator) = Self.text(seed: seed, count: 6_000)
        let wanted = Self.plain(text)
        var reading = TableReading(track: TableTrack())
        var (received, kept) = (0, 0)
        var ignored: [Int] = []
        while received < text.count {
            let next = min(text.count, received + Int.random(in: 1...(seed % 3 == 0 ? 900 : 25), using: &generator))
            let window = ByteWindow(
                text.span.extracting(kept..<next),
                lowerBound: kept,
                isComplete: next == text.count
            )
            reading.track?.advance(to: next, in: window, textEnds: [], cells: &ignored)
            // Now and then about something before what came last.
            let earliest = kept == 0 ? 0 : kept + TableReading.reach + 2
            for _ in 0..<4 where earliest <= next {
                let offset = Int.random(in: earliest...next, using: &generator)
                let names = Self.names(&reading, above: offset, in: window)
                #expect(names == wanted[offset], "seed \(seed), offset \(offset)")
            }
            // As a stream keeps its bytes: no more than what may be asked about needs.
            let needed = max(kept, next - TableReading.reach - 200)
            reading.track?.keep(from: needed, of: window)
            (kept, received) = (needed, next)
        }
    }

    /// Whatever pieces a text comes in, the same values begin in secret columns, and they are those about which the
    /// answer is yes.
    @Test(arguments: 0..<12 as Range<UInt64>) func findsTheSameSecretCells(seed: UInt64) {
        var (text, generator) = Self.text(seed: seed, count: 3_000)
        let window = ByteWindow(text.span, lowerBound: 0, isComplete: true)
        var whole = TableTrack()
        var cells: [Int] = []
        whole.advance(to: text.count, in: window, textEnds: [], cells: &cells)
        var pieces = TableTrack()
        var (found, received) = ([Int](), 0)
        while received < text.count {
            received = min(text.count, received + Int.random(in: 1...40, using: &generator))
            let piece = ByteWindow(text.span.extracting(0..<received), lowerBound: 0, isComplete: false)
            pieces.advance(to: received, in: piece, textEnds: [], cells: &found)
        }
        #expect(found == cells, "seed \(seed)")
        #expect(!cells.isEmpty, "seed \(seed)")
        var reading = TableReading(track: whole)
        let asked = text.indices.filter { reading.secretCell(at: $0, in: window) != nil }
        #expect(asked == cells, "seed \(seed)")
    }

    private static func names(aboveTheEndOf text: String) -> Set<String> {
        let bytes = Array(text.utf8)
        let window = ByteWindow(bytes.span, lowerBound: 0, isComplete: true)
        var reading = TableReading(track: TableTrack())
        var ignored: [Int] = []
        reading.track?.advance(to: bytes.count, in: window, textEnds: [], cells: &ignored)
        return names(&reading, above: bytes.count, in: window)
    }

    @Test(arguments: [
        ("id,phone,city\n7,5", "phone"), ("| id | phone |\n|---|---|\n| 7 | 55", "phone"),
        ("id;\"e,mail\"\n7;", "e,mail"), ("a\tb\n1\t2\n3\t", "b"), ("Dear all,\n\nid,iban\n1,", "iban"),
        ("\"x,y\",ssn\n\"1,2\",", "ssn"), (" id | pin\n----+-----\n 1 | ", "pin"),
        ("+----+-----+\n| id | pin |\n+----+-----+\n|  1 | ", "pin"),
        ("id,iban\n" + String(repeating: "1,2\n", count: 2_000) + "3,", "iban"),
    ]) func findsTheHeader(text: String, header: String) {
        #expect(Self.names(aboveTheEndOf: text) == [header])
    }

    @Test(arguments: [
        "{\"phone\": \"1\",\n\"order\": ", "phone\n55", "id,phone\n\n7,55", "id,phone\n7\n1,", "a,b\n1,2,",
        "phone: 1, 2\n", "id,phone\n" + String(repeating: "x", count: 1_024) + ",",
        "id,phone\n" + String(repeating: "x", count: 8_001) + ",\n1,",
        String(repeating: "x", count: 2_048) + ",phone\n1,",
    ]) func leavesAlone(text: String) {
        #expect(Self.names(aboveTheEndOf: text).isEmpty)
    }

    /// A text that ends and another that begins share no table.
    @Test(arguments: [11, 12, 13]) func textsAreKeptApart(end: Int) {
        let text = Array("id,phone\n1,2\n3,4\n5,6".utf8)
        var reading = TableReading(track: TableTrack())
        var ignored: [Int] = []
        let first = ByteWindow(text.span.extracting(0..<end), lowerBound: 0, isComplete: true)
        reading.track?.advance(to: end, in: first, textEnds: [], cells: &ignored)
        #expect(Self.names(&reading, above: 11, in: first) == ["phone"])
        let second = ByteWindow(text.span.extracting(end..<20), lowerBound: end, isComplete: true)
        reading.track?.advance(to: 20, in: second, textEnds: [end], cells: &ignored)
        #expect(Self.names(&reading, above: 15, in: second).isEmpty)
        #expect(Self.names(&reading, above: 19, in: second) == ["4"])
    }

    @Test(arguments: [
        ("password", true), ("DB Password", true), ("user_password", true), ("\"API key\"", true), ("**Token**", true),
        ("Client secret", true), ("passwort", true), ("access_key", true), ("pw", true), ("deploy key", true),
        ("password type", false), ("max tokens", false), ("key", false), ("public key", false), ("secretary", false),
        ("password:", false), ("the rather long name of a column with a password", false), ("pass count", false),
    ]) func namesOfSecrets(name: String, isSecret: Bool) {
        let text = Array("id,\(name)\n1,x".utf8)
        var track = TableTrack()
        var cells: [Int] = []
        let window = ByteWindow(text.span, lowerBound: 0, isComplete: true)
        track.advance(to: text.count, in: window, textEnds: [], cells: &cells)
        #expect(cells == (isSecret ? [text.count - 1] : []))
    }
}
