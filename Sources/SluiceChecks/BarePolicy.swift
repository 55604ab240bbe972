// Whether digits alone prove enough to be acted on without a word that names them.

import SluiceMatching

/// Whether plain digits prove enough to be acted on without a word or key that names them.
///
/// Numbers of ten digits are the commonest thing in payloads after words: a check digit that one in ten of them holds
/// would flag one order in ten. What stands in an official grouping is rarer by far, and is left to the rule.
enum BarePolicy {
    /// The largest share of random numbers that may pass.
    static let greatestShare = 0.008
    private static let draws = 20_000

    /// What is wrong with the rule's policy, or nil.
    static func weakness(of number: NumberMatcher) -> String? {
        for form in number.forms where form.isPlainDigits && number.bare.allows(form) {
            let share = share(passing: number.check, form)
            guard share > greatestShare else { continue }
            let percent = Int((share * 1000).rounded())
            return
                "acts on the bare form \(form), though \(percent / 10).\(percent % 10) % of random numbers pass its check; "
                + "write `bare: grouped` or `bare: never`"
        }
        return nil
    }

    /// The share of random numbers of a form that a check lets pass.
    static func share(passing check: NumberCheck?, _ form: NumberForm) -> Double {
        guard let check else { return 1 }
        var generator = SplitMix64(seed: 1)
        let members = form.elements.map { $0.bytes(ignoringCase: false).members }
        var passed = 0
        for _ in 0..<draws {
            var code = NumberCode()
            for (element, bytes) in zip(form.elements, members) where !element.isSign {
                code.append(bytes[Int(generator.next() >> 33) % bytes.count])
            }
            if check.check(code) == .valid { passed += 1 }
        }
        return Double(passed) / Double(draws)
    }
}
