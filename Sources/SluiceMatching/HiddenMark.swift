// Finds the places of a text where another may be hidden.

import CSluiceScan
package import SluiceModel

/// A place where text may be hidden.
package struct HiddenMark: Sendable {
    /// What is there.
    package enum Kind: Hashable, Sendable {
        /// Bytes that spell others: an escape, a look-alike, a character without width.
        case joint(HidingForm)
        /// Digits begin here that spell text, or data that is packed so.
        case carrier(HidingForm, packing: Inflater.Packing?)
        /// The bytes to come decide whether a joint begins here.
        case undecidedJoint
        /// The bytes to come decide whether digits that spell text begin here.
        case undecidedCarrier
    }

    /// As many bytes at most are not yet known to be a joint.
    package static let reach = SLUICE_JOINT_REACH

    /// The offset in the stream.
    package let offset: Int
    package let kind: Kind
    private let mark: sluice_mark

    fileprivate init(_ mark: sluice_mark, lowerBound: Int) {
        self.mark = mark
        offset = lowerBound + Int(mark.offset)
        kind =
            switch sluice_mark_kind(UInt32(mark.kind)) {
            case SLUICE_BASE64: .carrier(.base64, packing: Self.packing(mark))
            case SLUICE_HEX: .carrier(.hex, packing: Self.packing(mark))
            case SLUICE_PERCENT: .joint(.percent)
            case SLUICE_ESCAPE: .joint(.escape)
            case SLUICE_ENTITY: .joint(.entity)
            case SLUICE_QUOTED_PRINTABLE: .joint(.quotedPrintable)
            case SLUICE_INVISIBLE: .joint(.invisible)
            case SLUICE_WIDE: .joint(.wide)
            case SLUICE_LOOK_ALIKE: .joint(.lookAlike)
            case SLUICE_WRAPPED: .joint(.wrapped)
            case SLUICE_CONCATENATED: .joint(.concatenated)
            case SLUICE_UNDECIDED_JOINT: .undecidedJoint
            default: .undecidedCarrier
            }
    }

    private static func packing(_ mark: sluice_mark) -> Inflater.Packing? {
        switch sluice_packing(UInt32(mark.count)) {
        case SLUICE_GZIP: .gzip
        case SLUICE_ZLIB: .zlib
        default: nil
        }
    }

    /// The offset after its last byte; of a carrier, where it begins.
    package var end: Int { offset + Int(mark.length) }

    /// Appends what a joint stands for; the result is how many bytes that is.
    package func appendText(to bytes: inout [UInt8]) -> Int {
        let text = mark.text
        let count = Int(mark.count)
        unsafe withUnsafeBytes(of: text) { unsafe bytes.append(contentsOf: $0.prefix(count)) }
        return count
    }
}

/// Room for the marks of one text, reused from block to block.
package struct HiddenMarkBuffer: Sendable {
    private var storage: [sluice_mark] = []
    private var count = 0
    private var lowerBound = 0

    /// An empty buffer; the first search takes the memory.
    package init() {}

    /// The marks, by index.
    package var indices: Range<Int> { 0..<count }

    /// Where a joint may begin that has not come whole, if the search stopped at one.
    package var undecidedJoint: Int? {
        guard count > 0, self[count - 1].kind == .undecidedJoint else { return nil }
        return self[count - 1].offset
    }

    package subscript(index: Int) -> HiddenMark { HiddenMark(storage[index], lowerBound: lowerBound) }

    private static let smallest = 64

    /// Finds the marks of `text` from `start` on, which replace those of the search before.
    ///
    /// - Parameters:
    ///   - followsJoint: whether a joint ends at `start`.
    ///   - isFinal: whether the text ends with the window. Otherwise the last mark may be an undecided one.
    package mutating func search(
        _ text: borrowing ByteWindow,
        from start: Int,
        followsJoint: Bool,
        isFinal: Bool
    ) {
        lowerBound = text.lowerBound
        count = 0
        if storage.isEmpty { storage = Array(repeating: sluice_mark(), count: Self.smallest) }
        let bytes = text.span(text.lowerBound..<text.upperBound)
        let length = bytes.count
        var next = start - text.lowerBound
        while next < length {
            if storage.count - count < Self.smallest / 2 {
                storage.append(contentsOf: repeatElement(sluice_mark(), count: storage.count))
            }
            let from = next
            let known = count
            let follows =
                from + lowerBound == start ? followsJoint : known > 0 && self[known - 1].end == from + lowerBound
            // Sound: the kernel reads `bytes` within its length and writes at most as many marks as there is room for.
            count += unsafe bytes.withUnsafeBufferPointer { bytes in
                unsafe storage.withUnsafeMutableBufferPointer { storage in
                    guard let base = bytes.baseAddress, let room = storage.baseAddress else { return 0 }
                    return unsafe sluice_hidden_marks(
                        base,
                        from,
                        length,
                        follows ? 1 : 0,
                        isFinal ? 1 : 0,
                        room + known,
                        storage.count - known,
                        &next
                    )
                }
            }
            if count > known, storage[count - 1].kind >= UInt8(SLUICE_UNDECIDED_JOINT.rawValue) { return }
        }
    }
}

extension ByteWindow {
    /// Where the word begins that ends at `end` and may be digits that spell something, if it went on; nil if there is
    /// none.
    package func openWord(before end: Int) -> Int? {
        let start = max(lowerBound, end - HiddenMark.reach)
        guard start < end else { return nil }
        let bytes = span(start..<end)
        // Sound: the kernel reads `bytes` within its length.
        let found = unsafe bytes.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return 0 }
            return unsafe sluice_open_word(base, bytes.count)
        }
        return found < bytes.count ? start + found : nil
    }
}

/// Turns digits into the bytes that they spell.
package enum DigitDecoder {
    /// Appends what whole groups of four digits of base64 spell, up to the first byte that is none; the result is how
    /// many digits that is.
    package static func appendBase64(_ digits: Span<UInt8>, to text: inout [UInt8]) -> Int {
        unsafe append(digits, most: digits.count / 4 * 3, to: &text) { bytes, length, room in
            let groups = unsafe sluice_decode_base64(bytes, length, room)
            return (digits: groups * 4, bytes: groups * 3)
        }
    }

    /// What the last two or three digits of base64 spell, which are no whole group; nothing if there are more or fewer.
    package static func rest(of digits: Span<UInt8>) -> [UInt8] {
        guard digits.count == 2 || digits.count == 3 else { return [] }
        var group: [UInt8] = []
        for index in digits.indices { group.append(digits[index]) }
        while group.count < 4 { group.append(UInt8(ascii: "A")) }
        var text: [UInt8] = []
        guard appendBase64(group.span, to: &text) == 4 else { return [] }
        text.removeLast(4 - digits.count)
        return text
    }

    /// Appends what pairs of hexadecimal digits spell, up to the first byte that is none; the result is how many digits
    /// that is.
    package static func appendHex(_ digits: Span<UInt8>, to text: inout [UInt8]) -> Int {
        unsafe append(digits, most: digits.count / 2, to: &text) { bytes, length, room in
            let pairs = unsafe sluice_decode_hex(bytes, length, room)
            return (digits: pairs * 2, bytes: pairs)
        }
    }

    private static func append(
        _ digits: Span<UInt8>,
        most: Int,
        to text: inout [UInt8],
        _ decode: (UnsafePointer<UInt8>, Int, UnsafeMutablePointer<UInt8>) -> (digits: Int, bytes: Int)
    ) -> Int {
        guard most > 0 else { return 0 }
        let start = text.count
        text.append(contentsOf: repeatElement(0, count: most))
        // Sound: there is room for what all digits spell, and the kernels read within the length.
        let done = unsafe digits.withUnsafeBufferPointer { digits in
            unsafe text.withUnsafeMutableBufferPointer { text in
                guard let base = digits.baseAddress, let room = text.baseAddress else { return (digits: 0, bytes: 0) }
                return unsafe decode(base, digits.count, room + start)
            }
        }
        text.removeLast(most - done.bytes)
        return done.digits
    }
}

/// Whether what comes is text: its first bytes tell, as they do of what digits spell.
package struct TextStart: Sendable {
    private static let count = 12

    private var left = count
    private var expected: Int32 = 0

    /// Nothing has come.
    package init() {}

    /// Takes the next bytes; the result is whether they may be text.
    package mutating func goesOn(with bytes: ArraySlice<UInt8>) -> Bool {
        for byte in bytes.prefix(left) {
            expected = sluice_text_goes_on(byte, expected)
            guard expected >= 0 else { return false }
        }
        left -= min(left, bytes.count)
        return true
    }
}
