// The certificates in force, which can be replaced while the server runs.

import NIOSSL
import Synchronization

/// The certificates in force, which can be replaced while the server runs. Connections go on with those they began
/// with.
package final class CertificateStore: ReloadableFile {
    package let content = "certificates"

    private struct State {
        var context: NIOSSLContext
        var problem: String?
    }

    private let settings: ServeSettings.TLS
    private let state: Mutex<State>

    /// Reads the files.
    ///
    /// - Throws: `ServeFailure` that names the file.
    package init(_ settings: ServeSettings.TLS) throws(ServeFailure) {
        self.settings = settings
        state = Mutex(State(context: try Self.context(settings)))
    }

    /// What new connections use.
    var current: NIOSSLContext { state.withLock { $0.context } }

    /// What was wrong with the files when they were last read; nil if they are in force.
    package var problem: String? { state.withLock { $0.problem } }

    /// What tells that a file has changed.
    package var stamp: String {
        [settings.certificate, settings.key, settings.clientAuthority].compactMap(\.self).map(FileStamp.of)
            .joined(separator: "\n")
    }

    /// Reads the files again; what cannot be used changes nothing.
    package func reload() {
        let result = Result { () throws(ServeFailure) in try Self.context(settings) }
        state.withLock { state in
            switch result {
            case .success(let context): state = State(context: context)
            case .failure(let failure): state.problem = failure.description
            }
        }
    }

    private static func context(_ settings: ServeSettings.TLS) throws(ServeFailure) -> NIOSSLContext {
        let configuration = try settings.configuration()
        do {
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw ServeFailure("`tls`: the certificate and the key do not fit together")
        }
    }
}
