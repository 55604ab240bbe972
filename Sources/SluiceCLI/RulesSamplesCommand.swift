// `sluice rules samples`: texts that rules should find, and should not.

import ArgumentParser
import SluiceMatching
import SluiceModel
import SluicePayloads
import SluiceRules

/// `sluice rules samples`
struct RulesSamplesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "samples",
        abstract: "Prints texts that rules should find, and should not, for comparing with other tools.",
        discussion: """
            The examples of rules with their placeholders expanded, and for rules of gitleaks configurations texts made \
            from their expressions. What comes out looks like live secrets and is none. A text a line, as JSON: the \
            rule, whether it should match, the text.

            EXAMPLES
              sluice rules samples --only github-token
              sluice rules samples --rules gitleaks.toml --count 3 --seed 1

            EXIT STATUS
              0  printed
              2  wrong usage or broken rules
            """
    )

    @OptionGroup var ruleOptions: RuleOptions

    @Option(help: ArgumentHelp("How many texts are made of each example and each expression.", valueName: "number"))
    var count = 1

    @Option(help: ArgumentHelp("Make the texts of this seed; default: new ones each time.", valueName: "number"))
    var seed: UInt64?

    func validate() throws {
        if !(1...1000).contains(count) { throw ValidationError("--count must be from 1 to 1000.") }
    }

    func run() throws {
        let definitions = try ruleOptions.definitions()
        let selection = ruleOptions.selection
        var generator = SplitMix64(seed: seed ?? UInt64.random(in: .min ... .max))
        var text = ""
        for definition in definitions where selection.includes(definition.description) {
            let rule = definition.description.id.rawValue
            for _ in 0..<count {
                for (isMatch, bytes) in try samples(of: definition, using: &generator) {
                    let line = JSONValue.object([
                        ("rule", .string(rule)), ("match", .bool(isMatch)),
                        ("text", .string(String(decoding: bytes, as: UTF8.self))),
                    ])
                    text += "\(line.text)\n"
                }
            }
        }
        try printResult(text)
    }

    private func samples(
        of definition: RuleDefinition,
        using generator: inout SplitMix64
    ) throws -> [(isMatch: Bool, bytes: [UInt8])] {
        if case .gitleaks(let rule) = definition.detection {
            return GitleaksSamples.text(of: rule, using: &generator).map { [(true, $0)] } ?? []
        }
        var result: [(isMatch: Bool, bytes: [UInt8])] = []
        for (isMatch, examples) in [(true, definition.examples.match), (false, definition.examples.noMatch)] {
            for example in examples {
                let template = try ExampleTemplate.parse(example.template)
                let expanded = try template.expand(
                    using: &generator,
                    checksums: ValidatorRegistry.checksum(_:completing:)
                )
                result.append((isMatch, expanded.bytes))
            }
        }
        return result
    }
}
