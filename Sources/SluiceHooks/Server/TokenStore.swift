// The bearer tokens in force, which can be replaced while the server runs.

import HTTPTypes
import Synchronization

/// The bearer tokens in force, which can be replaced while the server runs.
package final class TokenStore: ReloadableFile {
    package let content = "tokens"

    private struct State {
        var tokens: TokenFile
        var problem: String?
    }

    private let file: String
    private let state: Mutex<State>

    /// Reads the file.
    package init(file: String) throws(TokenFile.Failure) {
        self.file = file
        state = Mutex(State(tokens: try TokenFile.read(file: file)))
    }

    /// What was wrong with the file when it was last read; nil if it is in force.
    package var problem: String? { state.withLock { $0.problem } }

    /// What tells that the file has changed.
    package var stamp: String { FileStamp.of(file) }

    /// Reads the file again; one that cannot be used changes nothing.
    package func reload() {
        let result = Result { () throws(TokenFile.Failure) in try TokenFile.read(file: file) }
        state.withLock { state in
            switch result {
            case .success(let tokens): state = State(tokens: tokens)
            case .failure(let failure): state.problem = failure.description
            }
        }
    }

    /// The name of the token that a caller sends in the headers of a request.
    ///
    /// - Throws: `HookError` with the code `unauthorized`.
    func name(in headers: HTTPFields) throws(HookError) -> String {
        let tokens = state.withLock { $0.tokens }
        if let token = CallerCredential.token(in: headers), let name = tokens.name(of: token) { return name }
        throw HookError(
            code: "unauthorized",
            message: "Send `Authorization: Bearer TOKEN` with a token of the server's token file.",
            status: .unauthorized
        )
    }
}
