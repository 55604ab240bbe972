// Reads keys.

import Foundation
package import SluiceModel

/// Reads keys.
package enum KeyFile {
    /// A key shorter than this can be searched for.
    private static let minimumLength = 16

    /// The key that values are fingerprinted with.
    ///
    /// - Throws: `ServeFailure` that says what to do.
    package static func read(_ file: String) throws(ServeFailure) -> FingerprintKey {
        FingerprintKey(bytes: try bytes(file, field: "key_file"))
    }

    /// The key that a file holds; a line end at its end is not part of it.
    ///
    /// - Parameter field: the setting that names the file.
    /// - Throws: `ServeFailure` that says what to do.
    static func bytes(_ file: String, field: String) throws(ServeFailure) -> [UInt8] {
        var bytes: [UInt8]
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: file))
            bytes = [UInt8](try handle.read(upToCount: 64 << 10) ?? Data())
        } catch {
            throw ServeFailure("`\(field)`: \(file) cannot be read")
        }
        if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
        if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        guard bytes.count >= minimumLength else {
            throw ServeFailure(
                "`\(field)`: a key needs at least \(minimumLength) bytes; make one with: openssl rand -hex 32"
            )
        }
        return bytes
    }
}
