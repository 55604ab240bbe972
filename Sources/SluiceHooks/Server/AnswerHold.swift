// What an answer takes until it is written.

/// What an answer takes of the limits until it is written, or its connection has ended: given back when the last who
/// holds it lets go. A caller who does not read must not cost more than one who does.
struct AnswerHold: Sendable {
    /// One of the requests that may be answered at once; nil where it is held elsewhere.
    let seat: LoadSeat?
    /// The memory.
    let memory: MemoryShare

    /// Keeps it until here.
    func leave() {}
}
