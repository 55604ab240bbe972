// The candidates that the first look has left over.

import CSluiceScan

/// A rule and a position that its matcher must be asked about.
package struct Candidate: Hashable, Sendable {
    package let rule: Int
    package let position: Int

    /// A rule by its index, and an offset from the start of the stream.
    package init(rule: Int, position: Int) {
        self.rule = rule
        self.position = position
    }
}

/// Room for candidates, and what is remembered to ask no rule twice in a row about the same position.
package struct CandidateBuffer: Sendable {
    var storage: [sluice_candidate] = []
    var asked: [Int64] = []
    /// What is added to positions in `asked`, so that those of earlier blocks mean nothing.
    var epoch: Int64 = 0
    var nextHit = 0
    /// How many candidates there are.
    package internal(set) var count = 0

    /// How many candidates are handed out at a time, and those of one place more.
    private static let batch = 4_096
    /// More than the bytes of a block, within which positions are compared.
    private static let epochLength: Int64 = 1 << 40
    private static let lastEpoch: Int64 = 1 << 62

    /// An empty buffer; the first use takes the memory.
    package init() {}

    /// The candidate at `index`.
    @inline(__always)
    package subscript(index: Int) -> Candidate {
        let candidate = storage[index]
        return Candidate(rule: Int(candidate.rule), position: Int(candidate.position))
    }

    /// Begins another block.
    ///
    /// - Parameters:
    ///   - ruleCount: how many rules there are.
    ///   - most: the most candidates that one place leads to.
    mutating func begin(ruleCount: Int, most: Int) {
        // Threads lend the buffer to streams of different rules.
        if storage.count < Self.batch + most {
            storage = Array(repeating: sluice_candidate(), count: Self.batch + most)
        }
        epoch += Self.epochLength
        if asked.count != ruleCount || epoch >= Self.lastEpoch {
            asked = Array(repeating: -1, count: ruleCount)
            epoch = 0
        }
        nextHit = 0
        count = 0
    }

    /// Lends a kernel the room for candidates and what was asked, for the time of the call.
    mutating func withUnsafeRoom(
        _ body: (UnsafeMutableBufferPointer<sluice_candidate>, UnsafeMutableBufferPointer<Int64>) -> Int
    ) -> Int {
        unsafe storage.withUnsafeMutableBufferPointer { room in
            unsafe asked.withUnsafeMutableBufferPointer { asked in unsafe body(room, asked) }
        }
    }
}
