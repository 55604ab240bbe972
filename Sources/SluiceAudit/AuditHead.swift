// The chain's end, kept elsewhere.

import Foundation

/// The chain's end as it can be kept elsewhere: an audit that does not hold this entry any more has been cut.
package struct AuditHead: Sendable, Hashable, Codable {
    /// The chain's name.
    package let chain: String
    /// The last entry's number.
    package let sequence: Int64
    /// The last entry's hash, in hexadecimal digits.
    package let hash: String
    /// What binds the head to the chain, in hexadecimal digits; nobody without the chain's key can make it.
    package let seal: String

    init(_ state: ChainState) {
        chain = state.name
        sequence = state.sequence
        hash = state.hash.description
        seal = state.seal.description
    }

    /// One line of JSON, with a line end.
    package var line: String {
        """
        {"chain":"\(chain)","sequence":\(sequence),"hash":"\(hash)","seal":"\(seal)"}\n
        """
    }

    /// Reads the file that `line` was written to.
    package static func read(_ path: String) throws(AuditError) -> AuditHead {
        let data: Data
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            data = try handle.read(upToCount: 64 << 10) ?? Data()
        } catch {
            throw AuditError(.cannotOpen, path: path)
        }
        guard let head = try? JSONDecoder().decode(AuditHead.self, from: data), ChainHash(hexadecimal: head.hash) != nil
        else { throw AuditError(.invalidHead, path: path) }
        return head
    }

    /// Puts the head into a file at once: a reader sees the old one or the new one.
    func write(_ path: String) throws(AuditError) {
        do {
            try Data(line.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw AuditError(.inputOutput, path: path, detail: "the head cannot be written")
        }
    }
}
