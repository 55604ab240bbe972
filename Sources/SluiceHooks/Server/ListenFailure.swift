// Why the server cannot listen at its address.

import Foundation
import NIOCore

extension ServeFailure {
    /// Why the server cannot listen at its address, and what to do; nil where the error is another.
    init?(_ error: any Error, listeningAt address: ListenAddress) {
        let reason: String
        switch error {
        case let error as IOError: reason = Self.reason(error)
        case let error as SocketAddressError.UnknownHost:
            reason = "the name `\(error.host)` leads to no address. Name an address of this machine"
        default: return nil
        }
        self.init("`listen`: cannot listen at \(address): \(reason)")
    }

    private static func reason(_ error: IOError) -> String {
        switch error.errnoCode {
        case EADDRINUSE: "another program listens there. Stop it, or name another address"
        case EADDRNOTAVAIL: "this machine has no such address. Name one of its own, or 0.0.0.0 for all"
        case EACCES, EPERM:
            "this user may not. Name a port from 1024 on, or a path in a folder that this user may write to"
        case ENOENT, ENOTDIR: "there is no such folder. Make it, or name another path"
        case ENAMETOOLONG: "the path is too long. Name a shorter one"
        default: "the system refuses it (error \(error.errnoCode)). Name another address"
        }
    }
}
