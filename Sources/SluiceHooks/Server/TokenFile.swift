// Reads bearer tokens.

import Crypto
import SluiceRules

/// Bearer tokens by name, kept as hashes.
package struct TokenFile: Sendable {
    /// What is wrong with a token file; never tells a token.
    package struct Failure: Error, Sendable, CustomStringConvertible {
        /// File, line and reason.
        package let description: String
    }

    /// A shorter token can be guessed.
    static let minimumLength = 16

    private struct Token: Sendable {
        var name: String
        var hash: [UInt8]
    }

    private let tokens: [Token]

    /// Reads a file: on each line a name, space, and the token; lines that begin with `#` are comments. Names may
    /// repeat, so that an old token can be used on while a new one is handed out.
    package static func read(file: String) throws(Failure) -> TokenFile {
        let text: String
        do {
            text = try RuleDirectory.text(ofFile: file)
        } catch {
            throw Failure(description: error.description)
        }
        return try TokenFile(text: text, file: file)
    }

    /// Reads the text of a file; problems name `file`.
    package init(text: String, file: String) throws(Failure) {
        var tokens: [Token] = []
        var problems: [String] = []
        // Editors of other systems end lines with two characters, which are one to `split`, and begin files with a mark.
        let marked = text.unicodeScalars.first == "\u{FEFF}"
        let lines = (marked ? text.dropFirst() : text[...])
            .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() {
            let fields = line.split(whereSeparator: \.isWhitespace)
            guard let name = fields.first, !name.hasPrefix("#") else { continue }
            guard fields.count == 2 else {
                problems.append("\(file):\(index + 1): write a name, space, and the token")
                continue
            }
            guard fields[1].utf8.count >= Self.minimumLength else {
                problems.append(
                    """
                    \(file):\(index + 1): a token needs at least \(Self.minimumLength) bytes; make one with: \
                    openssl rand -hex 32
                    """
                )
                continue
            }
            tokens.append(Token(name: String(name), hash: Self.hash(fields[1].utf8)))
        }
        if tokens.isEmpty, problems.isEmpty { problems.append("\(file):1: there is no token in this file") }
        guard problems.isEmpty else { throw Failure(description: problems.joined(separator: "\n")) }
        self.tokens = tokens
    }

    /// The name of a token; nil if it is none of these. Takes the same time wherever a token differs, and whichever it
    /// is.
    package func name(of token: some Sequence<UInt8>) -> String? {
        let hash = Self.hash(token)
        var found: String?
        for token in tokens {
            var difference: UInt8 = 0
            for index in hash.indices { difference |= hash[index] ^ token.hash[index] }
            if difference == 0 { found = token.name }
        }
        return found
    }

    private static func hash(_ token: some Sequence<UInt8>) -> [UInt8] {
        Array(SHA256.hash(data: Array(token)))
    }
}
