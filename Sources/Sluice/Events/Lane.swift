// One independent text of an event stream.

import SluiceModel
import SluicePayloads

/// One independent text of an event stream, coming in pieces.
struct Lane: Sendable {
    let id: LaneID
    /// What the lane is a part of, by the beginning of its path: one choice, one candidate.
    let message: Substring
    var text: PayloadText<LaneEditor>
    /// Where the flagged part begins that is passing by, found while its event was still waiting.
    var openPlace: DocumentEditor.Place?
    /// Whether its findings repeat those of another lane.
    var isRepeat = false
    /// Whether it is a field that nothing is known of.
    var isUnknownField = false
    /// The number of the last event with a piece.
    var lastEvent = 0

    init(id: LaneID, text: PayloadText<LaneEditor>) {
        self.id = id
        self.text = text
        message = id.path.contains(".") ? id.path.prefix { $0 != "." } : ""
    }

    /// The path of a finding in the text.
    func path(of node: PathTrail.Node) -> String {
        let inner = text.reader.trail.text(of: node)
        return ReportedPath.text(inner == "$" ? id.path : id.path + inner)
    }
}
