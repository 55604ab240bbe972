// What the environment says.

extension ServeSettings {
    /// The variables that are looked at, and what they stand for.
    package static let variables = [
        ("SLUICE_LISTEN", "listen"), ("SLUICE_TOKENS", "tokens"), ("SLUICE_RULES", "rules"),
        ("SLUICE_POLICIES", "policies"), ("SLUICE_DEFAULT_POLICY", "default_policy"),
        ("SLUICE_KEY_FILE", "key_file"), ("SLUICE_LOG_LEVEL", "log_level"),
        ("SLUICE_ALLOW_ANONYMOUS", "allow_anonymous"), ("SLUICE_DECODE", "decode"),
    ]

    /// Takes over what the environment says, which is stronger than the file.
    ///
    /// - Throws: `ServeSettingsReader.Failure` that names the variable.
    package mutating func apply(environment: [String: String]) throws(ServeSettingsReader.Failure) {
        for (name, field) in Self.variables {
            guard let value = environment[name], !value.isEmpty else { continue }
            switch field {
            case "listen":
                guard let address = ListenAddress(value) else {
                    throw .init(description: "$\(name) must be HOST:PORT, [ADDRESS]:PORT, a port, or unix:/PATH")
                }
                listen = address
            case "tokens": tokens = value
            case "rules": rules = value
            case "policies": policies = value
            case "default_policy": defaultPolicy = value
            case "key_file": keyFile = value
            case "log_level":
                guard let level = LogLevel(rawValue: value) else {
                    let names = LogLevel.allCases.map(\.rawValue).joined(separator: ", ")
                    throw .init(description: "$\(name) must be one of \(names)")
                }
                logLevel = level
            case "allow_anonymous": allowsAnonymous = try flag(value, named: name)
            case "decode": decodes = try flag(value, named: name)
            default: break
            }
        }
    }

    private func flag(_ value: String, named name: String) throws(ServeSettingsReader.Failure) -> Bool {
        guard value == "true" || value == "false" else {
            throw .init(description: "$\(name) must be true or false")
        }
        return value == "true"
    }
}
