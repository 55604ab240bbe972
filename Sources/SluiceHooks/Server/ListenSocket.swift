// The unix socket that the server listens at.

import Foundation
import NIOCore
import NIOPosix
import SluiceAudit
import Synchronization

/// The unix socket that the server listens at: taken only where nobody answers, and removed only while it is the
/// server's own.
///
/// The server library removes what stands at the path that it has bound, whosever it is, before it begins and at its
/// end. So it binds one that nobody else has, beside the path that was asked for, and the socket is moved there.
final class ListenSocket: Sendable {
    /// Where callers find it.
    let path: String
    /// Where it is made.
    let draft: String
    /// What stands at `path` since it was moved there.
    private let identity = Mutex<FileIdentity?>(nil)

    /// Its permissions; nil for what the system gives it.
    private let mode: Int?

    init(path: String, mode: Int? = nil) {
        self.path = path
        self.mode = mode
        var generator = SystemRandomNumberGenerator()
        let name = ".s\(String(UInt32.random(in: .min ... .max, using: &generator), radix: 36))"
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
        let draft = "\(folder)\(name)"
        // The system's structure has room for 107 bytes (unix(7)); where that is too little the library has its way.
        self.draft = draft.utf8.count <= 107 ? draft : path
    }

    private var type: FileAttributeType? {
        (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType
    }

    /// Looks whether the path is free: nothing stands there, or a socket that nobody answers at.
    ///
    /// - Throws: `ServeFailure` that names the path.
    func check() async throws(ServeFailure) {
        guard let type else { return }
        guard type == .typeSocket else {
            throw ServeFailure("`listen`: unix:\(path) is there and no socket. Remove it, or name another path")
        }
        if await isAnswered() {
            throw ServeFailure(
                "`listen`: another server answers at unix:\(path). Stop it, or name another path"
            )
        }
    }

    private func isAnswered() async -> Bool {
        do {
            let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connectTimeout(.seconds(1)).connect(unixDomainSocketPath: path).get()
            try? await channel.close()
            return true
        } catch {
            // Who is too busy to answer is there all the same.
            guard let code = (error as? IOError)?.errnoCode else { return true }
            return code != ECONNREFUSED && code != ENOENT
        }
    }

    /// Moves the socket to its path, once the server listens at it.
    ///
    /// - Throws: `ServeFailure` that names the path.
    func publish() throws(ServeFailure) {
        do {
            // Before callers find it.
            if let mode { try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: draft) }
            if draft != path {
                // It is one that nobody answers at.
                if type == .typeSocket { try FileManager.default.removeItem(atPath: path) }
                try FileManager.default.moveItem(atPath: draft, toPath: path)
            }
        } catch {
            throw ServeFailure("`listen`: the socket cannot be put at unix:\(path): \(error.localizedDescription)")
        }
        identity.withLock { $0 = FileIdentity(path) }
    }

    /// Removes the socket, unless another has taken its path.
    func remove() {
        identity.withLock { identity in
            if let own = identity, own == FileIdentity(path) { try? FileManager.default.removeItem(atPath: path) }
            identity = nil
        }
    }
}
