// A request as it came in, with its body or the promise of one.

import HTTPTypes
import Hummingbird
import NIOCore

/// A request as it came in, with its body or the promise of one.
struct IncomingRequest: Sendable {
    /// The longest body of a request that is answered in one go where it came in. Others of the same thread wait as
    /// long: half a millisecond for ordinary text, some fifty for one that is nothing but findings.
    static let mostShort = 16 << 10

    /// The body.
    enum Body: Sendable {
        /// All of it.
        case whole(ByteBuffer)
        /// It comes while the request is answered.
        case coming(RequestBody)
    }

    let head: HTTPRequest
    /// The path without the query.
    let path: String
    let query: String?
    /// Who answers.
    let match: RouteTable<HookResponder.Answerer>.Match
    var body: Body
    /// The address that the connection comes from; nil over a unix socket.
    let address: String?

    /// Whether all of the body is there.
    var isWhole: Bool {
        if case .whole = body { true } else { false }
    }

    /// Whether a contract answers, and no page that tells how the server is.
    var isForContract: Bool {
        if case .found(.contract, _, _) = match { true } else { false }
    }

    /// The body as something that comes.
    var bodyToCome: RequestBody {
        switch body {
        case .whole(let buffer): RequestBody(buffer: buffer)
        case .coming(let body): body
        }
    }

    /// Takes the next bytes of a body that comes as a whole.
    mutating func append(_ bytes: ByteBuffer) {
        guard case .whole(var buffer) = body else { return }
        // The first bytes are mostly all, and are not copied.
        if buffer.readableBytes == 0 {
            body = .whole(bytes)
        } else {
            body = .whole(ByteBuffer())
            buffer.writeImmutableBuffer(bytes)
            body = .whole(buffer)
        }
    }

    /// How many bytes of the body are there.
    var bodyCount: Int {
        if case .whole(let buffer) = body { buffer.readableBytes } else { 0 }
    }
}
