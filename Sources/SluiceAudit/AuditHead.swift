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

    /// How much of a file of heads is read, in bytes: some seventy thousand of them.
    private static let fileLimit = 16 << 20

    /// Reads the file that `line` was written to, once or one below the other.
    package static func read(_ path: String) throws(AuditError) -> [AuditHead] {
        let data: Data
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            data = try handle.read(upToCount: fileLimit) ?? Data()
        } catch {
            throw AuditError(.cannotOpen, path: path)
        }
        if let head = head(data) { return [head] }
        let lines = data.split(separator: UInt8(ascii: "\n")).filter { line in
            !line.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") }
        }
        let heads = lines.compactMap { head($0) }
        guard !heads.isEmpty, heads.count == lines.count else { throw AuditError(.invalidHead, path: path) }
        return heads
    }

    private static func head(_ data: Data) -> AuditHead? {
        guard let head = try? JSONDecoder().decode(AuditHead.self, from: data), ChainHash(hexadecimal: head.hash) != nil
        else { return nil }
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
