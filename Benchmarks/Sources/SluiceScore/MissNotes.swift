// Writes down what was missed, for the person who mends it.

import Foundation

/// A folder that gets one file a source. What is in it comes from the examples and stays out of the repository.
struct MissNotes {
    private let directory: URL

    init(directory: String) throws {
        self.directory = URL(filePath: directory)
        try FileManager.default.createDirectory(at: self.directory, withIntermediateDirectories: true)
    }

    func write(_ lines: [String], source: String) throws {
        let text = lines.joined(separator: "\n") + "\n"
        try Data(text.utf8).write(to: directory.appending(path: source + ".txt"))
    }
}
