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

    /// The forms as bits, and the check alone: what every candidate needs.
    private let shapes: [NumberShape]
    private let certain: [UInt8]
    private let judge: (@Sendable (NumberCode) -> Validation)?
    private let isProof: Bool

    package let anchors: [Anchor]
    package let gate: CandidateGate
    package let reachBefore = 2 + KeyBefore.reach
    package let reachAfter: Int
    package var matchesBeginAtPosition: Bool { true }
    package let refusedPlaces: RefusedPlaces
    package let contextNeed: ContextNeed

    /// Matches `forms`, of which there is at least one, and whose letters and digits are as many as `check` asks for.
    package init(forms: [NumberForm], bare: Bare, check: NumberCheck?, ignoresCase: Bool) {
        self.forms = forms.sorted { $0.count > $1.count }
        self.bare = bare
        self.check = check
        self.ignoresCase = ignoresCase
        var certain: [UInt8] = []
        shapes = self.forms.map { NumberShape($0, isBare: bare.allows($0), certain: &certain) }
        self.certain = certain
        judge = check?.judge
        isProof = check?.isProof == true
        reachAfter = (forms.map(\.count).max() ?? 0) + 1
        anchors = NumberAnchors.anchors(for: forms, ignoringCase: ignoresCase)
        let leavesTimeStampsAlone = forms.allSatisfy { $0.leavesTimeStampsAlone(ignoringCase: ignoresCase) }
        refusedPlaces = leavesTimeStampsAlone ? [.inside, .timeStamps] : .inside
        gate = .open
        contextNeed = Self.contextNeed(of: forms, bare, ignoringCase: ignoresCase)
    }

    private static func contextNeed(of forms: [NumberForm], _ bare: Bare, ignoringCase: Bool) -> ContextNeed {
        switch bare {
        case .always: return .asRuled
        case .never: return .always
        case .grouped:
            var signs: [GroupSign] = []
            for form in forms where form.isGrouped {
                let digits = form.elements.prefix { !$0.bytes(ignoringCase: false).intersection(.digits).isEmpty }
                let rest = form.elements.dropFirst(digits.count)
                guard !digits.isEmpty, digits.allSatisfy({ $0 != .either }), rest.count > 1, let sign = rest.first,
                    sign.isSign, case .literal(let byte) = sign
                else { return .asRuled }
                signs.append(
                    GroupSign(
                        digitCount: digits.count,
                        sign: byte,
                        followers: rest[rest.startIndex + 1].bytes(ignoringCase: ignoringCase)
                    )
                )
            }
            return .unlessGrouped(by: signs)
        }
    }

    package func match(at position: Int, in window: borrowing ByteWindow, runs: inout RunCache) -> MatchOutcome {
        if runs.number.position != position { runs.number = NumberReading(position: position) }
        return match(&runs.number, in: window)
    }

    private func match(_ reading: inout NumberReading, in window: borrowing ByteWindow) -> MatchOutcome {
        let position = reading.position
        var isBegun = false
        var rejection = Rejection.shape
        for shape in shapes {
            let fit = shape.fit(&reading, in: window, certain: certain, ignoringCase: ignoresCase)
            if fit == .none || fit == .begins && window.isComplete { continue }
            if !isBegun {
                guard NumberBoundary.begins(at: position, in: window) else { return .noMatch(.leftBoundary) }
                isBegun = true
            }
            // A longer form that may still come decides before a shorter one.
            if fit == .begins { return .needsMore(holdFrom: position) }
            let end = position + shape.count
            switch NumberBoundary.ends(at: end, in: window) {
            case .fails:
                rejection = .rightBoundary
                continue
            case .isOpen: return .needsMore(holdFrom: position)
            case .holds: break
            }
            guard NumberSurroundings.areKnown(after: end, in: window) else { return .needsMore(holdFrom: position) }
            var isSample = false
            if let judge {
                switch judge(code(of: shape, &reading, in: window)) {
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
                    proof: isProof ? .holds : .none,
                    isSample: isSample,
                    needsContext: !standsAlone(position..<end, shape, in: window),
                    isProvedByContext: judge != nil
                )
            )
        }
        return .noMatch(rejection)
    }

    private func code(
        of shape: NumberShape,
        _ reading: inout NumberReading,
        in window: borrowing ByteWindow
    ) -> NumberCode {
        if shape.isPlainDigits { return reading.plainCode(shape.count, in: window) }
        var code = NumberCode()
        for index in 0..<shape.count where shape.signs >> UInt64(index) & 1 == 0 {
            code.append(window[reading.position + index])
        }
        return code
    }

    /// Whether a number at `range` counts without a context word or key.
    private func standsAlone(_ range: Range<Int>, _ shape: NumberShape, in window: borrowing ByteWindow) -> Bool {
        guard shape.isBare, NumberSurroundings.leaveAlone(range, in: window) else { return false }
        guard !shape.isGrouped else { return true }
        if shape.isPlainDigits, EpochTime.looksLike(range, in: window) { return false }
        return !KeyBefore.namesIdentifier(before: range.lowerBound, in: window)
    }

    /// The form that `text` is written in, for explaining.
    package func form(of text: [UInt8]) -> NumberForm? {
        let window = ByteWindow(text.span, lowerBound: 0, isComplete: true)
        var reading = NumberReading(position: 0)
        for (form, shape) in zip(forms, shapes) where form.count == text.count {
            if shape.fit(&reading, in: window, certain: certain, ignoringCase: ignoresCase) == .whole { return form }
        }
        return nil
    }
}
