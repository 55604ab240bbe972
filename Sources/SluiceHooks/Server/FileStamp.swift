// What tells that a file has changed.

import Foundation

/// What tells that a file has changed.
enum FileStamp {
    /// A text that is another when the file, or the one that a link leads to, is.
    static func of(_ file: String) -> String {
        let path = URL(fileURLWithPath: file).resolvingSymlinksInPath().path
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        let time = (attributes?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
        return "\(path) \(attributes?[.size] ?? 0) \(time)"
    }
}
