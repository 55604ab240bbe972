// What a line says about the table that it may be a row of.

import CSluiceScan

/// What a line says about the table that it may be a row of, as far as it has been read: how many separators it has
/// outside of double quotes, and what else.
struct TableLine: Sendable {
    private var read = sluice_table_line()

    private struct Marks: OptionSet {
        let rawValue: UInt64
        /// The two that the kernel knows: `SLUICE_TABLE_QUOTE` and `SLUICE_TABLE_BLANK`.
        static let quote = Marks(rawValue: 1 << 63)
        static let blank = Marks(rawValue: 1 << 62)
        /// A byte that rules between header and rows have not.
        static let text = Marks(rawValue: 1 << 61)
        /// What such rules are made of besides separators and blanks.
        static let dash = Marks(rawValue: 1 << 60)
        /// A byte that names of columns have not.
        static let code = Marks(rawValue: 1 << 59)
        /// A byte that names of columns between commas and semicolons have not.
        static let sign = Marks(rawValue: 1 << 58)
        static let digit = Marks(rawValue: 1 << 57)
    }

    private static let weights = FrozenArray(
        (UInt8.min...UInt8.max).map { byte -> UInt64 in
            var weight: UInt64 = 0
            for separator in TableSeparator.allCases where separator.byte == byte {
                weight = 1 << UInt64(separator.rawValue * Int(SLUICE_TABLE_COUNT_BITS))
            }
            var marks: Marks = []
            if !ByteSet(ascii: "-=+|: \t\r").contains(byte) { marks.insert(.text) }
            if ByteSet(ascii: "-=").contains(byte) { marks.insert(.dash) }
            if ByteSet(ascii: "={}<>\\").contains(byte) { marks.insert(.code) }
            if ByteSet(ascii: ":@^~").contains(byte) { marks.insert(.sign) }
            if ByteSet.digits.contains(byte) { marks.insert(.digit) }
            if CellQuotes.blanks.contains(byte) { marks.insert(.blank) }
            if byte == UInt8(ascii: "\"") { marks.insert(.quote) }
            return weight | marks.rawValue
        }
    )

    /// Goes on with the line up to `limit` or its line feed, whichever comes first.
    ///
    /// - Returns: where that is.
    mutating func read(_ text: borrowing ByteWindow, from start: Int, limit: Int) -> Int {
        guard start < limit else { return start }
        // Sound: the kernel reads the bytes within their length and one of the 256 weights for each.
        return unsafe text.span(start..<limit).withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return start }
            return unsafe start + sluice_read_table_line(base, bytes.count, Self.weights.address, &read)
        }
    }

    /// How many separators of a kind there are.
    func count(of separator: TableSeparator) -> Int {
        let bits = UInt64(SLUICE_TABLE_COUNT_BITS)
        return Int(read.counts >> (UInt64(separator.rawValue) * bits) & (1 << bits - 1))
    }

    /// Whether there are more bytes than are counted.
    var isTooLong: Bool { read.length > Int(SLUICE_LONGEST_TABLE_LINE) }

    /// How many bytes have been read.
    var length: Int { read.length }

    /// Whether double quotes are open.
    var isQuoted: Bool { read.is_quoted != 0 }

    /// Whether there are double quotes.
    var hasQuotes: Bool { marks.contains(.quote) }

    /// Whether there are digits, which rows have more often than headers.
    var hasDigits: Bool { marks.contains(.digit) }

    /// Counts a line feed in a quoted cell, with which the row goes on.
    mutating func goOn() { read.length += 1 }

    private var marks: Marks { Marks(rawValue: read.marks) }

    /// Whether the line is a rule such as `|---|:-:|`, `+----+` or `----+----`, which is no row.
    var isRule: Bool { !marks.contains(.text) && marks.contains(.dash) }

    /// Whether there is nothing but blanks.
    var isBlank: Bool { read.counts == 0 && marks.isDisjoint(with: [.text, .dash]) }

    /// Whether the line may consist of names of columns.
    func mayNameColumns(of separator: TableSeparator) -> Bool {
        guard separator.isTight else { return !marks.contains(.code) }
        return marks.isDisjoint(with: [.code, .sign]) && (separator == .semicolon || count(of: .semicolon) == 0)
    }
}
