// Makes a text of a kind and a size from a seed.

/// A generated text: the same kind, size, density and seed give the same bytes everywhere.
public struct Corpus: Sendable {
    /// The text.
    public let bytes: [UInt8]
    /// How many values of each kind were planted. The last may be cut off by the end of the text.
    public let planted: [String: Int]

    /// One planted value in so many bytes, on average, unless told otherwise.
    public static let defaultSecretDistance = 20_000

    /// Makes a text.
    ///
    /// - Parameters:
    ///   - kind: what it is made of.
    ///   - byteCount: its exact size.
    ///   - seed: what its randomness starts from.
    ///   - secretDistance: one planted value in so many bytes on average; 0 for none. Hostile kinds have none.
    public init(kind: CorpusKind, byteCount: Int, seed: UInt64, secretDistance: Int = defaultSecretDistance) {
        var scribe = Scribe(seed: seed, secretDistance: secretDistance)
        while scribe.text.count < byteCount {
            Self.writeDocument(of: kind, index: scribe.documentCount, upTo: byteCount, with: &scribe)
            scribe.documentCount += 1
        }
        bytes = Array(scribe.text.prefix(byteCount))
        planted = scribe.planted
    }

    private static func writeDocument(of kind: CorpusKind, index: Int, upTo size: Int, with scribe: inout Scribe) {
        switch kind {
        case .chat: scribe.chatLine()
        case .code: scribe.sourceFile()
        case .logs: scribe.logLines(count: 40)
        case .prose: scribe.prose(paragraphs: 4)
        case .mixed:
            // By bytes: a chat line is the longest document, so that shares are kept by size and not by turns.
            let turn = scribe.shares.indices.min { scribe.shares[$0] * weights[$0] < scribe.shares[$1] * weights[$1] }
            let start = scribe.text.count
            let part = turn ?? 0
            writeDocument(of: [.chat, .code, .logs][part], index: index, upTo: size, with: &scribe)
            scribe.shares[part] += scribe.text.count - start
        default: scribe.flood(of: kind, upTo: size)
        }
    }

    /// Inverse weights of chat, code and logs in a mixed text: two, one and one quarters.
    private static let weights = [1, 2, 2]
}
