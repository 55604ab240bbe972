// What stands at a place where a number may begin, read once for all rules of numbers.

/// What the bytes from a place on are, as bits: one for each byte. Rules of numbers compare their forms with it, so
/// that the bytes are looked at once for all of them.
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
