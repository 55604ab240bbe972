// The rules and fixtures that the tests run over.

import Foundation
import Sluice
import SluiceChecks
import SluiceMatching
import SluiceModel
import SluiceRules

/// The repository's own rules and fixtures.
enum DefaultRules {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static let definitions = RuleDirectory.readAll(root.appendingPathComponent("Rules").path).definitions

    static let key = FingerprintKey(bytes: Array("a key for tests".utf8))

    private static let compiled = Result { Guardrail(rules: try RuleSet.compile(definitions), key: key) }

    /// The rules compiled once for all tests.
    static func guardrail() throws -> Guardrail { try compiled.get() }

    /// Texts made of the examples of all rules.
    static let samples = SampleText(definitions: definitions)

    private static let fixtures = root.appendingPathComponent("Fixtures")

    private static func fixtureNames() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: fixtures.path).sorted()
    }

    /// Names of all templates with their expansions.
    static func expandedTemplates(seed: UInt64) throws -> [(name: String, expanded: ExpandedExample)] {
        var generator = SplitMix64(seed: seed)
        return try fixtureNames().filter { $0.hasSuffix(".template") }.map { name in
            let text = try String(contentsOf: fixtures.appendingPathComponent(name), encoding: .utf8)
            let template = try ExampleTemplate.parse(text)
            let checksums = ValidatorRegistry.checksum(_:completing:)
            return (name, try template.expand(using: &generator, checksums: checksums))
        }
    }

    /// Names and texts of all fixtures, templates expanded.
    static func fixtures(seed: UInt64) throws -> [(name: String, bytes: [UInt8])] {
        let clean = try fixtureNames().filter { $0.hasPrefix("clean/") && $0.hasSuffix(".txt") }.map { name in
            (name, [UInt8](try Data(contentsOf: fixtures.appendingPathComponent(name))))
        }
        return try expandedTemplates(seed: seed).map { ($0.name, $0.expanded.bytes) } + clean
    }
}
