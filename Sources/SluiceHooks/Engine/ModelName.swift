// The name of a model as the audit may keep it.

import SluiceMatching

/// The name of a model as the audit may keep it. It comes from the message, so that anybody may have put a value there.
enum ModelName {
    private static let longest = 128
    private static let longestWord = 20
    private static let mostDigits = 8
    private static let separators = ByteSet(ascii: "-_.:/@ ")
    private static let characters = ByteSet.alphanumerics.union(separators)

    /// The name, or `…` for one that could be a value: a word of more than 20 letters and digits, or of more than 8
    /// digits, or a sign that no name of a model has.
    static func audited(_ name: String) -> String {
        isPlain(name) ? name : "…"
    }

    private static func isPlain(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        guard bytes.count <= longest, bytes.allSatisfy(characters.contains) else { return false }
        // Versions stand behind `@` in names of models, and hosts in addresses of people.
        let hasHost = zip(bytes, bytes.dropFirst()).contains { $0 == UInt8(ascii: "@") && ByteSet.letters.contains($1) }
        return !hasHost
            && bytes.split(whereSeparator: separators.contains).allSatisfy { word in
                word.count <= longestWord && word.count(where: ByteSet.digits.contains) <= mostDigits
            }
    }
}
