// The repository's own rules, for tests.

import Foundation
import Sluice
import SluiceMatching
import SluiceModel
import SluiceRules

/// The repository's own rules.
enum TestRules {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static let definitions = RuleDirectory.readAll(root.appendingPathComponent("Rules").path).definitions

    static let key = FingerprintKey(bytes: Array("a key for tests".utf8))

    private static let shared = Result { Guardrail(rules: try RuleSet.compile(definitions), key: key) }

    static func guardrail(policy: Policy = .standard) throws -> Guardrail {
        try shared.get().under(policy)
    }

    /// Every rule's matching examples, freshly expanded.
    static func examples(seed: UInt64) throws -> [[UInt8]] {
        var generator = SplitMix64(seed: seed)
        return try definitions.flatMap { definition in
            try definition.examples.match.map { example in
                try ExampleTemplate.parse(example.template).expand(
                    using: &generator,
                    checksums: ValidatorRegistry.checksum(_:completing:)
                ).bytes
            }
        }
    }

    /// A fresh GitHub token with a valid checksum.
    static func token(seed: UInt64) throws -> String {
        var generator = SplitMix64(seed: seed)
        let template = try ExampleTemplate.parse("gh" + "p_{{base62:30}}{{crc32-base62}}")
        let bytes = try template.expand(
            using: &generator,
            checksums: ValidatorRegistry.checksum(_:completing:)
        ).bytes
        return String(decoding: bytes, as: UTF8.self)
    }
}
