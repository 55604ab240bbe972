// What stands at a place where a number may begin, read once for all rules of numbers.

/// What the bytes from a place on are, as bits: one for each byte. Rules of numbers compare their forms with it, so that the
/// bytes are looked at once for all of them.
package struct NumberReading: Hashable, Sendable {
    /// The place.
    package private(set) var position = -1
    /// How many bytes have been read.
    package private(set) var count = 0
    private(set) var digits: UInt64 = 0
    private(set) var upper: UInt64 = 0
    private(set) var lower: UInt64 = 0
    /// The digits from the place on, without signs, that were asked for last.
    fileprivate var code = NumberCode()

    /// Nothing read yet.
    package init(position: Int = -1) {
        self.position = position
    }

    /// Reads on up to `end` bytes in all, which the window must hold.
    @inline(__always)
    mutating func extend(to end: Int, in window: borrowing ByteWindow) {
        while count < end {
            let byte = window[position &+ count]
            let bit = UInt64(1) &<< UInt64(truncatingIfNeeded: count)
            if byte &- UInt8(ascii: "0") < 10 {
                digits |= bit
            } else if byte &- UInt8(ascii: "A") < 26 {
                upper |= bit
            } else if byte &- UInt8(ascii: "a") < 26 {
                lower |= bit
            }
            count &+= 1
        }
    }

    /// The code of plain digits, which were read: `length` of them.
    mutating func plainCode(_ length: Int, in window: borrowing ByteWindow) -> NumberCode {
        if code.count != length {
            code = NumberCode()
            for offset in 0..<length { code.append(window[position + offset]) }
        }
        return code
    }
}

extension NumberForm {
    /// How a form and the bytes at a place agree.
    enum Fit: Hashable {
        /// They do not, and no further byte can change it.
        case none
        /// As far as there are bytes.
        case begins
        /// The form is there.
        case whole
    }

    /// How the form and the bytes at the reading's place agree.
    @inline(__always)
    func fit(_ reading: inout NumberReading, in window: borrowing ByteWindow, ignoringCase: Bool) -> Fit {
        let size = count
        let available = min(size, window.upperBound - reading.position)
        reading.extend(to: available, in: window)
        let known = UInt64.max &>> UInt64(truncatingIfNeeded: 64 - max(1, available))
        let found = ignoringCase ? reading.upper | reading.lower : reading.upper
        let missing =
            digits & ~reading.digits | letters & ~found | either & ~(found | reading.digits)
        guard available > 0 else { return .begins }
        guard missing & known == 0 else { return .none }
        for literal in literals where literal.index < available {
            let byte = window[reading.position &+ literal.index]
            guard byte == literal.byte || ignoringCase && byte.asciiLowercased == literal.byte.asciiLowercased else {
                return .none
            }
        }
        return available == size ? .whole : .begins
    }
}
