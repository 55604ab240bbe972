// Reads a number of a fixed length, grouped or plain.

/// A number of a fixed length that is written in fixed groups or plain, such as a national identity number.
package struct GroupedNumber: Sendable {
    /// What was read.
    package enum Reading: Sendable {
        /// It is not the shape, or not yet.
        case decided(MatchOutcome)
        /// The digits as one number, which ends before the offset. What follows has not been looked at, but for a
        /// further digit.
        case number(UInt64, end: Int)
    }

    private static var separators: ByteSet { ByteSet(ascii: "- ") }

    /// The lengths of the groups; the rest of the vector is zero.
    package let groups: SIMD8<UInt8>
    /// Whether the number may be written without separators.
    package let allowsPlain: Bool
    private let groupCount: Int
    private let digitCount: Int

    /// A number in groups of these lengths, the rest of the vector being zero. A single group is always plain.
    package init(groups: SIMD8<UInt8>, allowsPlain: Bool) {
        self.groups = groups
        groupCount = (0..<8).count { groups[$0] != 0 }
        digitCount = Int(groups.wrappedSum())
        self.allowsPlain = allowsPlain || groupCount == 1
    }

    /// The first group, or all digits in one.
    package var gate: CandidateGate {
        let first = Int(groups[0])
        return CandidateGate(
            set: .digits,
            lengths: allowsPlain ? [digitCount] : [],
            separatedLengths: groupCount > 1 ? [first] : [],
            separators: Self.separators
        )
    }

    /// Reads the digits from `position` on and checks the boundary before them.
    package func read(at position: Int, in window: borrowing ByteWindow) -> Reading {
        // Nearly all numbers of a text fall here, by the byte that ends the first group or goes on with it.
        let decisive = groupCount == 1 ? position + digitCount - 1 : position + Int(groups[0])
        guard let byte = window.byte(at: decisive) else {
            let end = window.runEnd(of: .digits, from: position)
            return .decided(end == window.upperBound ? window.shortfall(holdFrom: position) : .noMatch(.shape))
        }
        let isPlain = allowsPlain && ByteSet.digits.contains(byte)
        guard isPlain || groupCount > 1 && Self.separators.contains(byte) else { return .decided(.noMatch(.shape)) }
        guard NumberBoundary.begins(at: position, in: window) else { return .decided(.noMatch(.leftBoundary)) }

        var shape = groups
        if isPlain {
            shape = .zero
            shape[0] = UInt8(digitCount)
        }
        let digits = DigitGroups(
            at: position,
            in: window,
            separators: Self.separators,
            groupLimit: isPlain ? 1 : groupCount,
            digitLimit: digitCount
        )
        guard digits.mayBecome(shape) else { return .decided(.noMatch(.shape)) }
        if digits.isOpen { return .decided(.needsMore(holdFrom: position)) }
        guard digits.lengths == shape else { return .decided(.noMatch(.shape)) }
        return .number(digits.value, end: digits.end)
    }

    /// Matches at `position` where `isValid` holds of the number, which its check digit proves.
    package func match(
        at position: Int,
        in window: borrowing ByteWindow,
        isValid: (UInt64) -> Bool
    ) -> MatchOutcome {
        switch read(at: position, in: window) {
        case .decided(let outcome): return outcome
        case .number(let number, let end):
            guard isValid(number) else { return .noMatch(.range(FieldName("check digit"))) }
            return window.outcome(
                NumberBoundary.ends(at: end, in: window),
                RawMatch(match: position..<end, proof: .holds)
            )
        }
    }
}
