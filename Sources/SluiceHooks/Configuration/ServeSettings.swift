// What the server is told.

/// What the server is told, by file, environment and flags.
package struct ServeSettings: Sendable, Hashable {
    /// Certificate and key of the server, and whom it takes for a client.
    package struct TLS: Sendable, Hashable {
        /// A PEM file with the server's certificate and those above it.
        package var certificate: String
        /// A PEM file with the certificate's private key.
        package var key: String
        /// A PEM file of authorities; if set, clients must have a certificate of one of them.
        package var clientAuthority: String?

        /// Names the files.
        package init(certificate: String, key: String, clientAuthority: String? = nil) {
            self.certificate = certificate
            self.key = key
            self.clientAuthority = clientAuthority
        }
    }

    /// What a request may take.
    package struct Limits: Sendable, Hashable {
        /// The longest body, in bytes.
        package var body = 16 << 20
        /// The longest head of a request, in bytes.
        package var header = 32 << 10
        /// Bytes of all bodies together that have been read and not answered.
        package var buffered = 512 << 20
        /// Requests that are worked on at once; more are refused with 503.
        package var requests = 512
        /// Streams that are open at once; more are refused with 503.
        package var streams = 20_000
        /// The time for the judgement of one request.
        package var deadline = Duration.seconds(2)
        /// The time for the body of one request to come in.
        package var bodyTime = Duration.seconds(30)
        /// How long a connection or a stream may be silent.
        package var idle = Duration.seconds(300)
        /// How long a stream that is sent in calls may go without one.
        package var session = Duration.seconds(60)
    }

    /// Where to listen.
    package var listen = ListenAddress.tcp(host: "127.0.0.1", port: 8787)
    /// The permissions of the unix socket; nil for what the system gives it.
    package var socketMode: Int?
    /// Whether other machines may ask without a token.
    package var allowsAnonymous = false
    /// The file of bearer tokens.
    package var tokens: String?
    /// Certificates; nil for plain HTTP.
    package var tls: TLS?
    /// The rules directory; nil for `Rules` in the current one.
    package var rules: String?
    /// The directory of policies; nil for `policies` in the rules directory.
    package var policies: String?
    /// The policy that is asked where none is named.
    package var defaultPolicy = "default"
    /// The file of the key that values are fingerprinted with.
    package var keyFile: String?
    /// Whether what is hidden in encodings is found as well.
    package var decodes = false
    /// Indexes of own code to recognise.
    package var fingerprints: [String] = []
    package var limits = Limits()
    /// Where decisions are recorded; nil if nowhere.
    package var audit: Audit?
    /// Whether rules, policies and tokens are loaded again when their files change; on SIGHUP they always are.
    package var watches = true
    /// How long requests and streams may go on after the server was told to stop.
    package var grace = Duration.seconds(30)
    /// The least level that is logged.
    package var logLevel = LogLevel.info

    /// How much is logged.
    package enum LogLevel: String, Sendable, CaseIterable {
        case trace, debug, info, notice, warning, error, critical
    }

    /// The settings in force where nothing is said.
    package init() {}

    /// What cannot stand together, in words that name the remedy.
    package var problems: [String] {
        var problems: [String] = []
        if !listen.isLocal, tokens == nil, tls?.clientAuthority == nil, !allowsAnonymous {
            problems.append(
                """
                `listen` is \(listen), which other machines reach, and nothing tells who asks: set `tokens`, or \
                `tls.client_ca`, or, if the network keeps others out, `allow_anonymous: true` (--allow-anonymous)
                """
            )
        }
        if socketMode != nil, case .tcp = listen {
            problems.append("`socket_mode` is for a unix socket, and `listen` is \(listen): leave it out")
        }
        return problems
    }
}
