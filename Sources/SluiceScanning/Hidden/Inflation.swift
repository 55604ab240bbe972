// Compressed data that digits spell.

import SluiceMatching
import SluiceModel

/// Compressed data that a word of digits spells, while it is read.
struct Inflation: Sendable {
    /// What can follow.
    enum Progress {
        case goesOn
        /// The data has ended, or is none, or no text.
        case ended
        /// It grows by more than is allowed.
        case tooLarge
    }

    /// As many bytes are scanned at once, so that what a bomb grows to is never there as a whole.
    private static let sliceSize = 16_384

    private let forms: HidingForms
    private var inflater: Inflater
    private var start = TextStart()
    /// How many bytes have come of it.
    private var count = 0
    /// Where the digits begin that hold what is not complete.
    private(set) var pendingFrom: Int?

    init(_ packing: Inflater.Packing, in digits: HidingForm) {
        inflater = Inflater(packing)
        forms = HidingForms().inside(packing == .gzip ? .gzip : .zlib).inside(digits)
    }

    /// Takes the bytes that a group of digits spells, and scans what they complete.
    ///
    /// - Parameters:
    ///   - source: where the group stands.
    ///   - wordStart: where its word begins.
    mutating func take(
        _ bytes: ArraySlice<UInt8>,
        source: ByteRange,
        wordStart: Int,
        allowance: inout InflationAllowance,
        view: inout TextView,
        scratch: inout ScanScratch
    ) -> Progress {
        let from = pendingFrom ?? source.lowerBound
        let (added, isText) = view.appendInflated(
            bytes,
            by: &inflater,
            start: &start,
            forms: forms,
            source: from..<source.upperBound
        )
        count += added
        let pendingCount = inflater.pendingByteCount
        // What began in an earlier group has not been completed.
        let goesBack = pendingCount > bytes.count
        pendingFrom = pendingCount == 0 ? nil : goesBack ? from : source.lowerBound
        view.scan(scratch: &scratch, atLeast: Self.sliceSize)
        guard inflater.state == .reading, isText else { return .ended }
        let isAllowed = allowance.take(added, wordCount: count, of: wordStart, to: source.upperBound)
        return isAllowed ? .goesOn : .tooLarge
    }
}
