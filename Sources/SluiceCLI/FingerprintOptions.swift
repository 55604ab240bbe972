// The option that loads an index of one's own code.

import ArgumentParser
import SluiceModel
import SluiceRules

/// The option that loads an index of one's own code.
struct FingerprintOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Recognise the code that this index is of; made by `sluice fingerprint`. May be repeated.",
            discussion: "An index that was made with a key needs that key (--key-file or $SLUICE_KEY).",
            valueName: "file"
        ),
        completion: .file()
    )
    var fingerprints: [String] = []

    /// A rule for each index, which is called `own-code`, `own-code-2`, …
    ///
    /// - Parameter key: the key that was chosen.
    func rules(key: FingerprintKey?) -> [RuleDefinition] {
        fingerprints.enumerated().map { number, path in
            var options = ["index": [path]]
            if let key {
                options["key"] = [key.bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()]
            }
            let description = RuleDescription(
                id: RuleID(number == 0 ? "own-code" : "own-code-\(number + 1)"),
                name: "Own code",
                summary: "Code of the index that --fingerprints names; the finding's entity is its label.",
                category: .code,
                severity: .high,
                confidence: .high,
                entity: nil,
                directions: Set(Direction.allCases),
                languages: [],
                tags: ["own-code"],
                references: [],
                // Paths begin at the working directory.
                source: SourceLocation(file: "--fingerprints", line: 1)
            )
            return RuleDefinition(
                description: description,
                detection: .matcher(name: "code-fingerprint", options: options)
            )
        }
    }
}
