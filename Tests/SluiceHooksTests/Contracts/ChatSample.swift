// Chat requests and answers of every kind with values planted everywhere.

import Foundation
import SluiceMatching

/// A chat request or answer with values planted in texts, parts, tool calls and their results, spelled oddly.
struct ChatSample {
    private enum Piece {
        case text(String)
        case value(Int)
    }

    private var pieces: [Piece] = []
    private var generator: SplitMix64
    private(set) var valueCount = 0

    /// A request with system, user, assistant and tool messages, pictures, tools and members that nobody knows.
    static func request(seed: UInt64) -> ChatSample {
        var sample = ChatSample(seed)
        sample.add(#"{ "model" : "gpt-x","stream":false, "temperature":1.0e+0,"x_unknown":{"note":""#)
        sample.addText()
        sample.add(#"","n":[1,2.50,null]},"messages":[{"role":"system","content":""#)
        sample.addText()
        sample.add("\"}")
        for turn in 0..<Int.random(in: 1...4, using: &sample.generator) { sample.addTurn(turn) }
        sample.add(#"],"tools":[{"type":"function","function":{"name":"read","description":""#)
        sample.addText()
        sample.add(#"","parameters":{"type":"object","properties":{"p":{"type":"string"}}}}}]}"#)
        return sample
    }

    /// An answer with a text and a tool call.
    static func answer(seed: UInt64) -> ChatSample {
        var sample = ChatSample(seed)
        sample.add(
            #"{"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":"#
        )
        sample.add(#"{"role":"assistant","content":""#)
        sample.addText()
        sample.add("\",")
        sample.addCalls()
        sample.add(#"},"finish_reason":"tool_calls"}],"usage":{"total_tokens":3}}"#)
        return sample
    }

    private init(_ seed: UInt64) {
        generator = SplitMix64(seed: seed)
    }

    /// The sample with its values spelled by `spelling`.
    func text(_ spelling: (Int) -> String) -> String {
        pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .value(let index): spelling(index)
            }
        }.joined()
    }

    private mutating func add(_ text: String) { pieces.append(.text(text)) }

    private mutating func addTurn(_ turn: Int) {
        switch Int.random(in: 0..<4, using: &generator) {
        case 0:
            add(#",{"role":"user","content":""#)
            addText()
            add("\"}")
        case 1:
            add(#",{"role":"user","content":[{"type":"text","text":""#)
            addText()
            add(#""},{"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0KGgo="}},{"text":""#)
            addText()
            add(#"","type":"text"}]}"#)
        case 2:
            add(#",{"role":"assistant","content":null,"#)
            addCalls()
            add(#"},{"role":"tool","tool_call_id":"call_1","content":""#)
            addText()
            add("\"}")
        default:
            add(#",{"role":"assistant","content":""#)
            addText()
            add(#"","name":"bob"}"#)
        }
    }

    private mutating func addCalls() {
        add(
            #""tool_calls":[{"id":"call_1","type":"function","function":{"name":"read","arguments":"{\"path\": \"a/b\",\"v\":\""#
        )
        addText(isNested: true)
        add(#"\"}"}}]"#)
    }

    private mutating func addText(isNested: Bool = false) {
        let words =
            isNested
            ? ["Rue ", "a b ", " é ", "ok. "] : [#"say \"hi\" "#, #"\u00e9t\u00e9 "#, "😀 ", #"\\n "#, "plain. "]
        for _ in 0..<Int.random(in: 0...3, using: &generator) {
            add(words.randomElement(using: &generator) ?? "")
            if Bool.random(using: &generator) {
                pieces.append(.value(valueCount))
                valueCount += 1
                add(" ")
            }
        }
    }
}
