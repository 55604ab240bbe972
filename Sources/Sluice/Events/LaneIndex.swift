// Where lanes are, by their names.

import SluicePayloads

/// Where the lanes of an event filter are, by their names: looked for among few, and in a table among many.
struct LaneIndex: Sendable {
    /// More lanes than this have a table.
    private static let few = 8

    /// All of them, or nothing.
    private var places: [LaneID: Int] = [:]

    /// The place of a lane among those of `tracks`.
    func place(of id: LaneID, in tracks: [LaneTrack]) -> Int? {
        places.isEmpty ? tracks.firstIndex { $0.id == id } : places[id]
    }

    /// Takes the last of `tracks`, which has been added.
    mutating func addLast(of tracks: [LaneTrack]) {
        if !places.isEmpty, let last = tracks.last {
            places[last.id] = tracks.count - 1
        } else if tracks.count > Self.few {
            for (place, track) in tracks.enumerated() { places[track.id] = place }
        }
    }

    /// Forgets a lane; `moved` is the one that is at `place` now.
    mutating func remove(_ id: LaneID, moved: LaneID?, to place: Int) {
        guard !places.isEmpty else { return }
        places[id] = nil
        if let moved { places[moved] = place }
    }
}
