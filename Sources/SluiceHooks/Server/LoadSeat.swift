// One of the seats of a limit.

/// One of the seats of a limit, given back when the last who holds it lets go.
final class LoadSeat: Sendable {
    private let limit: LoadLimit

    /// - Parameter limit: what one was taken of.
    init(_ limit: LoadLimit) {
        self.limit = limit
    }

    deinit { limit.give() }

    /// Keeps the seat until here.
    func leave() {}
}

extension LoadLimit {
    /// A seat; nil if all are taken.
    func seat() -> LoadSeat? {
        take() ? LoadSeat(self) : nil
    }
}
