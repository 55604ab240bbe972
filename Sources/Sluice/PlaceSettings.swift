// What a policy says at places of a text that differ in their tool or language.

import SluiceModel
import SluicePolicies
import SluiceScanning
import Synchronization

/// What a policy says at places of a text that differ in their tool or language, worked out as they come up. Shared by
/// the texts of one context.
final class PlaceSettings: PlaceThresholds, Sendable {
    /// The tool is one whose name is not known: the strongest of what is said of any tool holds.
    static let anyTool: Int16 = -1
    /// So many kinds of tools are told apart; a policy of ten entries about tools has some dozens at most.
    private static let mostTools: Int16 = 1_000

    /// Whether the policy says anything of tools, and of languages.
    let judgesTools: Bool
    private let judgesLanguages: Bool
    private let context: PolicyContext
    /// Whether all texts are what a tool is called with whose name is not known.
    private let isAnyTool: Bool
    private let guardrail: Guardrail
    private let state = Mutex(State())

    private struct State {
        var settings: [TextPlace: Setting] = [:]
        /// The numbers of tools, by which entries are about them, and the first name that came for each.
        var numbers: [[Bool]: Int16] = [:]
        var names: [String] = []
    }

    private struct Setting {
        var view: PolicyView
        var thresholds: ActingThresholds
    }

    /// Nil where the policy says nothing of tools or languages.
    ///
    /// - Parameter isAnyTool: whether all texts are what a tool is called with whose name is not known.
    init?(_ guardrail: Guardrail, context: PolicyContext, isAnyTool: Bool) {
        judgesTools = guardrail.boundPolicy.judgesTools(in: context)
        judgesLanguages = guardrail.boundPolicy.judgesLanguages(in: context)
        guard judgesTools || judgesLanguages else { return nil }
        self.context = context
        self.isAnyTool = isAnyTool
        self.guardrail = guardrail
    }

    /// Whether documents have to be searched for calls of tools: the policy says something of tools, and it is not
    /// known already whose call or result all of it is.
    var looksForTools: Bool { judgesTools && context.tool == nil && !isAnyTool }

    /// The number of a tool. Tools that all entries say the same of have the same.
    func number(ofTool name: String) -> Int16 {
        let entries = guardrail.boundPolicy.entries(aboutTool: name)
        return state.withLock { state in
            if let known = state.numbers[entries] { return known }
            guard state.names.count < Self.mostTools else { return Self.anyTool }
            state.names.append(name)
            let number = Int16(state.names.count)
            state.numbers[entries] = number
            return number
        }
    }

    func thresholds(at place: TextPlace) -> ActingThresholds { setting(at: place).thresholds }

    /// The policy as it is at a place.
    func view(at place: TextPlace) -> PolicyView { setting(at: place).view }

    private func setting(at place: TextPlace) -> Setting {
        // Whoever has said which tool it is knows better than the text.
        let isTold = place.tool == TextPlace.spelledCall && (context.tool != nil || isAnyTool)
        let place = TextPlace(
            tool: judgesTools && !isTold ? place.tool : 0,
            language: judgesLanguages ? place.language : nil
        )
        return state.withLock { state in
            if let known = state.settings[place] { return known }
            let setting = make(place, names: state.names)
            state.settings[place] = setting
            return setting
        }
    }

    private func make(_ place: TextPlace, names: [String]) -> Setting {
        var context = context
        if let language = place.language { context.name(language) }
        let index = Int(place.tool) - 1
        if names.indices.contains(index) { context.tool = names[index] }
        let view =
            switch place.tool {
            case _ where isAnyTool || place.tool == Self.anyTool: guardrail.boundPolicy.viewOfAnyTool(for: context)
            case TextPlace.spelledCall: guardrail.boundPolicy.viewOfSpelledTool(for: context)
            default: guardrail.boundPolicy.view(for: context)
            }
        return Setting(view: view, thresholds: guardrail.thresholds(of: view))
    }
}

/// The policy for the texts of one stream: what it says of most of them, and at places that differ.
struct PlacedPolicy: Sendable {
    private let setting: StreamSetting
    /// The place that was asked about last, as most findings lie in the same, and the policy there.
    private var lastPlace = TextPlace()
    /// One, once a place has differed; in place, as a copy would count a dozen references.
    private var lastView: [PolicyView] = []

    /// The policy where nothing is known of a place.
    var view: PolicyView { setting.view }

    init(_ setting: StreamSetting) {
        self.setting = setting
    }

    /// What the policy says of a flagged part: the strongest of what it says of the rules that fired there, each at the
    /// place where it did.
    mutating func decide(_ mark: Mark) -> PolicyDecision {
        var strongest = decide(mark.ruleIndex, mark, at: mark.place)
        for index in mark.otherRules.indices {
            let decision = decide(mark.otherRules[index], mark, at: mark.otherPlaces[index])
            if decision.wouldBe > strongest.wouldBe { strongest = decision }
        }
        return strongest
    }

    private mutating func decide(_ rule: Int, _ mark: Mark, at place: TextPlace) -> PolicyDecision {
        // The views are asked where they are: a copy would count a dozen references.
        guard let places = setting.places, !place.isPlain else { return Self.decide(rule, mark, setting.view) }
        if lastPlace != place {
            lastPlace = place
            lastView = [places.view(at: place)]
        }
        return Self.decide(rule, mark, lastView.isEmpty ? setting.view : lastView[0])
    }

    private static func decide(_ rule: Int, _ mark: Mark, _ view: borrowing PolicyView) -> PolicyDecision {
        view.decide(
            rule: rule,
            confidence: mark.confidence,
            isSample: mark.isSample,
            license: mark.licenses[rule]
        )
    }
}
