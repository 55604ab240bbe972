// Makes fresh numbers whose check holds, or does not, for examples.

import SluiceMatching

/// Makes fresh numbers whose check holds, or does not: by drawing until one is found, so that every check can be tried
/// without a second implementation of it.
enum NumberSample {
    /// More draws than any check needs: dates with two check digits hold for one number in a hundred thousand.
    private static let mostDraws = 20_000_000

    /// A number in a form.
    static func make(
        _ form: NumberForm,
        check name: String,
        holds: Bool,
        using generator: inout some RandomNumberGenerator
    ) throws(TemplateError) -> [UInt8] {
        guard let check = ValidatorRegistry.numberCheck(named: name) else {
            throw TemplateError(column: nil, reason: "there is no validator `\(name)`")
        }
        // Draws need no good randomness, and many of them.
        var draws = SplitMix64(seed: generator.next())
        let members = form.elements.map { $0.bytes(ignoringCase: false).members }
        let open = members.indices.filter { members[$0].count > 1 }
        var bytes = members.map { $0[0] }
        for _ in 0..<mostDraws {
            for index in open {
                let random = draws.next() >> 33
                bytes[index] = members[index][Int(random % UInt64(members[index].count))]
            }
            guard let code = NumberCode(bytes.span) else { break }
            let answer = check.check(code)
            if holds ? answer == .valid : answer == .invalid { return bytes }
        }
        throw TemplateError(column: nil, reason: "no number was found in the form '\(form)' that `\(name)` answers so")
    }
}
