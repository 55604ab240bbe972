// Where the server listens.

/// Where the server listens.
package enum ListenAddress: Sendable, Hashable, CustomStringConvertible {
    /// A host name or address, and a port; 0 lets the system choose one.
    case tcp(host: String, port: Int)
    /// A unix socket.
    case unix(path: String)

    /// Reads `host:port`, `[::1]:port`, a port alone (on 127.0.0.1), or `unix:/path`; nil if it is none of these.
    package init?(_ text: String) {
        if text.hasPrefix("unix:") {
            let path = String(text.dropFirst(5))
            // The system's structure has room for 107 bytes (unix(7)).
            guard !path.isEmpty, path.utf8.count <= 107 else { return nil }
            self = .unix(path: path)
            return
        }
        guard let colon = text.lastIndex(of: ":") else {
            guard let port = Self.port(text) else { return nil }
            self = .tcp(host: "127.0.0.1", port: port)
            return
        }
        var host = String(text[..<colon])
        guard let port = Self.port(text[text.index(after: colon)...]) else { return nil }
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        guard !host.isEmpty else { return nil }
        self = .tcp(host: host, port: port)
    }

    private static func port(_ text: some StringProtocol) -> Int? {
        guard let port = Int(text), (0...65_535).contains(port) else { return nil }
        return port
    }

    /// Whether only processes of the same machine can connect.
    package var isLocal: Bool {
        switch self {
        case .unix: true
        case .tcp(let host, _):
            host == "localhost" || host == "::1"
                || (host.hasPrefix("127.") && host.allSatisfy { "0123456789.".contains($0) })
        }
    }

    /// What `init` reads.
    package var description: String {
        switch self {
        case .unix(let path): "unix:\(path)"
        case .tcp(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        }
    }
}
