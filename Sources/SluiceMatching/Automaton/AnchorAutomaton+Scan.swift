// Walks the automaton over bytes.

import CSluiceScan

/// Room for the hits of one scanned block, reused from block to block.
package struct HitBuffer: Sendable {
    fileprivate(set) var storage: [sluice_hit]
    package fileprivate(set) var count = 0

    /// Room for the hits of blocks of up to `capacity` bytes.
    package init(capacity: Int) {
        storage = Array(repeating: sluice_hit(offset: 0, state: 0), count: capacity)
    }

    /// The largest block that may be scanned into this buffer.
    package var capacity: Int { storage.count }
}

extension AnchorAutomaton {
    /// Walks over `bytes`, updates `state` and records in `hits` where sequences end, in order.
    ///
    /// - Precondition: `bytes` is no longer than the capacity of `hits`.
    package func scan(_ bytes: Span<UInt8>, state: inout UInt32, hits: inout HitBuffer) {
        hits.count = 0
        add(bytes, at: 0, state: &state, hits: &hits)
    }

    /// Does the same for texts that stand side by side, of which each begins as the stream does.
    ///
    /// - Parameters:
    ///   - textEnds: where texts end, ascending, counted as `offset` is.
    ///   - offset: where `bytes` begin.
    package func scan(
        _ bytes: Span<UInt8>,
        from offset: Int,
        textEnds: ArraySlice<Int>,
        state: inout UInt32,
        hits: inout HitBuffer
    ) {
        hits.count = 0
        var start = 0
        for end in textEnds where (start...bytes.count).contains(end - offset) {
            add(bytes.extracting(start..<(end - offset)), at: start, state: &state, hits: &hits)
            state = initialState
            start = end - offset
        }
        add(bytes.extracting(start..<bytes.count), at: start, state: &state, hits: &hits)
    }

    /// Walks over the bytes at `start` of a block, of whose earlier bytes the hits are known.
    private func add(_ bytes: Span<UInt8>, at start: Int, state: inout UInt32, hits: inout HitBuffer) {
        precondition(hits.count <= start && start + bytes.count <= hits.capacity)
        let known = hits.count
        // Sound: `table` has a row for every state it names and a column for every class; states come from `table` or
        // `initialState` only; there is room for one hit a byte, and no more are known than bytes before `start`.
        let count = unsafe table.withUnsafeBufferPointer { table in
            unsafe classOfByte.withUnsafeBufferPointer { classes in
                unsafe bytes.withUnsafeBufferPointer { bytes in
                    unsafe hits.storage.withUnsafeMutableBufferPointer { storage in
                        guard let tableBase = table.baseAddress, let classBase = classes.baseAddress,
                            let byteBase = bytes.baseAddress, let hitBase = storage.baseAddress
                        else { return 0 }
                        return unsafe sluice_automaton_scan(
                            tableBase,
                            classBase,
                            firstAccepting,
                            longestSequence,
                            &state,
                            byteBase,
                            bytes.count,
                            hitBase + known
                        )
                    }
                }
            }
        }
        hits.count = known + count
        guard start > 0 else { return }
        for index in known..<hits.count { hits.storage[index].offset += UInt32(start) }
    }

    /// The hit at `index` of those recorded last.
    package func hit(at index: Int, in hits: borrowing HitBuffer) -> Hit {
        let hit = hits.storage[index]
        return self.hit(offset: hit.offset, state: hit.state)
    }
}
