// The header above a value depends on the bytes before it alone.

import SluiceMatching
import Testing

struct TableColumnsTests {
    private static let parts = [
        ",", ";", "\t", "|", "\n", "\n", "\"", "phone", "id", "12", "3", " ", "|---|", "a,b\n", "1,2\n", "x;y;z\n",
        "\r\n",
        "7,", "name|", ":", "{", "a long line of words without anything in it that is of interest to a table, ",
    ]

    /// The cells above `offset`, from the bytes before it alone, line by line.
    private static func plain(_ text: [UInt8], _ offset: Int) -> Set<String> {
        let limit = max(0, offset - TableColumns.reach)
        var lines = text[limit..<offset].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard let row = lines.popLast() else { return [] }
        var isKnownAbove = true
        if offset >= TableColumns.reach {
            // The first line is cut, or cannot be told from one that is.
            guard !lines.isEmpty else { return [] }
            lines.removeFirst()
            isKnownAbove = false
        }
        var result: Set<String> = []
        for separator in [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|")] {
            let column = cells(row, separator).count - 1
            guard let last = lines.last else { continue }
            let count = cells(last, separator).count
            guard count >= max(2, column + 1) else { continue }
            var top = lines.count - 1
            while top > 0, cells(lines[top - 1], separator).count == count { top -= 1 }
            if top == 0, !isKnownAbove { continue }
            let header = cells(lines[top], separator)[column]
            let padding = Set(" \r\t\"'*`_".utf8)
            let cell = Array(header.drop { padding.contains($0) }.reversed().drop { padding.contains($0) }.reversed())
            guard !cell.isEmpty, cell.count <= TableColumns.longestCell,
                !cell.contains(where: ":={}[]<>;@\\".utf8.contains)
            else { continue }
            result.insert(String(decoding: cell, as: UTF8.self))
        }
        return result
    }

    private static func cells(_ line: ArraySlice<UInt8>, _ separator: UInt8) -> [ArraySlice<UInt8>] {
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

    private static func found(
        _ finder: inout TableColumnsMemory,
        _ text: [UInt8],
        _ offset: Int,
        to end: Int
    ) -> Set<String> {
        // As a stream keeps its bytes: no more than are needed before the offset.
        let lower = max(0, offset - TableColumns.reach - 3)
        let window = ByteWindow(text.span.extracting(lower..<end), lowerBound: lower, isComplete: end == text.count)
        let cells = finder.cells(above: offset, in: window)
        return Set((0..<cells.count).map { String(decoding: window.copy(cells[$0]), as: UTF8.self) })
    }

    @Test(arguments: 0..<12 as Range<UInt64>) func agreesWithPlainReading(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        var text: [UInt8] = []
        while text.count < 3_000 { text += Array((Self.parts.randomElement(using: &generator) ?? "").utf8) }
        var finder = TableColumnsMemory()
        var offset = 0
        var last = 0
        while offset < text.count {
            offset = min(text.count, offset + Int.random(in: 1...(seed % 3 == 0 ? 900 : 25), using: &generator))
            // Now and then something before the last place is asked about.
            let back = Bool.random(using: &generator) ? 0 : Int.random(in: 0...200, using: &generator)
            let asked = max(0, offset - back)
            let end = Int.random(in: max(asked, last)...text.count, using: &generator)
            let found = Self.found(&finder, text, asked, to: end)
            #expect(found == Self.plain(text, asked), "seed \(seed), offset \(asked)")
            last = asked
        }
    }

    @Test(arguments: [
        ("id,phone,city\n7,555", "phone"), ("| id | phone |\n|---|---|\n| 7 | 555", "phone"),
        ("id;\"e,mail\"\n7;a", "e,mail"), ("a\tb\n1\t2\n3\t4", "b"), ("Dear all,\n\nid,iban\n1,X", "iban"),
        ("\"x,y\",ssn\n\"1,2\",0", "ssn"),
    ]) func findsTheHeader(text: String, header: String) {
        let bytes = Array(text.utf8)
        var finder = TableColumnsMemory()
        #expect(Self.found(&finder, bytes, bytes.count - 1, to: bytes.count) == [header])
    }

    @Test(arguments: [
        "{\"phone\": \"1\",\n\"order\": 2", "phone\n555", "id,phone\n\n7,555", "id,phone\n7\n1,555", "a,b\n1,2,3",
        "phone: 1, 2\n3",
    ]) func leavesAlone(text: String) {
        let bytes = Array(text.utf8)
        var finder = TableColumnsMemory()
        #expect(Self.found(&finder, bytes, bytes.count - 1, to: bytes.count).isEmpty)
    }

    /// A text that ends and another that begins share no table.
    @Test func textsAreKeptApart() {
        let text = Array("id,phone\n1,2\n3,4".utf8)
        var finder = TableColumnsMemory()
        let first = ByteWindow(text.span.extracting(0..<13), lowerBound: 0, isComplete: true)
        #expect(finder.cells(above: 11, in: first).count == 1)
        let second = ByteWindow(text.span.extracting(9..<16), lowerBound: 9, isComplete: true)
        let cells = finder.cells(above: 15, in: second)
        #expect(cells.count == 1 && second.copy(cells[0]) == Array("2".utf8))
    }
}
