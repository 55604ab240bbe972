// `sluice rules matchers`: the names that rule files may use.

import ArgumentParser
import SluiceMatching

/// `sluice rules matchers`
struct RulesMatchersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "matchers",
        abstract: "Lists the matchers, validators and alphabets that rule files may name."
    )

    func run() throws {
        var text = "Matchers (matcher:)\n"
        for type in MatcherRegistry.all.sorted(by: { $0.name < $1.name }) {
            text += "  \(type.name): \(type.summary)\n"
            if !type.optionNames.isEmpty { text += "    options: \(type.optionNames.joined(separator: ", "))\n" }
        }
        text += "\nValidators (validate:)\n"
        for validator in ValidatorRegistry.all.sorted(by: { $0.name < $1.name }) {
            text += "  \(validator.name): \(validator.summary)\n"
        }
        text += "\nAlphabets (alphabet:)\n"
        for name in Alphabet.known.keys.sorted() { text += "  \(name)\n" }
        try printResult(text)
    }
}
