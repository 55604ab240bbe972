// What reports and answers tell of a finding alike.

package import SluiceModel
package import SluicePayloads

extension Finding {
    /// What was found: the first members of a finding's JSON (`Docs/findings.md`).
    package var kindMembers: [(String, JSONValue)] {
        [
            ("rule", .string(rule.rawValue)),
            ("category", .string(category.rawValue)),
            ("severity", .string(severity.rawValue)),
            ("confidence", .number(Double(confidence.percent) / 100)),
            ("verified", .bool(isVerified)),
            ("sample", .bool(isSample)),
            ("entity", .optional(entity)),
        ]
    }

    /// What else is known of the value, without telling it: members that follow the place.
    package var identityMembers: [(String, JSONValue)] {
        [
            ("fingerprint", .string(fingerprint.description)),
            ("also", .strings(alsoMatched.map(\.rawValue))),
            ("undecided", .bool(isUndecided)),
        ]
    }

    /// What the value is written in, where that is known: a member that was added later.
    package var languageMembers: [(String, JSONValue)] { [("language", .optional(language?.name))] }

    /// How the value was hidden, if it was: the last member of a finding's JSON.
    package var hidingMembers: [(String, JSONValue)] {
        decoded.isEmpty ? [] : [("decoded", .strings(decoded.forms.map(\.rawValue)))]
    }
}
