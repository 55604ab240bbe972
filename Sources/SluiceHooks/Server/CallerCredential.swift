// The token that a caller sends.

import Foundation
import HTTPTypes

/// The token that a caller sends, in one of the ways that gateways know: `Authorization: Bearer TOKEN`, `Authorization:
/// Basic …` with the token as password (RFC 7617), or `x-api-key: TOKEN`.
enum CallerCredential {
    /// The bytes of the token; nil where none is sent. `Authorization` stands before `x-api-key`.
    static func token(in headers: HTTPFields) -> [UInt8]? {
        guard let authorization = headers[.authorization] else {
            return HTTPField.Name("x-api-key").flatMap { headers[$0] }.map { Array($0.utf8) }
        }
        let parts = authorization.split(separator: " ", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        switch parts[0].lowercased() {
        case "bearer": return Array(parts[1].utf8)
        case "basic": return password(inBasic: parts[1])
        default: return nil
        }
    }

    /// What stands behind the first colon; the name before it is of no use to the server.
    private static func password(inBasic text: Substring) -> [UInt8]? {
        guard let data = Data(base64Encoded: String(text)), let colon = data.firstIndex(of: UInt8(ascii: ":")) else {
            return nil
        }
        return Array(data[data.index(after: colon)...])
    }
}
