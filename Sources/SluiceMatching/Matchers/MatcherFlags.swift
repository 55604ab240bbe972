// Reads the yes-or-no options of matchers.

extension MatcherOptionError {
    /// The value of a yes-or-no option: `true` or `false`, false where it is absent.
    package static func flag(
        _ option: String,
        in options: [String: [String]]
    ) throws(MatcherOptionError) -> Bool {
        switch options[option] {
        case nil, ["false"]: return false
        case ["true"]: return true
        default: throw MatcherOptionError(option: option, reason: "write true or false")
        }
    }
}
