// Log-probabilities, which spell a text again token by token.

/// Plans log-probabilities and token ids, which spell a text again. They are blanked when the piece that they stand
/// beside is changed. Beside no piece, as where a server sends text and tokens in events of their own, the tokens are
/// read as one more text, whose value they are blanked with.
enum SpelledTokens {
    /// - Parameters:
    ///   - spelling: the value that spells the text.
    ///   - touched: the lanes whose pieces it stands beside.
    ///   - path: the path of the tokens' own lane.
    ///   - replacement: what is put in its place.
    static func plan(
        _ spelling: JSONTree.Node,
        in json: JSONTree,
        beside touched: [LaneID],
        path: String,
        to replacement: String = "null",
        lanes: inout OpenLanes,
        into plan: inout EventPlan
    ) {
        var tokens: [JSONTree.Node] = []
        json.forEachString(below: spelling) { node in
            plan.keep(node)
            if touched.isEmpty, isToken(node, in: json) { tokens.append(node) }
        }
        for lane in touched { plan.blank(spelling, to: replacement, when: .lane(lane)) }
        guard touched.isEmpty else { return }
        if !tokens.isEmpty {
            for token in tokens { lanes.piece(token, of: json, path, LaneTraits(), into: &plan) }
            plan.blank(spelling, to: replacement, when: .lane(LaneID(path)))
        } else if hasNumbers(spelling, in: json) {
            // They cannot be read, but what they spell may be a text that has been masked before, or one that comes.
            let message = path.lastIndex(of: ".").map { String(path[...$0]) } ?? ""
            plan.blank(spelling, to: replacement, when: .next(message))
        }
    }

    private static func hasNumbers(_ list: JSONTree.Node, in json: JSONTree) -> Bool {
        var elements = json.elements(of: list)
        return elements.next().map { json.kind($0) == .number } ?? false
    }

    /// Whether a string is one of the tokens said, and not one that might have been said.
    private static func isToken(_ node: JSONTree.Node, in json: JSONTree) -> Bool {
        guard let holder = json.parent(node) else { return false }
        func name(_ node: JSONTree.Node?) -> String {
            node.map { json.nameString($0) } ?? ""
        }
        if name(holder) == "tokens" { return true }
        guard name(node) == "token" || name(node) == "text" else { return false }
        let list = name(json.parent(holder))
        return list != "top_logprobs" && list != "candidates" && list != "top_tokens"
    }
}
