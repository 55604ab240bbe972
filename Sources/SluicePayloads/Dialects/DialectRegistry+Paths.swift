// Which dialect a request's path stands for.

extension DialectRegistry {
    /// The dialect of requests to `path` and of their answers, if it is a known one. A whole URL will do, and a query
    /// or prefix does not matter.
    package static func dialect(path: String) -> DialectID? {
        var path = path.lowercased()[...]
        if let end = path.firstIndex(where: { $0 == "?" || $0 == "#" }) { path = path[..<end] }
        if let scheme = path.range(of: "://") { path = path[scheme.upperBound...].drop { $0 != "/" } }
        let steps = path.split(separator: "/").map(String.init)
        guard let last = steps.last else { return nil }
        let before = steps.dropLast().last ?? ""
        if let colon = last.lastIndex(of: ":"), let id = method(last[last.index(after: colon)...], steps) { return id }
        switch (before, last) {
        case ("chat", "completions"), ("fim", "completions"), ("agents", "completions"): return .openAIChat
        case (_, "completions"): return .openAICompletions
        case ("messages", "count_tokens"): return .anthropic
        case (_, "messages") where !steps.contains("threads"): return .anthropic
        case ("api", "chat"): return .ollamaChat
        case ("api", "generate"): return .ollamaGenerate
        case ("v1", "chat"), ("v2", "chat"): return .cohere
        case (_, "generate"), (_, "generate_stream"): return .tgi
        case (_, "converse"), (_, "converse-stream"): return steps.contains("model") ? .bedrockConverse : nil
        case (_, "invoke"), (_, "invoke-with-response-stream"): return steps.contains("model") ? .bedrockInvoke : nil
        case (_, "responses"), ("responses", _): return .openAIResponses
        default: return nil
        }
    }

    /// Google's methods, which are written after a colon.
    private static func method(_ name: Substring, _ steps: [String]) -> DialectID? {
        switch name {
        case "generatecontent", "streamgeneratecontent", "counttokens", "batchgeneratecontent": .gemini
        case "rawpredict", "streamrawpredict": steps.contains("anthropic") ? .anthropic : nil
        default: nil
        }
    }
}

extension Substring {
    /// Where `text` is first, if it is.
    fileprivate func range(of text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }
}
