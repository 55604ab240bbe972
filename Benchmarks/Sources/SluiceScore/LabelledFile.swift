// Reads gzipped lines of JSON.

import Foundation

/// A file of labelled examples.
struct LabelledFile {
    let url: URL

    /// The file's name up to its first dot.
    var name: String { String(url.lastPathComponent.prefix { $0 != "." }) }

    /// The files of `directory` in the order of their names; none where there is no such directory.
    static func all(in directory: URL) throws -> [LabelledFile] {
        guard FileManager.default.fileExists(atPath: directory.path) else { return [] }
        return try FileManager.default.contentsOfDirectory(at: directory, includingPropertiesForKeys: nil)
            .filter { $0.lastPathComponent.hasSuffix(".jsonl.gz") }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
            .map(LabelledFile.init)
    }

    /// Its records.
    func records<Record: Decodable>(_ type: Record.Type) throws -> [Record] {
        let decoder = JSONDecoder()
        return try unpacked().split(separator: UInt8(ascii: "\n")).map { try decoder.decode(type, from: Data($0)) }
    }

    private func unpacked() throws -> Data {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["gzip", "-dc", url.path]
        process.standardOutput = pipe
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw LabelledFileError.unreadable(url.lastPathComponent) }
        return data
    }
}

enum LabelledFileError: Error, CustomStringConvertible {
    case unreadable(String)

    var description: String {
        switch self {
        case .unreadable(let name): "\(name) cannot be unpacked; it must be a gzip file"
        }
    }
}
