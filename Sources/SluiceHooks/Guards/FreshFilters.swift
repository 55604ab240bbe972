// Filters of streams that have not begun.

import Sluice
import Synchronization

/// Filters of streams that have not begun, by what is known of the streams: those of which the same is known share what
/// their filters hold of it.
final class FreshFilters: Sendable {
    private struct Key: Hashable {
        let guardrail: ObjectIdentifier
        let source: PayloadSource
    }

    /// Callers choose what is known of a stream, so that there could be any number.
    private static let capacity = 64

    private let filters = Mutex<[Key: PayloadFilter]>([:])

    /// A filter for a stream.
    ///
    /// - Parameter guardrail: one of those of the set that this belongs to, which outlive it.
    func filter(_ guardrail: Guardrail, source: PayloadSource) -> PayloadFilter {
        let key = Key(guardrail: ObjectIdentifier(guardrail), source: source)
        if let known = filters.withLock({ $0[key] }) { return known }
        let filter = PayloadFilter(guardrail: guardrail, source: source)
        filters.withLock { filters in
            if filters.count >= Self.capacity { filters.removeAll() }
            filters[key] = filter
        }
        return filter
    }
}
