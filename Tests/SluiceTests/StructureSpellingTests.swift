// Structure of events that is written in other ways than usual: escaped, or twice.

import Sluice
import SluiceMatching
import SluiceModel
import SluicePayloads
import SluicePolicies
import Testing

struct StructureSpellingTests {
    /// Filters a stream whose events are made of pieces of a text with a value, in chunks of several lengths.
    private static func check(_ dialect: DialectID?, _ event: (_ index: Int, _ piece: String) -> String) throws {
        let secret = try TestRules.token(seed: 68)
        let cuts = [0, 9, 18, 27]
        var pieces = ["key "]
        for (index, cut) in cuts.enumerated() {
            let end = index + 1 < cuts.count ? cuts[index + 1] : secret.count
            pieces.append(String(secret.dropFirst(cut).prefix(end - cut)))
        }
        pieces.append(" ok then")
        func stream(_ pieces: [String]) -> String {
            pieces.enumerated().map { "data: \(event($0.offset, $0.element))\n\n" }.joined()
        }
        let text = stream(pieces)
        let context = PolicyContext(direction: .response)
        let source = PayloadSource(format: .sse, dialect: dialect, context: context)
        let guardrail = try TestRules.guardrail()
        let whole = PayloadFilter(guardrail: guardrail, source: source).output(of: Array(text.utf8), chunk: .max)
        let replacement = try #require(whole.findings.first?.replacement, "\(text)")
        #expect(String(decoding: whole.bytes, as: UTF8.self) == stream(["key ", replacement, "", "", "", " ok then"]))
        for chunk in [1, 3, 50] {
            let output = PayloadFilter(guardrail: guardrail, source: source).output(of: Array(text.utf8), chunk: chunk)
            #expect(output.bytes == whole.bytes && output.findings == whole.findings, "chunks of \(chunk)")
        }
    }

    private static func chat(_ piece: String) -> String {
        #"{"choices":[{"index":0,"delta":{"content":"\#(piece)"}}]}"#
    }

    private static func message(_ piece: String) -> String {
        #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"\#(piece)"}}"#
    }

    /// A name or a type is the same however it is escaped, from event to event.
    @Test func escapedStructure() throws {
        let names: [(String, String)] = [
            ("\"content\"", #""c\u006fntent""#), ("\"choices\"", #""\u0063hoices""#), ("\"delta\"", #""delt\u0061""#),
            ("\"index\"", #""\u0069\u006e\u0064\u0065\u0078""#),
        ]
        for (name, escaped) in names {
            for step in [1, 2, 3] {
                try Self.check(.openAIChat) { index, piece in
                    index % step == 0 ? Self.chat(piece).replacing(name, with: escaped) : Self.chat(piece)
                }
            }
        }
        for (name, escaped) in [
            ("\"content_block_delta\"", #""content\u005fblock\u005fdelta""#), ("\"type\"", #""t\u0079pe""#),
            ("\"text\"", #""te\u0078t""#),
        ] {
            try Self.check(.anthropic) { index, piece in
                index % 2 == 0 ? Self.message(piece).replacing(name, with: escaped) : Self.message(piece)
            }
        }
        try Self.check(.unknown) { index, piece in
            index % 2 == 0 ? #"{"a":{"t\u0065xt":"\#(piece)"}}"# : #"{"a":{"text":"\#(piece)"}}"#
        }
    }

    /// What a later member of the same name replaces is no part of that one's text, nor does it hide it.
    @Test func replacedMembers() throws {
        for noise in ["zz ", "z", "{"] {
            let events: [(DialectID, @Sendable (String) -> String)] = [
                (
                    .openAIChat,
                    { Self.chat($0).replacing("\"content\":", with: "\"content\":\"\(noise)\",\"content\":") }
                ),
                (
                    .openAIChat,
                    { Self.chat($0).replacing("\"delta\":", with: "\"delta\":{\"content\":\"\(noise)\"},\"delta\":") }
                ),
                (
                    .anthropic,
                    { Self.message($0).replacing("\"text\":", with: "\"text\":\"\(noise)\",\"t\\u0065xt\":") }
                ),
                (.unknown, { #"{"a":{"text":"\#(noise)","b":"","text":"\#($0)"}}"# }),
            ]
            for (dialect, event) in events { try Self.check(dialect) { event($1) } }
        }
    }

    /// A value in what is replaced is masked too, for those who take the first.
    @Test func replacedMembersAreScanned() throws {
        try Self.check(.openAIChat) { index, piece in
            Self.chat("x\(index) ").replacing("\"content\":", with: "\"content\":\"\(piece)\",\"content\":")
        }
    }
}
