// Finds international bank account numbers.

/// Finds international bank account numbers, plain or in groups of four with spaces, dashes or dots, proved by country
/// structure and modulus 97.
package struct IBANMatcher: NamedMatcher {
    package static let name = "iban"
    package static let summary =
        "International bank account numbers (ISO 13616), proved by the country's structure and the check digits."
    package static let optionNames: [String] = []

    /// Two capitals and two digits, not right behind a letter or a digit.
    package static let anchor = Anchor(
        elements: [NumberBoundary.outside, .upperCase, .upperCase, .digits, .digits],
        offset: 1,
        maskOffset: 1
    )

    private static var separators: ByteSet { ByteSet(ascii: " -.") }

    package let anchors = [IBANMatcher.anchor]
    package let reachBefore = 2
    package let reachAfter = 44

    package init(options: [String: [String]], runClasses: inout RunClassTable) throws(MatcherOptionError) {}

    package func match(at position: Int, in window: borrowing ByteWindow, runs: inout RunCache) -> MatchOutcome {
        guard position + 1 < window.upperBound else {
            let end = window.runEnd(of: .upperCase, from: position)
            return end == window.upperBound ? window.shortfall(holdFrom: position) : .noMatch(.shape)
        }
        guard window.holds(.upperCase, at: position), window.holds(.upperCase, at: position + 1),
            let structure = IBANStructure.structure(of: (window[position], window[position + 1]))
        else { return .noMatch(.range(FieldName("country"))) }
        guard !NumberBoundary.continuesWord(at: position, in: window) else { return .noMatch(.leftBoundary) }

        // The check moves the first four characters to the end.
        var (offset, separator, remainder, head) = (position, UInt8(0), 0, 0)
        for index in 0..<structure.length {
            guard var byte = window.byte(at: offset) else { return window.shortfall(holdFrom: position) }
            if index == 4, Self.separators.contains(byte) { separator = byte }
            if separator != 0, index > 0, index % 4 == 0 {
                guard byte == separator else { return .noMatch(.shape) }
                offset += 1
                guard let next = window.byte(at: offset) else { return window.shortfall(holdFrom: position) }
                byte = next
            }
            let set = index < 2 ? .upperCase : index < 4 ? .digits : structure.classes[index - 4].set
            guard set.contains(byte) else { return .noMatch(.shape) }
            offset += 1
            if index < 4 {
                head = Self.appending(byte, to: head)
            } else {
                remainder = Self.appending(byte, to: remainder) % 97
            }
        }
        // Two letters and two digits make six decimal digits.
        guard (remainder * 1_000_000 + head) % 97 == 1 else { return .noMatch(.range(FieldName("check digits"))) }
        guard let next = window.byte(at: offset) else {
            guard window.isComplete else { return .needsMore(holdFrom: position) }
            return .match(found(position..<offset, in: window))
        }
        guard !ByteSet.wordCharacters.contains(next) else { return .noMatch(.rightBoundary) }
        return .match(found(position..<offset, in: window))
    }

    private static func appending(_ byte: UInt8, to number: Int) -> Int {
        ByteSet.digits.contains(byte)
            ? number * 10 + Int(byte - UInt8(ascii: "0"))
            : number * 100 + Int(byte - UInt8(ascii: "A")) + 10
    }

    private func found(_ range: Range<Int>, in window: borrowing ByteWindow) -> RawMatch {
        RawMatch(match: range, proof: .holds, isSample: IBANSamples.contain(range, in: window))
    }
}
