// The structure of JSON Web Tokens.

/// A JSON Web Token: three parts (five if encrypted) of base 64 joined by dots, of which the first two are JSON
/// objects and the first has a member `alg` (RFC 7515, RFC 7516, RFC 7519). In an encrypted token only the first part
/// is readable. The signature may be empty, as in tokens with `"alg":"none"`.
package struct JSONWebToken: Validator {
    package let name = "jwt"
    package let summary = "The first two parts are base-64 JSON objects, the first with a member `alg` (RFC 7519)."

    package init() {}

    package func validate(_ value: Span<UInt8>) -> Validation {
        let dot = UInt8(ascii: ".")
        guard let first = value.firstIndex(of: dot), let second = value.firstIndex(of: dot, from: first + 1) else {
            return .invalid
        }
        var parts = 3
        for index in second + 1..<value.count {
            if value[index] == dot {
                parts += 1
            } else if Base64.sextet(of: value[index]) == nil {
                return .invalid
            }
        }
        guard Self.isObject(value.extracting(0..<first), with: "alg") else { return .invalid }
        switch parts {
        case 3: return Self.isObject(value.extracting(first + 1..<second), with: nil) ? .valid : .invalid
        case 5: return Self.isObject(value.extracting(0..<first), with: "enc") ? .valid : .invalid
        default: return .invalid
        }
    }

    /// Whether `part` is the base 64 of a JSON object, with a member of that name if one is given.
    private static func isObject(_ part: Span<UInt8>, with key: StaticString?) -> Bool {
        var joiner = SextetJoiner()
        var reader = JSONObjectReader(wantedKey: key ?? "")
        for index in 0..<Base64.unpaddedCount(part) {
            guard let sextet = Base64.sextet(of: part[index]) else { return false }
            if let byte = joiner.take(sextet) { reader.take(byte) }
            if reader.hasFailed { return false }
        }
        return reader.isComplete && (key == nil || reader.hasWantedKey)
    }
}
