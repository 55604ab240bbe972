// Tells callers of names that this server does not know.

import HTTPTypes
import SluicePayloads
import SluiceRules

/// Tells callers of names that this server does not know: what is misspelt is refused, as a policy that is not asked or
/// a direction that is not heeded would go unnoticed.
enum KnownNames {
    /// What may be said of any message in a JSON object.
    private static let ofMessages = [
        "direction", "policy", "dialect", "format", "content_type", "request_path", "model", "route", "language",
        "metadata",
    ]
    /// The members of what `/v1/check` takes.
    static let ofCheck = ["text", "texts", "body"] + ofMessages
    /// The members of what `/v1/streams` takes.
    static let ofStream = ofMessages

    /// The headers that describe a message which is the body.
    static let headers = [
        "X-Sluice-Direction", "X-Sluice-Policy", "X-Sluice-Dialect", "X-Sluice-Format", "X-Sluice-Request-Path",
        "X-Sluice-Model", "X-Sluice-Route", "X-Sluice-Language", "X-Sluice-Metadata",
    ]

    /// Looks whether all members of the document's object are known.
    ///
    /// - Throws: `HookError` with the code `unknown_field`.
    static func check(membersOf json: JSONTree, known: [String]) throws(HookError) {
        for member in json.children(of: json.root) {
            let name = json.nameString(member)
            if !known.contains(name) { throw unknown("unknown_field", "a member", name, known) }
        }
    }

    /// Looks whether all headers of this server's own are known.
    ///
    /// - Throws: `HookError` with the code `unknown_header`.
    static func check(headersOf fields: HTTPFields, known: [String] = headers) throws(HookError) {
        for field in fields {
            let name = field.name.canonicalName
            guard name.hasPrefix("x-sluice-"), !known.contains(where: { $0.lowercased() == name }) else { continue }
            throw unknown("unknown_header", "a header", name, known)
        }
    }

    /// What is unknown is only named where it is nearly a name that is known: errors repeat nothing that may be a text.
    private static func unknown(_ code: String, _ kind: String, _ name: String, _ known: [String]) -> HookError {
        let list = known.map { "`\($0)`" }.joined(separator: ", ")
        guard let meant = NearestName.suggestion(for: name, among: known) else {
            return .invalid(code, "There is \(kind) that is not known here. Known are \(list).")
        }
        return .invalid(code, "`\(name)` is not known here; did you mean `\(meant)`? Known are \(list).")
    }
}
