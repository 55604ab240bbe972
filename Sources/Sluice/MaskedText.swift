// The masked text that shows where a finding stands.

import SluiceMatching
import SluiceModel
import SluicePolicies

/// The end of a line of filtered text, then what stands for a flagged value: bytes, as most findings of a flood are
/// counted and never shown.
struct MaskedText: Sendable, Hashable {
    private let bytes: [UInt8]
    /// Where the replacement begins, and where it ends: behind it stands what reports show in its place, where it shows
    /// a part of the value.
    private let start: Int
    private let end: Int

    /// Text that `line` precedes, of which the first bytes are left out if they are the end of a cut sequence.
    init(
        line: Span<UInt8>,
        replacingBy style: MaskStyle,
        rule: RuleID,
        fingerprint: Fingerprint,
        value: Span<UInt8>?
    ) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(PreviewBuffer.width + Self.usualReplacement)
        var first = 0
        while first < line.count, line[first] & 0xC0 == 0x80 { first += 1 }
        bytes.append(copying: line.extracting(first..<line.count))
        start = bytes.count
        style.write(rule: rule, fingerprint: fingerprint, value: value, to: &bytes)
        end = bytes.count
        if case .partial = style {
            MaskStyle.tagged.write(rule: rule, fingerprint: fingerprint, value: nil, to: &bytes)
        }
        self.bytes = bytes
    }

    /// No text, where a finding has no value.
    init() {
        bytes = []
        start = 0
        end = 0
    }

    private static let usualReplacement = 48

    private var shown: Range<Int> { end < bytes.count ? end..<bytes.count : start..<end }

    /// The bytes of the replacement.
    var replacementBytes: Span<UInt8> {
        @_lifetime(borrow self) get { bytes.span.extracting(start..<end) }
    }

    /// What stands for the value in reports, which show nothing of it.
    var shownBytes: Span<UInt8> {
        @_lifetime(borrow self) get { bytes.span.extracting(shown) }
    }

    /// A copy of the bytes of the replacement.
    var copiedReplacement: [UInt8] { Array(bytes[start..<end]) }

    /// What stands for the value.
    var replacement: String { String(decoding: bytes[start..<end], as: UTF8.self) }

    /// What stands for the value in reports.
    var mark: String { String(decoding: bytes[shown], as: UTF8.self) }

    /// The filtered text of the line before the value, invalid UTF-8 replaced, then what stands for the value in
    /// reports.
    var preview: String { String(decoding: bytes[..<start] + bytes[shown], as: UTF8.self) }
}
