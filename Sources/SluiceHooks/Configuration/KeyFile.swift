// Reads keys.

import Foundation
package import SluiceModel

/// Reads keys.
package enum KeyFile {
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
        let content: [UInt8]
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: file))
            content = [UInt8](try handle.read(upToCount: 64 << 10) ?? Data())
        } catch {
            throw ServeFailure("`\(field)`: \(file) cannot be read")
        }
        let bytes = KeyText.bytes(of: content)
        guard bytes.count >= KeyText.minimumLength else {
            throw ServeFailure(
                "`\(field)`: a key needs at least \(KeyText.minimumLength) bytes; make one with: openssl rand -hex 32"
            )
        }
        return bytes
    }
}
