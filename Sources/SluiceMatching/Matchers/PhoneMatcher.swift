// Finds telephone numbers in the form that a rule asks for.

/// Finds telephone numbers: international ones behind `+`, North American ones in their grouping, or national ones
/// that begin with a zero.
package struct PhoneMatcher: NamedMatcher {
    package static let name = "phone"
    package static let summary = """
        Telephone numbers; option form: international (default; double-zero adds 00 for +), \
        north-american or trunk-zero (plain adds digits without separators), national (groupings that countries print), \
        labelled (any grouping; needs context).
        """
    package static let optionNames = ["form", "double-zero", "plain"]

    private enum Form: Sendable {
        case international(InternationalPhoneForm)
        case northAmerican(NorthAmericanPhoneForm)
        case trunkZero(TrunkZeroPhoneForm)
        case national(NationalPhoneForm)
        case labelled(LabelledPhoneForm)
    }

    package var gate: CandidateGate {
        switch form {
        case .northAmerican(let form): form.gate
        case .labelled(let form): form.gate
        case .international, .trunkZero, .national: .open
        }
    }

    private let form: Form
    package let anchors: [Anchor]
    package let reachBefore = 2
    package let reachAfter = 56
    package var matchesBeginAtPosition: Bool { true }
    package var refusedPlaces: RefusedPlaces {
        switch form {
        case .national: .digitsInside
        case .labelled: [.digitsInside, .timeStamps]
        case .international, .northAmerican, .trunkZero: []
        }
    }

    package init(options: [String: [String]], runClasses: inout RunClassTable) throws(MatcherOptionError) {
        let plain = try MatcherOptionError.flag("plain", in: options)
        let doubleZero = try MatcherOptionError.flag("double-zero", in: options)
        switch options["form"] {
        case nil, ["international"]:
            guard !plain else {
                throw MatcherOptionError(
                    option: "plain",
                    reason: "it belongs to the forms north-american and trunk-zero"
                )
            }
            let form = InternationalPhoneForm(allowsDoubleZero: doubleZero)
            self.form = .international(form)
            anchors = form.anchors
        case ["north-american"]:
            guard !doubleZero else {
                throw MatcherOptionError(option: "double-zero", reason: "it belongs to the form international")
            }
            let form = NorthAmericanPhoneForm(allowsPlain: plain)
            self.form = .northAmerican(form)
            anchors = form.anchors
        case ["trunk-zero"]:
            guard !doubleZero else {
                throw MatcherOptionError(option: "double-zero", reason: "it belongs to the form international")
            }
            let form = TrunkZeroPhoneForm(allowsPlain: plain)
            self.form = .trunkZero(form)
            anchors = form.anchors
        case ["national"], ["labelled"]:
            guard !doubleZero, !plain else {
                throw MatcherOptionError(
                    option: doubleZero ? "double-zero" : "plain",
                    reason: "it belongs to other forms"
                )
            }
            if options["form"] == ["national"] {
                let form = NationalPhoneForm()
                self.form = .national(form)
                anchors = form.anchors
            } else {
                let form = LabelledPhoneForm()
                self.form = .labelled(form)
                anchors = form.anchors
            }
        default:
            throw MatcherOptionError(
                option: "form",
                reason: "write international, north-american, trunk-zero, national or labelled"
            )
        }
    }

    package func match(at position: Int, in window: borrowing ByteWindow, runs: inout RunCache) -> MatchOutcome {
        switch form {
        case .international(let form): form.match(at: position, in: window)
        case .northAmerican(let form): form.match(at: position, in: window)
        case .trunkZero(let form): form.match(at: position, in: window)
        case .national(let form): form.match(at: position, in: window)
        case .labelled(let form): form.match(at: position, in: window)
        }
    }
}
