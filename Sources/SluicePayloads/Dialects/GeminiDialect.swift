// The stream of Google Gemini.

/// The stream of Google Gemini's `streamGenerateContent`, also inside the member `response` (Code Assist).
package struct GeminiDialect: StreamDialect {
    package static let id = DialectID.gemini

    /// What is kept of events and of bodies.
    static let kept = FieldPaths.under(["", "response"], GeminiFields.response) + FieldPaths.error + ["traceId"]

    /// What of events and of bodies is media.
    static let media = FieldPaths.under(
        ["candidates.content.parts", "response.candidates.content.parts"],
        GeminiFields.partMedia
    )

    package static let fields = FieldTree(keep: kept, media: media)

    private static let mostCandidates = 128

    /// The candidates seen, with whether each is finished.
    private var candidates: [Int: Bool] = [:]
    /// Those that gave a reason for their end beside text: some services give it with every piece.
    private var announced: Set<Int> = []
    private var model: String?
    private var response: String?
    private var isWrapped = false
    private var lanes = OpenLanes()
    private var tools = ToolNames()
    private var stray = StrayText()

    package static let varying = FieldTree(keep: ["usageMetadata.**", "response.usageMetadata.**"])

    package init() {}

    package mutating func plan(_ event: StreamEvent, into plan: inout EventPlan) {
        let json = event.json
        var root = json.root
        if let inner = json.member("response", of: root), json.kind(inner) == .object {
            root = inner
            isWrapped = true
        }
        if model == nil { model = OutgoingJSON.copy(json.member("modelVersion", of: root), of: json) }
        if response == nil { response = OutgoingJSON.copy(json.member("responseId", of: root), of: json) }
        var complete: [JSONTree.Node] = []
        for name in ["promptFeedback", "error"] as [StaticString] {
            if let node = json.member(name, of: root) { complete.append(node) }
        }
        var named: Set<Int> = []
        for candidate in json.elements(of: json.member("candidates", of: root)) {
            let index = json.index(of: candidate)
            self.candidate(candidate, "candidates[\(index)]", json, &complete, into: &plan)
            named.insert(index)
            let isFinished = json.isReason(json.member("finishReason", of: candidate))
            if isFinished, announced.count < Self.mostCandidates { announced.insert(index) }
            if candidates[index] != isFinished, candidates.count < Self.mostCandidates {
                candidates[index] = isFinished
            }
        }
        stray.plan(event, fields: Self.fields, complete: complete, lanes: &lanes, into: &plan)
        // A candidate has ended for sure when an event is about it, or about none, and brings nothing of it.
        for index in announced.sorted() where named.isEmpty || named.contains(index) {
            let places = ["candidates[\(index)].", "response.candidates[\(index)]."]
            if places.contains(where: { plan.hasPiece(under: $0) }) { continue }
            announced.remove(index)
            for place in places { lanes.end(under: place, into: &plan) }
        }
    }

    private mutating func candidate(
        _ candidate: JSONTree.Node,
        _ path: String,
        _ json: JSONTree,
        _ complete: inout [JSONTree.Node],
        into plan: inout EventPlan
    ) {
        var touched: [LaneID] = []
        for part in json.elements(of: json.member("content", "parts", of: candidate)) {
            let isThought = json.raw(json.member("thought", of: part)) == "true"
            let text = json.member("text", of: part)
            if json.isText(text) {
                let lane = LaneID(path + (isThought ? ".content.thought" : ".content.text"))
                plan.delta(text, of: lane)
                lanes.note(lane)
                touched.append(lane)
            }
            call(json.member("functionCall", of: part), path + ".content.functionCall", json, into: &plan)
            let code = json.member("executableCode", of: part)
            plan.arguments(code, of: json, tool: ProviderTool.codeExecution.rawValue)
            for name in ["codeExecutionResult", "functionResponse", "fileData", "videoMetadata"]
                as [StaticString]
            {
                if let node = json.member(name, of: part) { complete.append(node) }
            }
        }
        for name in [
            "groundingMetadata", "citationMetadata", "urlContextMetadata", "finishMessage", "safetyRatings",
            "groundingAttributions",
        ] as [StaticString] {
            if let node = json.member(name, of: candidate) { complete.append(node) }
        }
        if let logprobs = json.member("logprobsResult", of: candidate), json.isPresent(logprobs) {
            let path = path + ".logprobsResult"
            SpelledTokens.plan(logprobs, in: json, beside: touched, path: path, lanes: &lanes, into: &plan)
        }
    }

    /// A call comes whole in `args`, or in pieces of each argument, which go by the argument's path.
    private mutating func call(
        _ call: JSONTree.Node?,
        _ path: String,
        _ json: JSONTree,
        into plan: inout EventPlan
    ) {
        guard let call else { return }
        let tool = tools.name(json.member("name", of: call), of: json, for: LaneID(path))
        let traits = LaneTraits(tool: tool)
        plan.arguments(json.member("args", of: call), of: json, tool: tool)
        for argument in json.elements(of: json.member("partialArgs", of: call)) {
            let place = json.string(json.member("jsonPath", of: argument)) ?? "$"
            let lane = LaneID("\(path).partialArgs[\(place)]")
            plan.keep(json.member("jsonPath", of: argument))
            let text = json.member("stringValue", of: argument)
            if json.isText(text) {
                plan.delta(text, of: lane, traits)
                lanes.note(lane)
            }
            if json.raw(json.member("willContinue", of: argument)) != "true" { lanes.end(lane, into: &plan) }
        }
        if json.raw(json.member("willContinue", of: call)) != "true" { lanes.end(under: path + ".", into: &plan) }
    }

    package func ending(reason: String) -> [OutgoingEvent] {
        let open = candidates.isEmpty ? [0] : candidates.filter { !$0.value }.keys.sorted()
        guard !open.isEmpty else { return [] }
        let text = OutgoingJSON.string(candidates.isEmpty ? reason : "\n\n" + reason)
        let list = open.map { index in
            #"{"content":{"role":"model","parts":[{"text":\#(text)}]},"finishReason":"SAFETY","index":\#(index)}"#
        }
        var data = #"{"candidates":[\#(list.joined(separator: ","))]"#
        if let model { data += ",\"modelVersion\":" + model }
        if let response { data += ",\"responseId\":" + response }
        data += "}"
        return [OutgoingEvent(data: isWrapped ? "{\"response\":\(data)}" : data)]
    }
}
