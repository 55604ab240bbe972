// Certificates of the server and of its clients.

package import NIOSSL

extension ServeSettings.TLS {
    /// What the server library is told.
    ///
    /// - Throws: `ServeFailure` that names the file.
    package func configuration() throws(ServeFailure) -> TLSConfiguration {
        let chain = try Self.read("tls.certificate", certificate) { try NIOSSLCertificate.fromPEMFile($0) }
        let key = try Self.read("tls.key", key) { try NIOSSLPrivateKey(file: $0, format: .pem) }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(key)
        )
        configuration.minimumTLSVersion = .tlsv12
        if let clientAuthority {
            let authorities = try Self.read("tls.client_ca", clientAuthority) {
                try NIOSSLCertificate.fromPEMFile($0)
            }
            configuration.trustRoots = .certificates(authorities)
            // Clients have no host name that could be compared.
            configuration.certificateVerification = .noHostnameVerification
        }
        return configuration
    }

    private static func read<Value>(
        _ field: String,
        _ file: String,
        _ read: (String) throws -> Value
    ) throws(ServeFailure) -> Value {
        do {
            return try read(file)
        } catch {
            throw ServeFailure("`\(field)`: \(file) cannot be read as PEM")
        }
    }
}
