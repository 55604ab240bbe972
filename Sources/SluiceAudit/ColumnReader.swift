// The columns of an entry as they are, whatever somebody has put there.

import Foundation
import GRDB

/// Reads columns, and notes when one holds something else than what is read of it: a value of another type, or a text
/// that goes on behind a NUL or is not UTF-8. What is read is hashed, and what is there is what searches compare.
struct ColumnReader {
    let row: Row
    /// Whether all that was read is all that is there.
    private(set) var isExact = true

    init(_ row: Row) {
        self.row = row
    }

    mutating func integer(_ index: Int) -> Int64? {
        let value = row.integer(index)
        if value == nil { note(index) }
        return value
    }

    mutating func text(_ index: Int) -> String? {
        guard let value = row.text(index) else {
            note(index)
            return nil
        }
        // A text of no bytes has no data either.
        let isSame = try? row.withUnsafeData(atIndex: index) { data in (data ?? Data()).elementsEqual(value.utf8) }
        if isSame != true { isExact = false }
        return value
    }

    mutating func blob(_ index: Int) -> [UInt8]? {
        let value = row.blob(index)
        if value == nil { note(index) }
        return value
    }

    /// A column that nothing is read of must hold nothing.
    private mutating func note(_ index: Int) {
        if !row.hasNull(atIndex: index) { isExact = false }
    }
}
