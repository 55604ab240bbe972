// What strings of a document say of the values behind them, however the document is cut.

import Sluice
import SluiceChecks
import SluiceMatching
import SluiceModel
import Testing

struct PrecedingStringsTests {
    private static func guardrail() throws -> Guardrail {
        try SmallRules.guardrail(
            "rules:\n"
                + SmallRules.rule(
                    "date",
                    "matcher: date\ncontext: {words: [birth, dob], keys: [days], required: true}"
                )
        )
    }

    @Test(arguments: [
        (#"{"name":"dob","value":"1984-03-11"}"#, ["1984-03-11"]),
        (#"{"name": "dob", "required": true, "value": "1984-03-11"}"#, ["1984-03-11"]),
        (#"[{"key":"dob","value":"1984-03-11"},{"key":"total","value":"1984-03-12"}]"#, ["1984-03-11"]),
        (#"{"question":"Your date of birth?","answer":"It is 1984-03-11"}"#, ["1984-03-11"]),
        (
            #"{"days":["1984-03-11", "1984-03-12", "1984-03-13"],"more":["1984-03-14","1984-03-15"]}"#,
            ["1984-03-11", "1984-03-12", "1984-03-13"]
        ),
        (#"{"births":["x","1984-03-11"]}"#, ["1984-03-11"]),
        (#"[{"role":"a","content":"When is your birthday?"},{"role":"b","content":"On 1984-03-11."}]"#, ["1984-03-11"]),
        (#"{"name":"dob","total":"1984-03-11"}"#, []), (#"{"name":"dob","value":"x","total":"1984-03-11"}"#, []),
        (#"{"dob":"x","value":"1984-03-11"}"#, []), (#"{"name":"dob"},{"value":"1984-03-11"}"#, []),
        (#"{"name":"dob","list":["1984-03-11","1984-03-12"]}"#, []),
        (#"{"name":"dob","value":"a long text before the day: 1984-03-11"}"#, []),
        (#"["dob","1984-03-11"]"#, []), (#"{"a":{"name":"dob","value":{"b":"1984-03-11"}}}"#, []),
    ]) func readsWhatStandsBefore(text: String, expected: [String]) throws {
        EveryCut.expect(expected, inDocument: text, try Self.guardrail())
    }

    /// Of a long text its end is read, and no more than stays readable however the document comes.
    @Test(arguments: [0, 40, 200, 240, 280, 400, 3_000]) func readsTheEndsOfLongTexts(length: Int) throws {
        let filling = String(repeating: "word ", count: length / 5)
        let near = #"[{"content":"\#(filling)what is your date of birth?"},{"content":"1984-03-11"}]"#
        EveryCut.expect(["1984-03-11"], inDocument: near, try Self.guardrail())
        let far = #"[{"content":"my birthday? \#(filling)"},{"content":"\#(filling)"},{"content":"1984-03-11"}]"#
        EveryCut.expect(length < 60 ? ["1984-03-11"] : [], inDocument: far, try Self.guardrail())
    }

    private static let pieces = [
        "\"name\"", "\"value\"", "\"content\"", "\"days\"", "\"dob\"", "\"birth?\"", "\"1984-03-11\"", "1984", ":",
        ": ", ",", ", ",
        "{", "}", "[", "]", "},{", "\n", "\\\"", "x", "\"x\"", "\"it was 1984-03-12\"",
    ]

    @Test(arguments: 1..<5 as Range<UInt64>) func isTheSameInAnyChunks(seed: UInt64) throws {
        let guardrail = try Self.guardrail()
        var generator = SplitMix64(seed: seed)
        var count = 0
        for _ in 0..<150 {
            let text = "[" + EveryCut.soup(of: Self.pieces, counts: 5...40, using: &generator) + "]"
            count += EveryCut.flagged(inDocument: text, guardrail).count
        }
        #expect(count > 10)
    }
}
