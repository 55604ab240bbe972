// One tag of a tool call that is written as text.

import SluiceModel

/// One tag of a tool call that is written as text: `<write_to_file>`, `</path>`, `<invoke name="Bash">`,
/// `<function=bash>`, `<boltAction type="file" filePath="a.ts">`.
struct ToolTag {
    /// The name in it, without what a namespace adds: `invoke` of `<x:invoke …>`.
    let name: String
    let isClosing: Bool
    private let rest: [UInt8]

    /// Reads what stands between `<` and `>`.
    init(_ bytes: [UInt8]) {
        isClosing = bytes.first == UInt8(ascii: "/")
        let body = isClosing ? bytes.dropFirst() : bytes[...]
        let word = body.prefix { !Self.nameEnds.contains($0) }
        rest = Array(body.dropFirst(word.count))
        let last = word.lastIndex(of: UInt8(ascii: ":")).map { word[($0 + 1)...] } ?? word
        name = String(decoding: last, as: UTF8.self)
    }

    /// What the tag gives a name: the value of `<function=VALUE>`, or of an attribute.
    func value(_ attribute: String) -> String? {
        if rest.first == UInt8(ascii: "=") { return String(decoding: rest.dropFirst(), as: UTF8.self) }
        let text = String(decoding: rest, as: UTF8.self)
        for quote in ["\"", "'"] {
            guard let start = text.firstRange(of: " \(attribute)=\(quote)")?.upperBound else { continue }
            return String(text[start...].prefix { String($0) != quote })
        }
        return nil
    }

    private static let nameEnds: Set<UInt8> = [0x20, 0x09, UInt8(ascii: "="), UInt8(ascii: "/")]
}
