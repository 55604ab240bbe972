// Tokens whose body is the base 64 of a JSON object.

/// From the first `eyJ` on, the value is the base 64 of a JSON object, up to its end, its padding or an underscore that
/// opens another part: 1Password `ops_`, Grafana `glc_`, Sentry `sntrys_` (whose second part is a signature).
package struct Base64JSON: Validator {
    package let name = "base64-json"
    package let summary = "The body, from `eyJ` on, is the base 64 of a JSON object (1Password, Grafana Cloud, Sentry)."

    package init() {}

    package func validate(_ value: Span<UInt8>) -> Validation {
        guard var index = Self.bodyStart(value) else { return .invalid }
        var joiner = SextetJoiner()
        var reader = JSONObjectReader()
        while index < value.count, !reader.isComplete {
            guard let sextet = Base64.sextet(of: value[index]) else { return .invalid }
            if let byte = joiner.take(sextet) { reader.take(byte) }
            if reader.hasFailed { return .invalid }
            index += 1
        }
        guard reader.isComplete, joiner.remainder == 0 else { return .invalid }
        while index < value.count, value[index] == UInt8(ascii: "=") { index += 1 }
        return index == value.count || value[index] == UInt8(ascii: "_") ? .valid : .invalid
    }

    /// Where `eyJ` (`{"` in base 64) stands first.
    private static func bodyStart(_ value: Span<UInt8>) -> Int? {
        var start = 0
        while let index = value.firstIndex(of: UInt8(ascii: "e"), from: start) {
            if value.holds("eyJ", at: index) { return index }
            start = index + 1
        }
        return nil
    }
}
