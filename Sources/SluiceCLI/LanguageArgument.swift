// A language on the command line.

import ArgumentParser
import SluiceModel

/// A language on the command line, by any of its names.
struct LanguageArgument: ExpressibleByArgument {
    let language: Language

    init?(argument: String) {
        guard let language = Language(named: argument) else { return nil }
        self.language = language
    }
}
