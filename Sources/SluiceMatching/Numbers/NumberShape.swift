// A form of numbers as plain bits, which trying it on a place costs nothing to copy.

/// A form as plain bits: forms hold texts and lists, and counting references to them for every candidate would cost
/// more than comparing.
struct NumberShape: Sendable {
    /// How many bytes it has.
    let count: Int
    let digits: UInt64
    let letters: UInt64
    let either: UInt64
    /// Which bytes are certain ones, and where the first of these is in the list of all shapes'.
    let literals: UInt64
    let literalStart: Int
    /// Which bytes are signs between letters and digits.
    let signs: UInt64
    /// Whether it counts without a context word or key.
    let isBare: Bool
    let isGrouped: Bool
    let isPlainDigits: Bool

    /// The bits of `form`, whose certain bytes are added to a list.
    init(_ form: NumberForm, isBare: Bool, certain: inout [UInt8]) {
        func bits(_ holds: (NumberForm.Element) -> Bool) -> UInt64 {
            form.elements.indices.reduce(0) { holds(form.elements[$1]) ? $0 | 1 << UInt64($1) : $0 }
        }
        count = form.count
        digits = bits { $0 == .digit }
        letters = bits { $0 == .letter }
        either = bits { $0 == .either }
        signs = bits(\.isSign)
        literalStart = certain.count
        var literals: UInt64 = 0
        for (index, element) in form.elements.enumerated() {
            guard case .literal(let byte) = element else { continue }
            literals |= 1 << UInt64(index)
            certain.append(byte)
        }
        self.literals = literals
        self.isBare = isBare
        isGrouped = form.isGrouped
        isPlainDigits = form.isPlainDigits
    }

    /// How a form and the bytes at a place agree.
    enum Fit: Hashable {
        /// They do not, and no further byte can change it.
        case none
        /// As far as there are bytes.
        case begins
        /// The form is there.
        case whole
    }

    /// How the form and the bytes at the reading's place agree; `certain` is the list of all shapes' certain bytes.
    @inline(__always)
    func fit(
        _ reading: inout NumberReading,
        in window: borrowing ByteWindow,
        certain: borrowing [UInt8],
        ignoringCase: Bool
    ) -> Fit {
        let available = min(count, window.upperBound - reading.position)
        guard available > 0 else { return .begins }
        reading.extend(to: available, in: window)
        let known = UInt64.max &>> UInt64(truncatingIfNeeded: 64 - available)
        let found = ignoringCase ? reading.upper | reading.lower : reading.upper
        let missing = digits & ~reading.digits | letters & ~found | either & ~(found | reading.digits)
        guard missing & known == 0 else { return .none }
        var rest = literals & known
        var next = literalStart
        while rest != 0 {
            let index = rest.trailingZeroBitCount
            rest &= rest &- 1
            let byte = window[reading.position &+ index]
            let needed = certain[next]
            next &+= 1
            guard byte == needed || ignoringCase && byte.asciiLowercased == needed.asciiLowercased else { return .none }
        }
        return available == count ? .whole : .begins
    }
}
