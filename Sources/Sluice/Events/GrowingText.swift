// A text that comes whole again and again, each time with more behind it.

import SluiceModel
import SluicePayloads

/// A text that comes whole again and again, each time with more behind it. What one of its snapshots holds at its end
/// is decided by what the later ones have behind it, so that none shows the beginning of what a later one masks.
struct GrowingText: Sendable {
    /// Of further texts each snapshot stands for itself.
    static let most = 256

    /// How long the latest snapshot was, in raw bytes.
    private let count: Int
    private let hash: Int
    /// How many snapshots have come.
    var number = 0
    /// The lanes of snapshots whose ends may not be decided.
    var open: [LaneID] = []

    /// Begins with a snapshot.
    init(_ bytes: Span<UInt8>) {
        count = bytes.count
        hash = Self.hash(bytes)
    }

    /// What a snapshot has behind the latest; nil if it does not begin with it.
    func rest(of bytes: Span<UInt8>) -> Range<Int>? {
        guard bytes.count >= count, Self.hash(bytes.extracting(0..<count)) == hash else { return nil }
        return count..<bytes.count
    }

    private static func hash(_ bytes: Span<UInt8>) -> Int {
        var hasher = Hasher()
        for index in bytes.indices { hasher.combine(bytes[index]) }
        return hasher.finalize()
    }
}

extension EventFilter {
    /// Reads a snapshot of a text: `range` of the data of the event read last.
    mutating func readSnapshot(
        _ snapshot: EventPlan.Snapshot,
        path: String,
        _ bytes: Span<UInt8>,
        range: Range<Int>,
        work: inout PayloadWork,
        to output: inout FilterOutput
    ) {
        let known = growing.removeValue(forKey: snapshot.lane)
        let rest = snapshot.mayContinue ? known?.rest(of: bytes) : nil
        var open: [LaneID] = []
        for id in known?.open ?? [] {
            if let rest, follow(id, with: bytes.extracting(rest), work: &work, to: &output) { open.append(id) }
        }
        if rest == nil {
            endLanes(known?.open ?? [], work: &work, to: &output)
        } else if snapshot.isLast {
            endLanes(open, work: &work, to: &output)
        }
        let count = known.map { $0.number + 1 } ?? 0
        let reader = JSONReader(insideString: snapshot.traits.form, isSigned: snapshot.traits.isSigned)
        var lane = makeLane(LaneID("\(snapshot.lane.path)@\(count)"), snapshot.traits, reader)
        lane.shownPath = path
        lane.isRepeat = snapshot.isRepeat || rest != nil
        if snapshot.isLast || known == nil && growing.count >= GrowingText.most {
            return readWhole(&lane, bytes, range: range, work: &work, to: &output)
        }
        var text = GrowingText(bytes)
        text.number = count
        text.open = open
        let number = queue.nextNumber - 1
        let state = lane.receive(bytes, of: number, range: range, work: &work, queue: &queue)
        if state.hasNews { settle(&lane, to: &output) }
        if state.isHolding || lane.isWaiting || lane.text.sink.isInFinding {
            text.open.append(lane.id)
            add(lane, work: &work, to: &output)
            notePiece(of: lanes.count - 1, isHolding: state.isHolding)
        } else {
            undecidedCount += lane.text.undecidedCount
        }
        growing[snapshot.lane] = text
    }

    /// Gives an earlier snapshot what the latest has behind it, which changes no event. The result says whether the
    /// snapshot is still undecided.
    private mutating func follow(
        _ id: LaneID,
        with bytes: Span<UInt8>,
        work: inout PayloadWork,
        to output: inout FilterOutput
    ) -> Bool {
        guard let index = laneIndex.place(of: id, in: tracks), var lane = lanes[index].take() else { return false }
        var isHolding = tracks[index].isHolding
        if lane.isWaiting, bytes.count > 0 {
            let place = LaneEditor.nowhere
            let state = lane.receive(bytes, of: place, range: 0..<bytes.count, work: &work, queue: &queue)
            if state.hasNews { settle(&lane, to: &output) }
            isHolding = state.isHolding
        }
        let isOpen = lane.isWaiting
        notePiece(of: index, isHolding: isHolding)
        if !isOpen { undecidedCount += lane.text.undecidedCount }
        lanes[index] = lane
        // Whatever goes on in it is in the latest snapshot as well.
        if !isOpen { forgetLane(at: index) }
        return isOpen
    }
}
