// Reads the settings file.

import SluiceRules

/// Reads the settings file (format: `Docs/serve.md`).
package struct ServeSettingsReader {
    private var fields: ConfigurationReader
    private var settings: ServeSettings
    /// The folder of the file, which paths in it are relative to.
    private let folder: String

    /// What is wrong with a settings file, one problem a line.
    package struct Failure: Error, Sendable, CustomStringConvertible {
        /// Files, lines and reasons.
        package let description: String
    }

    private static let topFields = [
        "version", "listen", "socket_mode", "allow_anonymous", "tokens", "tls", "rules", "policies", "default_policy",
        "key_file",
        "decode", "fingerprints", "limits", "audit", "watch", "grace", "log_level",
    ]

    private init(file: String) {
        fields = ConfigurationReader(file: file)
        settings = ServeSettings()
        folder = file.contains("/") ? String(file[..<(file.lastIndex(of: "/") ?? file.startIndex)]) + "/" : ""
    }

    /// Reads a file.
    package static func read(file: String) throws(Failure) -> ServeSettings {
        let text: String
        do {
            text = try RuleDirectory.text(ofFile: file)
        } catch {
            throw Failure(description: error.description)
        }
        return try read(text: text, file: file)
    }

    /// Reads the text of a file; problems name `file`, and paths are relative to its folder.
    package static func read(text: String, file: String) throws(Failure) -> ServeSettings {
        var reader = ServeSettingsReader(file: file)
        if let root = reader.fields.root(of: text, content: "a map with `version: 1`") { reader.read(root) }
        let problems = reader.fields.problems
        guard problems.isEmpty else {
            throw Failure(description: problems.map(\.description).joined(separator: "\n"))
        }
        return reader.settings
    }

    private mutating func read(_ root: ConfigurationNode) {
        guard let top = fields.map(root, field: "settings file") else { return }
        fields.checkFields(of: top, known: Self.topFields, owner: "a settings file") { $0.hasPrefix("x-") }
        if let node = fields.required(top, "version"), let version = fields.text(node, field: "version"), version != "1"
        {
            fields.report(node.line, "`version` must be 1, the only one there is")
        }
        if let node = top["listen"], let text = fields.text(node, field: "listen") {
            if let address = ListenAddress(text) {
                settings.listen = address
            } else {
                fields.report(node.line, "`listen` must be HOST:PORT, [ADDRESS]:PORT, a port, or unix:/PATH")
            }
        }
        if let node = top["socket_mode"], let text = fields.text(node, field: "socket_mode") {
            if let mode = Int(text, radix: 8), (3...4).contains(text.utf8.count), (1...0o777).contains(mode) {
                settings.socketMode = mode
            } else {
                fields.report(node.line, "`socket_mode` must be permissions as chmod takes them, such as 0660")
            }
        }
        read(top, "allow_anonymous", into: \.allowsAnonymous)
        settings.tokens = path(top, "tokens")
        if let node = top["tls"] { readTLS(node) }
        settings.rules = path(top, "rules")
        settings.policies = path(top, "policies")
        if let node = top["default_policy"] {
            settings.defaultPolicy = fields.identifier(node, field: "default_policy") ?? settings.defaultPolicy
        }
        settings.keyFile = path(top, "key_file")
        read(top, "decode", into: \.decodes)
        if let node = top["fingerprints"] {
            for node in fields.listOrOne(node, field: "fingerprints") ?? [] {
                if let text = fields.text(node, field: "fingerprints") { settings.fingerprints.append(path(text)) }
            }
        }
        if let node = top["limits"] { readLimits(node) }
        if let node = top["audit"] { settings.audit = audit(node) }
        read(top, "watch", into: \.watches)
        read(top, "grace", into: \.grace, owner: nil)
        if let node = top["log_level"] {
            settings.logLevel = fields.choice(node, field: "log_level") ?? settings.logLevel
        }
    }

    private mutating func readTLS(_ node: ConfigurationNode) {
        guard let map = fields.map(node, field: "tls") else { return }
        fields.checkFields(of: map, known: ["certificate", "key", "client_ca"], owner: "`tls`")
        _ = fields.required(map, "certificate", owner: "tls")
        _ = fields.required(map, "key", owner: "tls")
        guard let certificate = path(map, "certificate"), let key = path(map, "key") else { return }
        settings.tls = .init(certificate: certificate, key: key, clientAuthority: path(map, "client_ca"))
    }

    private mutating func audit(_ node: ConfigurationNode) -> ServeSettings.Audit? {
        guard let map = fields.map(node, field: "audit") else { return nil }
        fields.checkFields(
            of: map,
            known: [
                "path", "key_file", "head_file", "synchronous", "overflow", "queue", "maximum_age", "maximum_size",
            ],
            owner: "`audit`"
        )
        _ = fields.required(map, "path", owner: "audit")
        guard let path = path(map, "path") else { return nil }
        var audit = ServeSettings.Audit(path: path)
        audit.keyFile = self.path(map, "key_file")
        audit.headFile = self.path(map, "head_file")
        if let node = map["synchronous"] {
            audit.synchronous = fields.choice(node, field: "audit.synchronous") ?? audit.synchronous
        }
        if let node = map["overflow"] {
            audit.overflow = fields.choice(node, field: "audit.overflow") ?? audit.overflow
        }
        audit.queue = size(map, "queue", owner: "audit") ?? audit.queue
        audit.maximumAge = duration(map, "maximum_age", owner: "audit", most: .seconds(3_660 * 86_400))
        audit.maximumBytes = size(map, "maximum_size", owner: "audit")
        return audit
    }

    private mutating func readLimits(_ node: ConfigurationNode) {
        guard let map = fields.map(node, field: "limits") else { return }
        fields.checkFields(
            of: map,
            known: [
                "body", "header", "buffered", "requests", "streams", "deadline", "body_time", "idle", "session",
            ],
            owner: "`limits`"
        )
        readSize(map, "body", into: \.limits.body)
        readSize(map, "header", into: \.limits.header)
        readSize(map, "buffered", into: \.limits.buffered)
        let limits = settings.limits
        if limits.body > limits.buffered {
            fields.report(
                (map["buffered"] ?? map["body"] ?? node).line,
                """
                `limits.body` is \(limits.body) bytes and `limits.buffered`, which is for all bodies together, \
                \(limits.buffered): no such body could be taken. Lower the one or raise the other
                """
            )
        }
        readCount(map, "requests", into: \.limits.requests)
        readCount(map, "streams", into: \.limits.streams)
        read(map, "deadline", into: \.limits.deadline, owner: "limits")
        read(map, "body_time", into: \.limits.bodyTime, owner: "limits")
        read(map, "idle", into: \.limits.idle, owner: "limits")
        read(map, "session", into: \.limits.session, owner: "limits")
    }

    private mutating func read(
        _ map: ConfigurationMap,
        _ key: String,
        into path: WritableKeyPath<ServeSettings, Bool>
    ) {
        guard let node = map[key], let flag = fields.flag(node, field: key) else { return }
        settings[keyPath: path] = flag
    }

    private mutating func read(
        _ map: ConfigurationMap,
        _ key: String,
        into path: WritableKeyPath<ServeSettings, Duration>,
        owner: String?
    ) {
        if let duration = duration(map, key, owner: owner) { settings[keyPath: path] = duration }
    }

    private mutating func duration(
        _ map: ConfigurationMap,
        _ key: String,
        owner: String?,
        most: Duration = .seconds(86_400)
    ) -> Duration? {
        let field = owner.map { "\($0).\(key)" } ?? key
        guard let node = map[key], let text = fields.text(node, field: field) else { return nil }
        if let duration = SettingText.duration(text), duration <= most { return duration }
        let days = most.components.seconds / 86_400
        fields.report(
            node.line,
            "`\(field)` must be a time such as 250ms, 2s, 5m, 1h or 1d, at most \(days) day\(days == 1 ? "" : "s")"
        )
        return nil
    }

    private mutating func readSize(
        _ map: ConfigurationMap,
        _ key: String,
        into path: WritableKeyPath<ServeSettings, Int>
    ) {
        if let size = size(map, key, owner: "limits") { settings[keyPath: path] = size }
    }

    private mutating func size(_ map: ConfigurationMap, _ key: String, owner: String) -> Int? {
        let field = "\(owner).\(key)"
        guard let node = map[key], let text = fields.text(node, field: field) else { return nil }
        if let size = SettingText.size(text) { return size }
        fields.report(node.line, "`\(field)` must be a number of bytes, such as 65536, 512KiB or 16MiB")
        return nil
    }

    private mutating func readCount(
        _ map: ConfigurationMap,
        _ key: String,
        into path: WritableKeyPath<ServeSettings, Int>
    ) {
        guard let node = map[key] else { return }
        settings[keyPath: path] =
            fields.integer(node, field: "limits.\(key)", in: 1...1_000_000) ?? settings[keyPath: path]
    }

    /// A path, taken from the folder of the settings file where it is relative.
    private mutating func path(_ map: ConfigurationMap, _ key: String) -> String? {
        guard let node = map[key], let text = fields.text(node, field: key) else { return nil }
        return path(text)
    }

    private func path(_ text: String) -> String {
        text.hasPrefix("/") ? text : folder + text
    }
}
