// A language on the command line.

import ArgumentParser
import SluiceModel

/// A language on the command line, by any of its names.
struct LanguageArgument: ExpressibleByArgument {
    let language: Language
    /// The name that was given, which policies may spell so.
    let text: String

    init?(argument: String) {
        guard let language = Language(named: argument) else { return nil }
        self.language = language
        text = argument
    }
}
