// The model that is shipped, and a small one for tests.

import Foundation
import SluiceMatching

/// The model that is shipped, and small ones for tests.
enum NameModels {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The bytes of the model that is shipped.
    static let shippedBytes = Result { [UInt8](try Data(contentsOf: root.appending(path: "Rules/models/names.bin"))) }

    private static let shipped = Result { try NameModel(try shippedBytes.get()) }

    /// The shipped matcher for one kind of entity.
    static func matcher(_ kind: String, _ options: [String: [String]] = [:]) throws -> any NamedMatcher {
        try NameTaggerMatcher(
            options: options.merging(["find": [kind]]) { first, _ in first },
            model: try shipped.get()
        )
    }

    /// A model file without any weight and with an empty lexicon.
    static func empty() -> [UInt8] {
        var body = number(4) + number(4) + number(0)
        for _ in 0..<(4 * 3 + 81 + 17) { body += number(0) }
        body += Array(repeating: 0, count: 16 * 8)
        return file(body: body)
    }

    /// A model file with this body, a version and a checksum.
    static func file(body: [UInt8], version: UInt32 = NameModel.version) -> [UInt8] {
        Array("SLUICENT".utf8) + number(version) + number(CRC32.checksum(body.span)) + body
    }

    static func number(_ value: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}
