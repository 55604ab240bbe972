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
        RuleDefinition.ownCode(indexes: fingerprints, key: key, named: "--fingerprints")
    }
}
