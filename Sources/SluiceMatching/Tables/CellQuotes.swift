// Whether double quotes around a cell are open.

import SluiceModel

/// Whether double quotes around a cell are open, read byte by byte as `sluice_read_table_line` reads a line.
///
/// They open where a cell begins (RFC 4180, 2.5 and 2.6), also behind blanks; in a cell they stand for inches or seconds,
/// or for themselves. One that is written twice ends nothing.
struct CellQuotes: Sendable {
    private(set) var areOpen: Bool
    private var place = Place.cellStart

    private enum Place {
        case cellStart
        case inCell
        /// Behind a quote that ends the cell unless another one follows.
        case behindQuote
    }

    /// Where a cell begins.
    init(areOpen: Bool = false) {
        self.areOpen = areOpen
    }

    /// Reads the next byte.
    mutating func read(_ byte: UInt8) {
        if byte == UInt8(ascii: "\"") {
            let opens = !areOpen && place != .inCell
            place = areOpen ? .behindQuote : .inCell
            areOpen = opens
        } else if !areOpen {
            if Self.separators.contains(byte) {
                place = .cellStart
            } else if place != .cellStart || !Self.blanks.contains(byte) {
                place = .inCell
            }
        }
    }

    static var blanks: ByteSet { ByteSet(ascii: " \r") }
    private static var separators: ByteSet { ByteSet(ascii: ",;\t|") }
}
