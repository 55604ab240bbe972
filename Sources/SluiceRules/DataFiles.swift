// The data files that rules name, such as indexes.

import Foundation
import SluiceMatching

/// Reads the data files that rules name, each once.
struct DataFiles {
    private var files: [String: DataFile] = [:]

    /// The largest file that is read, in bytes.
    static let maximumByteCount = 64 << 20

    /// The file that a rule of `ruleFile` names with an option; a relative path begins at that file's folder.
    mutating func file(
        _ paths: [String],
        option: String,
        besides ruleFile: String
    ) throws(MatcherOptionError) -> DataFile {
        guard let name = paths.first, paths.count == 1, !name.isEmpty else {
            throw MatcherOptionError(option: option, reason: "must name one file")
        }
        let folder = URL(fileURLWithPath: ruleFile).deletingLastPathComponent()
        let url = name.hasPrefix("/") ? URL(fileURLWithPath: name) : folder.appendingPathComponent(name)
        let resolved = url.standardizedFileURL.path
        if let known = files[resolved] { return known }
        func failure(_ reason: String) -> MatcherOptionError {
            MatcherOptionError(option: option, reason: "the file '\(name)' \(reason)")
        }
        let attributes = try? FileManager.default.attributesOfItem(atPath: url.resolvingSymlinksInPath().path)
        guard let attributes else { throw failure("is not there, or cannot be read") }
        guard attributes[.type] as? FileAttributeType == .typeRegular else { throw failure("is not a regular file") }
        guard (attributes[.size] as? NSNumber)?.intValue ?? 0 <= Self.maximumByteCount else {
            throw failure("is larger than 64 MiB")
        }
        guard let data = try? Data(contentsOf: url) else { throw failure("cannot be read") }
        let file = DataFile([UInt8](data))
        files[resolved] = file
        return file
    }
}
