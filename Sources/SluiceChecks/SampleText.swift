// Texts made of whole, cut and damaged examples, for property tests and fuzzing.

package import SluiceMatching
package import SluiceRules

/// Makes texts in which findings, near-findings and ordinary bytes stand side by side, overlap and are cut short.
package struct SampleText: Sendable {
    private let templates: [ExampleTemplate]

    private static let glue = [
        " ", "\n", "\r\n", "\"", "'", "=", ": ", ",", ";", "_", "-", ".", "/", "@", "\\n", "\\\"", "}", "{", "[",
        "\u{200B}",
        "é", "日本", "://", "password=", "token: ", "sk-", "eyJ", "-----BEGIN ", "1", "12", "4111", "::", "\0", "Bearer ",
    ].map { Array($0.utf8) }

    /// Uses the examples of `definitions`.
    package init(definitions: [RuleDefinition]) {
        templates = definitions.flatMap { $0.examples.match + $0.examples.noMatch + $0.examples.todo }
            .compactMap { try? ExampleTemplate.parse($0.template) }
    }

    /// A text of up to `pieces` pieces. Pieces may touch.
    package func make(pieces: Int, using generator: inout SplitMix64) -> [UInt8] {
        var text: [UInt8] = []
        for _ in 0..<Int.random(in: 1...max(1, pieces), using: &generator) {
            text += piece(using: &generator)
            for _ in 0..<Int.random(in: 0...2, using: &generator) {
                text += Self.glue.randomElement(using: &generator) ?? []
            }
        }
        return text
    }

    private func piece(using generator: inout SplitMix64) -> [UInt8] {
        guard let template = templates.randomElement(using: &generator) else { return [] }
        let checksums = ValidatorRegistry.checksum(_:completing:)
        guard var bytes = try? template.expand(using: &generator, checksums: checksums).bytes else { return [] }
        switch Int.random(in: 0..<8, using: &generator) {
        case 0: bytes = Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &generator)))
        case 1: bytes = Array(bytes.suffix(Int.random(in: 0...bytes.count, using: &generator)))
        case 2:
            if let index = bytes.indices.randomElement(using: &generator) {
                bytes[index] = UInt8.random(in: .min ... .max, using: &generator)
            }
        case 3: bytes += bytes
        default: break
        }
        return bytes
    }
}
