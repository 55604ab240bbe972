// A plain recursive reader of documents, to compare with.

import Foundation

/// Lists the strings of a document, those in its strings included, as Foundation's parser sees them.
enum PlainDecoder {
    /// The decoded inside of every name and string value that is no document itself, sorted.
    static func strings(_ text: String, level: Int = 1) throws -> [String] {
        let value = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
        var strings: [String] = []
        collect(value, level, &strings)
        return strings.sorted()
    }

    private static func collect(_ value: Any, _ level: Int, _ strings: inout [String]) {
        if let members = value as? [String: Any] {
            for (name, member) in members {
                strings.append(name)
                collect(member, level, &strings)
            }
        } else if let elements = value as? [Any] {
            for element in elements { collect(element, level, &strings) }
        } else if let string = value as? String {
            let start = string.unicodeScalars.first { !" \t\r\n".unicodeScalars.contains($0) }
            if level < 4, start == "{" || start == "[", let inner = try? Self.strings(string, level: level + 1) {
                strings += inner
            } else {
                strings.append(string)
            }
        }
    }
}
