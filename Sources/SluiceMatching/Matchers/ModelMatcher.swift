// The interface of a matcher that decides with a model from a file.

/// A hand-written matcher that decides with a trained model, which its option `model` names.
package protocol ModelMatcher: NamedMatcher {
    /// Makes the matcher with a rule's options and the model that they name, which all rules share.
    init(
        options: [String: [String]],
        model: NameModel,
        runClasses: inout RunClassTable
    ) throws(MatcherOptionError)
}

extension ModelMatcher {
    /// The option that names the model's file.
    package static var modelOption: String { "model" }

    package init(options: [String: [String]], runClasses: inout RunClassTable) throws(MatcherOptionError) {
        throw MatcherOptionError(option: Self.modelOption, reason: "a rule file must name the model's file")
    }
}
