// Lends working memory to streams.

import SluiceScanning
import Synchronization

/// Lends working memory to streams for the time of one call. At most as many are kept as have been in use at once.
final class ScratchPool: Sendable {
    static let shared = ScratchPool()

    private let free = Mutex<[ScanScratch]>([])

    /// Runs `body` with scratch memory that no one else uses.
    func withScratch<Result>(_ body: (inout ScanScratch) -> Result) -> Result {
        var scratch = free.withLock { $0.popLast() } ?? ScanScratch()
        defer { if scratch.isWorthKeeping { free.withLock { $0.append(scratch) } } }
        return body(&scratch)
    }
}
