// What OpenAI's two completion formats have in common.

/// The members that every event of a completion repeats, to be repeated by the events that end it.
struct CompletionHead: Sendable {
    private var id: String?
    private var model: String?
    private var fingerprint: String?
    private var created: Int?

    /// Takes what is not known yet. (Azure's first event has an empty id.)
    mutating func note(_ json: JSONTree) {
        if id == nil { id = OutgoingJSON.copy(json.member("id", of: json.root), of: json) }
        if model == nil { model = OutgoingJSON.copy(json.member("model", of: json.root), of: json) }
        if fingerprint == nil {
            fingerprint = OutgoingJSON.copy(json.member("system_fingerprint", of: json.root), of: json)
        }
        if created == nil { created = json.integer(json.member("created", of: json.root)) }
    }

    /// An event of the stream with one choice.
    func document(object: String, choice: String) -> String {
        let mark = fingerprint.map { ",\"system_fingerprint\":" + $0 } ?? ""
        return #"{"id":\#(id ?? "\"\""),"object":"\#(object)","created":\#(created ?? 0),"#
            + #""model":\#(model ?? "\"\"")\#(mark),"choices":[\#(choice)]}"#
    }
}

/// The parts of a plan that OpenAI's two completion formats share.
enum CompletionPlan {
    /// What spells the text of a choice again: null when a piece of it is changed.
    ///
    /// - Parameters:
    ///   - touched: the lanes whose pieces it stands beside.
    ///   - call: the lane of the call that it stands beside, where there is no other text.
    ///   - tool: the tool that is called.
    static func spellings(
        of choice: JSONTree.Node,
        in json: JSONTree,
        _ touched: [LaneID],
        call: LaneID? = nil,
        tool: String? = nil,
        _ lanes: inout OpenLanes,
        into plan: inout EventPlan
    ) {
        for name in ["logprobs", "token_ids"] as [StaticString] {
            guard let node = json.member(name, of: choice), json.isPresent(node) else { continue }
            let path = "\(call?.path ?? "choices[\(json.index(of: choice))]").\(name)"
            SpelledTokens.plan(node, in: json, beside: touched, path: path, tool: tool, lanes: &lanes, into: &plan)
        }
        // Says the prompt again.
        for name in ["prompt_token_ids", "prompt_logprobs"] as [StaticString] {
            guard let node = json.member(name, of: choice), json.isPresent(node) else { continue }
            plan.blank(node, when: .stream)
        }
    }

    /// What says the prompt again, in tokens.
    static func prompt(of json: JSONTree, into plan: inout EventPlan, complete: inout [JSONTree.Node]) {
        for name in ["prompt_token_ids", "prompt_logprobs"] as [StaticString] {
            guard let node = json.member(name, of: json.root), json.isPresent(node) else { continue }
            complete.append(node)
            plan.blank(node, when: .stream)
        }
    }
}
