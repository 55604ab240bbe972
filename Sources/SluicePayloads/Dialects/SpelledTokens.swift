// Log-probabilities, which spell a text again token by token.

/// Plans log-probabilities and token ids, which spell a text again. They are blanked when the piece that they stand
/// beside is changed. As they may also run ahead of their text or behind it, the tokens are read as one more text, with
/// whose values they are blanked as well.
enum SpelledTokens {
    /// - Parameters:
    ///   - spelling: the value that spells the text.
    ///   - touched: the lanes whose pieces it stands beside, any number of times each.
    ///   - path: the path of the tokens' own lane.
    ///   - tool: the tool whose arguments it spells, if it does.
    ///   - replacement: what is put in its place.
    static func plan(
        _ spelling: JSONTree.Node,
        in json: JSONTree,
        beside touched: [LaneID],
        path: String,
        tool: String? = nil,
        to replacement: String = "null",
        lanes: inout OpenLanes,
        into plan: inout EventPlan
    ) {
        var tokens: [(node: JSONTree.Node, lane: LaneID)] = []
        json.forEachString(below: spelling) { node in
            plan.keep(node)
            if let list = tokenList(node, in: json) {
                // What a model refuses with is another text.
                tokens.append((node, LaneID(list == "refusal" ? path + ".refusal" : path)))
            }
        }
        var known: Set<LaneID> = []
        for lane in touched where known.insert(lane).inserted {
            plan.blank(spelling, to: replacement, when: .lane(lane))
        }
        var traits = LaneTraits(tool: tool)
        traits.isSpelling = true
        for (node, lane) in tokens where lanes.piece(node, of: json, lane.path, traits, into: &plan) != nil {
            if known.insert(lane).inserted { plan.blank(spelling, to: replacement, when: .lane(lane)) }
        }
        if touched.isEmpty, tokens.isEmpty, hasNumbers(spelling, in: json) {
            // They cannot be read, but what they spell may be a text that has been masked before, or one that comes.
            let message = path.lastIndex(of: ".").map { String(path[...$0]) } ?? ""
            plan.blank(spelling, to: replacement, when: .next(message))
        }
    }

    private static func hasNumbers(_ list: JSONTree.Node, in json: JSONTree) -> Bool {
        var elements = json.elements(of: list)
        return elements.next().map { json.kind($0) == .number } ?? false
    }

    /// The name of the list that a string is in as one of the tokens said; nil of one that might have been said.
    private static func tokenList(_ node: JSONTree.Node, in json: JSONTree) -> String? {
        guard let holder = json.parent(node) else { return nil }
        func name(_ node: JSONTree.Node?) -> String {
            node.map { json.nameString($0) } ?? ""
        }
        if name(holder) == "tokens" { return "tokens" }
        guard name(node) == "token" || name(node) == "text" else { return nil }
        let list = name(json.parent(holder))
        return list != "top_logprobs" && list != "candidates" && list != "top_tokens" ? list : nil
    }
}
