// The working memory of one thread.

import SluicePayloads
import SluiceScanning

/// The working memory of one thread, lent to a filter for the time of one call.
struct PayloadWork: ~Copyable, Sendable {
    var text = MappedText()
    var scratch = ScanScratch()
    /// Where texts begin that are written in something of their own.
    var scopes: [ScopeStart] = []

    /// Whether the memory is of ordinary size.
    var isWorthKeeping: Bool { scratch.isWorthKeeping && text.text.capacity <= 1 << 20 }
}
