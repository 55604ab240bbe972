// Reads telephone numbers as people write them where the word telephone stands beside them.

/// Reads telephone numbers in any grouping, of five to thirteen digits, or of six and more without separators. A rule
/// has to ask for a word beside them.
package struct LabelledPhoneForm: Sendable {
    private static let groupedDigits = 5
    private static let plainDigits = 6

    /// A digit, or a parenthesis before one, that nothing continues to the left. Digits with a parenthesis behind their
    /// separator have anchors of their own, as the gate knows of digits alone there.
    package var anchors: [Anchor] {
        let outside = NumberBoundary.outside.intersection(ByteSet(ascii: "+.").inverted)
        let next = ByteSet.digits.union(PhoneGroups.separators).union(ByteSet("("))
        let beforeParentheses = (1..<Self.plainDigits).map { digits in
            Anchor(
                elements: [outside] + Array(repeating: .digits, count: digits) + [
                    PhoneGroups.separators, ByteSet("("),
                ],
                offset: 1,
                maskOffset: 1,
                gate: .open
            )
        }
        return [
            Anchor(elements: [outside, .digits, next], offset: 1, maskOffset: 1),
            Anchor(elements: [ByteSet("("), .digits, .digits.union(ByteSet(")"))]),
        ] + beforeParentheses
    }

    /// Digits without separators, or one group of a few digits with a separator; a parenthesis has no digits.
    package var gate: CandidateGate {
        CandidateGate(
            set: .digits,
            lengths: [0] + Array(Self.plainDigits...PhoneGroups.mostDigits),
            separatedLengths: 1...7,
            separators: PhoneGroups.separators.union(ByteSet("("))
        )
    }

    /// Reads the number at `position`.
    package func match(at position: Int, in window: borrowing ByteWindow) -> MatchOutcome {
        guard let first = window.byte(at: position) else { return window.shortfall(holdFrom: position) }
        guard ByteSet.digits.contains(first) || first == UInt8(ascii: "(") else { return .noMatch(.shape) }
        guard Self.begins(at: position, in: window) else { return .noMatch(.leftBoundary) }
        let groups = PhoneGroups(at: position, in: window)
        if groups.isOpen { return .needsMore(holdFrom: position) }
        guard !groups.isTooLong, groups.count > 0 else { return .noMatch(.length(found: groups.digitCount)) }
        guard !groups.beginsTimeStamp(in: window) else { return .noMatch(.shape) }
        // The longest row of groups that may end where it does.
        for count in stride(from: groups.count, through: 1, by: -1) {
            let digits = groups.digits(of: count)
            guard digits >= (count == 1 ? Self.plainDigits : Self.groupedDigits) else { break }
            guard !groups.isSomethingElse(count), groups.values != .zero else { continue }
            let end = groups.ends[count - 1]
            switch NumberBoundary.ends(at: end, in: window) {
            case .isOpen: return .needsMore(holdFrom: position)
            case .fails: continue
            case .holds: return .match(RawMatch(match: position..<end))
            }
        }
        return .noMatch(.shape)
    }

    /// Whether a number may begin at `position`: not inside a word, a number or an international one.
    static func begins(at position: Int, in window: borrowing ByteWindow) -> Bool {
        guard NumberBoundary.begins(at: position, in: window), let previous = window.byte(at: position - 1) else {
            return window.byte(at: position - 1) == nil
        }
        if previous == UInt8(ascii: "+") || previous == UInt8(ascii: ".") { return false }
        // A later group of a row of groups; what stands before a comma or a colon is over.
        let joints = ByteSet(ascii: " )(-/")
        guard joints.contains(previous) else { return true }
        return !window.holds(.digits, at: position - 2) && !window.holds(ByteSet(")"), at: position - 2)
    }
}
