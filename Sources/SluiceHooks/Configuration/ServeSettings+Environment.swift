// What the environment and options say.

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
            try apply(value, to: field, named: "$\(name)")
        }
    }

    /// Takes over what options say, which is stronger than the environment.
    ///
    /// - Parameter options: values by the names of fields.
    /// - Throws: `ServeSettingsReader.Failure` that names the option.
    package mutating func apply(options: [String: String]) throws(ServeSettingsReader.Failure) {
        for (field, value) in options.sorted(by: { $0.key < $1.key }) {
            let name = field.map { $0 == "_" ? "-" : String($0) }.joined()
            try apply(value, to: field, named: "--\(name)")
        }
    }

    private mutating func apply(
        _ value: String,
        to field: String,
        named name: String
    ) throws(ServeSettingsReader.Failure) {
        switch field {
        case "listen":
            guard let address = ListenAddress(value) else {
                throw .init(description: "\(name) must be HOST:PORT, [ADDRESS]:PORT, a port, or unix:/PATH")
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
                throw .init(description: "\(name) must be one of \(names)")
            }
            logLevel = level
        case "allow_anonymous": allowsAnonymous = try flag(value, named: name)
        case "decode": decodes = try flag(value, named: name)
        default: break
        }
    }

    private func flag(_ value: String, named name: String) throws(ServeSettingsReader.Failure) -> Bool {
        guard value == "true" || value == "false" else {
            throw .init(description: "\(name) must be true or false")
        }
        return value == "true"
    }
}
