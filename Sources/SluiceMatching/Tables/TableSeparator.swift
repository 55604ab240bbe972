// What stands between the cells of a table's rows.

/// What stands between the cells of a table's rows.
package enum TableSeparator: Int, CaseIterable, Sendable {
    case comma
    case semicolon
    case tab
    case bar

    /// The byte itself.
    package var byte: UInt8 {
        switch self {
        case .comma: UInt8(ascii: ",")
        case .semicolon: UInt8(ascii: ";")
        case .tab: UInt8(ascii: "\t")
        case .bar: UInt8(ascii: "|")
        }
    }

    /// What may stand around the text of a cell.
    var padding: ByteSet {
        self == .tab ? ByteSet(ascii: " \r\"'`") : ByteSet(ascii: " \t\r\"'`")
    }
}
