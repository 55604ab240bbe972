// Rules for indexes of somebody's own code.

package import SluiceModel

extension RuleDefinition {
    /// A rule for each index of own code, called `own-code`, `own-code-2`, …
    ///
    /// - Parameters:
    ///   - indexes: files that `sluice fingerprint` made; relative paths begin at the working directory.
    ///   - key: the key that was chosen; indexes that were made with a key need it.
    ///   - name: the option or setting that names the files, for descriptions and problems.
    package static func ownCode(indexes: [String], key: FingerprintKey?, named name: String) -> [RuleDefinition] {
        indexes.enumerated().map { number, path in
            var options = ["index": [path]]
            if let key {
                options["key"] = [key.bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()]
            }
            let description = RuleDescription(
                id: RuleID(number == 0 ? "own-code" : "own-code-\(number + 1)"),
                name: "Own code",
                summary: "Code of the index that \(name) names; the finding's entity is its label.",
                category: .code,
                severity: .high,
                confidence: .high,
                entity: nil,
                directions: Set(Direction.allCases),
                languages: [],
                tags: ["own-code"],
                references: [],
                // Paths begin at the working directory.
                source: SourceLocation(file: name, line: 1)
            )
            return RuleDefinition(
                description: description,
                detection: .matcher(name: "code-fingerprint", options: options)
            )
        }
    }
}
