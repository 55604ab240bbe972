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
        private struct Header {
            var line: [UInt8]
            var count: Int
            var rank: Int
            var rows = 0
            var hasGap = false
        }

        private var header: [TableSeparator: Header] = [:]

        mutating func take(_ line: ArraySlice<UInt8>) {
            if line.allSatisfy("+: \r".utf8.contains) { return header.removeAll() }
            let isRule = line.allSatisfy("-=+|: \t\r".utf8.contains) && line.contains(where: "-=".utf8.contains)
            guard !isRule else { return }
            for separator in TableSeparator.allCases {
                let count = cells(line, separator).count
                let new =
                    count > 1 && !line.contains(UInt8(ascii: "\n"))
                    ? Header(line: Array(line), count: count, rank: rank(line, separator)) : nil
                guard var open = header[separator] else {
                    header[separator] = new
                    continue
                }
                let hasDigits = line.contains { (48..<58).contains($0) }
                let isHeader = new?.rank == 2 && (!hasDigits || namesSecrets(line, separator))
                let isTitled = open.rows > 0 && open.hasGap
                let isBelowSentence =
                    open.rows == 0 && open.rank < 2 && Self.tight.contains(separator)
                    && !namesSecrets(open.line[...], separator)
                let isComment = ["#", "--", "//"].contains { line.starts(with: $0.utf8) }
                let mayHaveGap =
                    !open.hasGap && count < open.count
                    && (count == 1 ? isComment || open.rows > 1 : hasDigits && open.rows > 1)
                if count == open.count, !(isHeader && (isTitled || isBelowSentence)) {
                    (open.rows, open.hasGap) = (open.rows + 1, false)
                    header[separator] = open
                } else if mayHaveGap, count == 1 || !namesSecrets(line, separator) {
                    header[separator]?.hasGap = true
                } else {
                    header[separator] = new
                }
            }
        }

        /// Whether a line is a row, so that the quote that is open before it does not end.
        func isRow(_ line: ArraySlice<UInt8>) -> Bool {
            guard !line.contains(UInt8(ascii: "\"")), !line.allSatisfy("+: \r".utf8.contains) else { return false }
            return TableSeparator.allCases.contains { separator in
                let count = cells(line, separator).count
                return count > 1 && header[separator]?.count == count
            }
        }

        private static let tight: [TableSeparator] = [.comma, .semicolon]

        /// Whether a row goes on with the next line.
        func goesOn(_ row: ArraySlice<UInt8>) -> Bool {
            guard Self.quotes(in: row).last ?? false, row.count <= 2_048 else { return false }
            return TableSeparator.allCases.contains { separator in
                guard separator != .bar, let header = header[separator], header.rank == 2 else { return false }
                return cells(row, separator).count <= header.count
            }
        }

        /// 0 for code, 1 for sentences, 2 for headers.
        private func rank(_ line: ArraySlice<UInt8>, _ separator: TableSeparator) -> Int {
            if !mayNameColumns(line, separator) { return 0 }
            guard Self.tight.contains(separator) else { return 2 }
            let isLoose = cells(line, separator).dropFirst().contains { " \t".utf8.contains($0.first ?? 0) }
            return isLoose ? 1 : 2
        }

        private func mayNameColumns(_ line: ArraySlice<UInt8>, _ separator: TableSeparator) -> Bool {
            if line.contains(where: (Self.tight.contains(separator) ? "={}<>\\:@^~" : "={}<>\\").utf8.contains) {
                return false
            }
            return separator != .comma || cells(line, .semicolon).count == 1
        }

        private func namesSecrets(_ line: ArraySlice<UInt8>, _ separator: TableSeparator) -> Bool {
            let window = ByteWindow(line.span, lowerBound: 0, isComplete: true)
            return mayNameColumns(line, separator) && !SecretColumn.all(separator, in: window).isEmpty
        }

        func headers(above row: ArraySlice<UInt8>) -> Set<String> {
            var result: Set<String> = []
            for separator in TableSeparator.allCases {
                let column = cells(row, separator).count - 1
                guard let header = header[separator], column < header.count else { continue }
                let padding = Set(" \r\t\"'*`_:".utf8)
                let above = cells(header.line[...], separator)[column]
                let cell = above.drop { padding.contains($0) }.reversed().drop { padding.contains($0) }.reversed()
                let name = Array(cell)
                guard !name.isEmpty, name.count <= 64, !name.contains(where: ":={}[]<>;@\\".utf8.contains) else {
                    continue
                }
                result.insert(String(decoding: name, as: UTF8.self))
            }
            return result
        }

        func cells(_ line: ArraySlice<UInt8>, _ separator: TableSeparator) -> [ArraySlice<UInt8>] {
            var (result, start) = ([ArraySlice<UInt8>](), line.startIndex)
            for (index, isQuoted) in zip(line.indices, Self.quotes(in: line))
            where line[index] == separator.byte && !isQuoted {
                result.append(line[start..<index])
                start = index + 1
            }
            return result + [line[start...]]
        }

        /// Of each byte whether quotes are open behind it. They open where a cell begins, and behind quotes.
        private static func quotes(in line: ArraySlice<UInt8>) -> [Bool] {
            var (areOpen, before) = (false, [UInt8]())
            return line.map { byte in
                if byte == UInt8(ascii: "\"") {
                    let wasOpen = areOpen
                    areOpen = !wasOpen && (before.allSatisfy { " \r".utf8.contains($0) } || before == [byte])
                    before = wasOpen ? [byte] : [0]
                } else if !areOpen {
                    before = ",;\t|".utf8.contains(byte) ? [] : before + [byte]
                }
                return areOpen
            }
        }
    }

    /// The names above each offset of a text, by plain reading.
    private static func plain(_ text: [UInt8]) -> [Set<String>] {
        var (plain, start, rowStart) = (Plain(), 0, 0)
        var result: [Set<String>] = []
        for offset in 0...text.count {
            if offset > 0, text[offset - 1] == UInt8(ascii: "\n") {
                let line = start..<(offset - 1)
                if start > rowStart, plain.isRow(text[line]) { rowStart = start }
                start = offset
                if !plain.goesOn(text[rowStart..<line.upperBound]) {
                    plain.take(text[rowStart..<line.upperBound])
                    rowStart = offset
                }
            }
            result.append(offset - start < TableReading.reach ? plain.headers(above: text[rowStart..<offset]) : [])
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
                let above = String(decoding: text[max(0, offset - 300)..<offset], as: UTF8.self)
                #expect(names == wanted[offset], "seed \(seed), offset \(offset): \(above.debugDescription)")
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
        var cells: [Int] = []
        let whole = TableTrack(of: window, cells: &cells)
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

    /// A row with an open quote is as long as a header may be, or longer, when a line comes that looks like a row and is a
    /// header of another kind: what is kept of it does not depend on pieces.
    @Test(arguments: [1_500, 1_900, 2_000, 2_030, 2_100]) func aLongOpenRowIsReadTheSame(length: Int) {
        let open = "id,password\n1,\"" + String(repeating: String(repeating: "x", count: 49) + "\n", count: length / 50)
        let text = Array((open + "password;b," + String(repeating: "y", count: 90) + "\nk9;2,\nk8;4,\nk7,k6\n").utf8)
        let window = ByteWindow(text.span, lowerBound: 0, isComplete: true)
        var cells: [Int] = []
        _ = TableTrack(of: window, cells: &cells)
        for size in [1, 7, 33, 64] {
            var (track, found, received, kept) = (TableTrack(), [Int](), 0, 0)
            while received < text.count {
                received = min(text.count, received + size)
                let piece = ByteWindow(text.span.extracting(kept..<received), lowerBound: kept, isComplete: false)
                track.advance(to: received, in: piece, textEnds: [], cells: &found)
                kept = max(kept, received - 5)
                track.keep(from: kept, of: piece)
            }
            #expect(found == cells, "\(size)")
        }
    }

    private static func names(aboveTheEndOf text: String) -> Set<String> {
        let bytes = Array(text.utf8)
        let window = ByteWindow(bytes.span, lowerBound: 0, isComplete: true)
        var ignored: [Int] = []
        var reading = TableReading(track: TableTrack(of: window, cells: &ignored))
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
        ("password:", false), ("password: x", false), ("password (hash)", false), ("token?", false),
        ("password (plain)", true), ("API key [Required]", true),
        ("password(x)", false), ("the rather long name of a column with a password", false), ("pass count", false),
    ]) func namesOfSecrets(name: String, isSecret: Bool) {
        let text = Array("id,\(name)\n1,x".utf8)
        var cells: [Int] = []
        let window = ByteWindow(text.span, lowerBound: 0, isComplete: true)
        _ = TableTrack(of: window, cells: &cells)
        #expect(cells == (isSecret ? [text.count - 1] : []))
    }
}
