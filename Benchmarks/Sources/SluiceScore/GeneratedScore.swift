// Recall on values planted in generated texts.

import Sluice
import SluiceBenchmarkKit

/// How many of the planted values are found, by the kind of text, and how many findings there are besides.
enum GeneratedScore {
    static func table(byteCount: Int, observer: Observer) -> MarkdownTable {
        var table = MarkdownTable("text", "planted", "found", "per MB besides")
        for kind in [CorpusKind.chat, .code, .logs, .prose] {
            let corpus = Corpus(kind: kind, byteCount: byteCount, seed: 1)
            let bare = Corpus(kind: kind, byteCount: byteCount, seed: 1, secretDistance: 0)
            let planted = corpus.planted.values.reduce(0, +)
            let besides = observer.findings(in: bare.bytes).count
            let found = observer.findings(in: corpus.bytes).count
            let share = Double(besides) * 1_000_000 / Double(byteCount)
            table.add("\(kind)", "\(planted)", "\(found - besides)", share.rounded(to: 2))
        }
        return table
    }
}
