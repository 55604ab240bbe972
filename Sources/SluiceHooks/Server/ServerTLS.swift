// Certificates of the server and of its clients.

package import NIOSSL

extension ServeSettings.TLS {
    /// What the server library is told.
    ///
    /// - Throws: `ServeFailure` that names each file that cannot be used.
    package func configuration() throws(ServeFailure) -> TLSConfiguration {
        var problems: [String] = []
        func read<Value>(_ field: String, _ file: String, _ read: (String) throws -> Value) -> Value? {
            if let value = try? read(file) { return value }
            problems.append("`\(field)`: \(file) cannot be read as PEM")
            return nil
        }
        let chain = read("tls.certificate", certificate) { try NIOSSLCertificate.fromPEMFile($0) }
        let key = read("tls.key", key) { try NIOSSLPrivateKey(file: $0, format: .pem) }
        let authorities = clientAuthority.flatMap { file in
            read("tls.client_ca", file) { try NIOSSLCertificate.fromPEMFile($0) }
        }
        guard let chain, let key, problems.isEmpty else { throw ServeFailure(problems.joined(separator: "\n")) }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(key)
        )
        configuration.minimumTLSVersion = .tlsv12
        if let authorities {
            configuration.trustRoots = .certificates(authorities)
            // Clients have no host name that could be compared.
            configuration.certificateVerification = .noHostnameVerification
        }
        return configuration
    }
}
