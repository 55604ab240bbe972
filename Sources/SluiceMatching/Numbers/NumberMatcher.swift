// Finds numbers that are written in one of some forms.

/// Finds numbers that are written in one of some forms and hold a check: the `number:` form of rules.
///
/// Which of the forms may stand without a word or key that names the number is the rule's; such a number must besides
/// stand free of what would make it part of something else, and not look like a time or be called an id.
package struct NumberMatcher: CandidateMatcher {
    /// Which forms may stand without a context word or key.
    package enum Bare: String, Hashable, Sendable, CaseIterable {
        /// All.
        case always
        /// Those that signs part into groups.
        case grouped
        /// None.
        case never

        /// Whether a form may stand alone.
        package func allows(_ form: NumberForm) -> Bool {
            switch self {
            case .always: true
            case .grouped: form.isGrouped
            case .never: false
            }
        }
    }

    /// The forms, the longest first.
    package let forms: [NumberForm]
    package let bare: Bare
    package let check: NumberCheck?
    /// Whether letters may be small.
    package let ignoresCase: Bool

    package let anchors: [Anchor]
    package let gate: CandidateGate
    package let reachBefore = 2 + KeyBefore.reach
    package let reachAfter: Int
    package var matchesBeginAtPosition: Bool { true }

    /// Matches `forms`, of which there is at least one.
    package init(forms: [NumberForm], bare: Bare, check: NumberCheck?, ignoresCase: Bool) {
        self.forms = forms.sorted { $0.count > $1.count }
        self.bare = bare
        self.check = check
        self.ignoresCase = ignoresCase
        reachAfter = (forms.map(\.count).max() ?? 0) + 1
        anchors = NumberAnchors.anchors(for: forms, ignoringCase: ignoresCase)
        gate = .open
    }

    package func match(at position: Int, in window: borrowing ByteWindow, runs: inout RunCache) -> MatchOutcome {
        if runs.number.position != position { runs.number = NumberReading(position: position) }
        return match(&runs.number, in: window)
    }

    private func match(_ reading: inout NumberReading, in window: borrowing ByteWindow) -> MatchOutcome {
        let position = reading.position
        var isBegun = false
        var rejection = Rejection.shape
        for form in forms {
            let fit = form.fit(&reading, in: window, ignoringCase: ignoresCase)
            if fit == .none || fit == .begins && window.isComplete { continue }
            if !isBegun {
                guard NumberBoundary.begins(at: position, in: window) else { return .noMatch(.leftBoundary) }
                isBegun = true
            }
            // A longer form that may still come decides before a shorter one.
            if fit == .begins { return .needsMore(holdFrom: position) }
            let end = position + form.count
            switch NumberBoundary.ends(at: end, in: window) {
            case .fails:
                rejection = .rightBoundary
                continue
            case .isOpen: return .needsMore(holdFrom: position)
            case .holds: break
            }
            guard NumberSurroundings.areKnown(after: end, in: window) else { return .needsMore(holdFrom: position) }
            var isSample = false
            if let check {
                switch check.check(code(of: form, &reading, in: window)) {
                case .invalid:
                    rejection = .check
                    continue
                case .sample: isSample = true
                case .valid, .notApplicable: break
                }
            }
            return .match(
                RawMatch(
                    match: position..<end,
                    proof: check?.isProof == true ? .holds : .none,
                    isSample: isSample,
                    needsContext: !standsAlone(position..<end, form, in: window),
                    isProvedByContext: check != nil
                )
            )
        }
        return .noMatch(rejection)
    }

    private func code(
        of form: NumberForm,
        _ reading: inout NumberReading,
        in window: borrowing ByteWindow
    ) -> NumberCode {
        if form.isPlainDigits { return reading.plainCode(form.count, in: window) }
        var code = NumberCode()
        for (index, element) in form.elements.enumerated() where !element.isSign {
            code.append(window[reading.position + index])
        }
        return code
    }

    /// Whether a number at `range` counts without a context word or key.
    private func standsAlone(_ range: Range<Int>, _ form: NumberForm, in window: borrowing ByteWindow) -> Bool {
        guard bare.allows(form), NumberSurroundings.leaveAlone(range, in: window) else { return false }
        guard !form.isGrouped else { return true }
        if form.isPlainDigits, EpochTime.looksLike(range, in: window) { return false }
        return !KeyBefore.namesIdentifier(before: range.lowerBound, in: window)
    }

    /// The form that `text` is written in, for explaining.
    package func form(of text: [UInt8]) -> NumberForm? {
        let window = ByteWindow(text.span, lowerBound: 0, isComplete: true)
        var reading = NumberReading(position: 0)
        return forms.first {
            $0.count == text.count && $0.fit(&reading, in: window, ignoringCase: ignoresCase) == .whole
        }
    }
}
