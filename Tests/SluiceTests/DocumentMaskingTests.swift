// Documents: masks are written where the secret was spelled, and nothing else changes.

import Foundation
import Sluice
import SluiceMatching
import SluiceModel
import SluicePayloads
import SluicePolicies
import SluiceRules
import Testing

struct DocumentMaskingTests {
    /// Spells `text` inside a JSON string, some characters by escapes that need not be.
    private static func spelled(_ text: String, _ generator: inout SplitMix64) -> String {
        text.unicodeScalars.map { scalar in
            switch Int.random(in: 0..<8, using: &generator) {
            case 0 where scalar.isASCII:
                "\\u" + String(repeating: "0", count: 4 - String(scalar.value, radix: 16).count)
                    + String(scalar.value, radix: 16)
            case 1 where scalar == "/": "\\/"
            default: String(scalar)
            }
        }.joined()
    }

    /// A document with `spelling` in strings of every kind and level; everything around it is of odd form.
    private static func document(_ spelling: String) -> String {
        func once(_ text: String) -> String {
            text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"")
        }
        let level2 = #"{"token" : "\#(spelling)", "n":1.0e+10}"#
        let level3 = #"{"body":"\#(once(level2))","z":[]}"#
        return """
            {"id" : 1.0e+10,\t"dup":1,"dup":-0.0, "text":"see \(spelling) there \\u00e9\\ud83d\\ude00 \\q",
             "list":["\(spelling)", "x", [["\(spelling)."]]], "args":"\(once(level2))", "log":"\(once(level3))",
             "empty":"", "\(spelling)":null, "end": true }

            """
    }

    private static func output(_ text: String, chunk: Int = .max, policy: Policy = .standard) throws -> FilterOutput {
        let filter = PayloadFilter(
            guardrail: try TestRules.guardrail(policy: policy),
            source: PayloadSource(format: .json, dialect: .unknown)
        )
        return filter.output(of: Array(text.utf8), chunk: chunk)
    }

    /// What Python and others write and read although it is no JSON does not keep escapes from being read.
    @Test(arguments: ["NaN", "-Infinity", "[Infinity,]", "007", "{\"p\":1,}"])
    func lenientDocumentsAreMasked(value: String) throws {
        let secret = try TestRules.token(seed: 3)
        func text(_ spelling: String) -> String {
            "{\"temperature\":\(value),\"messages\":[{\"content\":\"\(spelling)\"}]}"
        }
        for chunk in [1, 7, .max] {
            let output = try Self.output(text("\\u0067" + secret.dropFirst()), chunk: chunk)
            let replacement = try #require(output.findings.first?.replacement)
            #expect(String(decoding: output.bytes, as: UTF8.self) == text(replacement), "chunks of \(chunk)")
        }
    }

    /// A value is masked for its name wherever the writer breaks lines, and the blanks stay as they are.
    @Test(arguments: [":", ": ", ":\n", ":\r\n", " \n : \n\t", ":" + String(repeating: " ", count: 40)])
    func namesAreContextOverBlanks(between: String) throws {
        func text(_ value: String) -> String { "{\"db_password\"\(between)\"\(value)\",\"n\":1}" }
        for chunk in [1, .max] {
            let output = try Self.output(text("S3cr3t" + "!kk9Lw"), chunk: chunk)
            let replacement = try #require(output.findings.first?.replacement)
            #expect(output.findings.count == 1)
            #expect(String(decoding: output.bytes, as: UTF8.self) == text(replacement), "chunks of \(chunk)")
        }
    }

    /// A document of plain text that is one long token is no base64, whether a member before it says so, or none does.
    @Test(arguments: [
        #""type":"text","media_type":"text/plain","data":"@""#, #""data":"@","type":"text","media_type":"text/plain""#,
        #""media_type":"text/plain","data":"@","type":"text""#,
    ])
    func tokensInPlainTextDocumentsAreMasked(source: String) throws {
        let guardrail = try TestRules.guardrail()
        let secret = try TestRules.token(seed: 5) + String(repeating: "_", count: 30)
        func text(_ value: String) -> String {
            #"{"model":"m","max_tokens":9,"messages":[{"role":"user","content":[{"type":"document","source":{"#
                + source.replacing("@", with: value) + "}}]}]}"
        }
        for chunk in [1, .max] {
            let filter = PayloadFilter(guardrail: guardrail, source: PayloadSource(format: .json, dialect: .anthropic))
            let output = filter.output(of: Array(text(secret).utf8), chunk: chunk)
            #expect(output.findings.count == 1, "\(source)")
            #expect(!String(decoding: output.bytes, as: UTF8.self).contains(secret.prefix(40).suffix(8)), "\(source)")
        }
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func nothingButTheSecretChanges(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let secret = try TestRules.token(seed: seed)
        let text = Self.document(Self.spelled(secret, &generator))
        let output = try Self.output(text)
        let replacement = try #require(output.findings.first?.replacement)
        #expect(replacement.hasPrefix("[REDACTED:github-token:"))
        #expect(String(decoding: output.bytes, as: UTF8.self) == Self.document(replacement), "seed \(seed)")
        let paths = output.findings.dropLast().map(\.path)
        #expect(paths == ["text", "list[0]", "list[2][0][0]", "args|token", "log|body|token"], "seed \(seed)")
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func chunksDoNotMatter(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let text = Self.document(Self.spelled(try TestRules.token(seed: seed), &generator))
        let whole = try Self.output(text)
        for chunk in [1, 2, 3, 17, 100] {
            let output = try Self.output(text, chunk: chunk)
            #expect(output.bytes == whole.bytes, "seed \(seed), chunks of \(chunk)")
            #expect(output.findings.map(\.finding) == whole.findings.map(\.finding), "seed \(seed)")
            #expect(output.findings.map(\.path) == whole.findings.map(\.path), "seed \(seed)")
            #expect(output.findings.map(\.line) == whole.findings.map(\.line), "seed \(seed)")
        }
    }

    /// A string that rules do not see parts the texts around it, also where it comes in a piece of its own.
    @Test func hiddenStringsPartTexts() throws {
        let bytes = Array(
            #"{"model":"m","container":{"id":"c","version":"latest"},"messages":[{"content":"0171 2345678"}]}"#.utf8
        )
        func output(_ cuts: Range<Int>) throws -> FilterOutput {
            var filter = PayloadFilter(
                guardrail: try TestRules.guardrail(),
                source: PayloadSource(
                    format: .json,
                    dialect: .anthropic,
                    context: PolicyContext(direction: .request)
                )
            )
            var output = FilterOutput()
            for piece in [0..<cuts.lowerBound, cuts, cuts.upperBound..<bytes.count] {
                filter.append(bytes.span.extracting(piece), to: &output)
            }
            filter.finish(to: &output)
            return output
        }
        let whole = try output(0..<bytes.count)
        for start in bytes.indices {
            for end in start...min(start + 12, bytes.count) {
                let other = try output(start..<end)
                #expect(other.bytes == whole.bytes && other.findings == whole.findings, "\(start)..<\(end)")
            }
        }
    }

    @Test func theRangeIsThatOfTheRawBytes() throws {
        let secret = try TestRules.token(seed: 3)
        let text = "[\n \"\\u00e9 \(secret)\"]"
        let output = try Self.output(text)
        let found = try #require(output.findings.first)
        #expect(String(decoding: Array(text.utf8)[found.finding.range], as: UTF8.self) == secret)
        #expect(found.line == 2 && found.column == 10)
    }

    /// The name of a member is context for its value.
    @Test func namesAreContext() throws {
        let value = "xK" + "9#vQ2m!Lp7$"
        let output = try Self.output(#"{"password":"\#(value)","title":"\#(value)"}"#)
        let text = String(decoding: output.bytes, as: UTF8.self)
        #expect(text.hasPrefix(#"{"password":"[REDACTED:"#))
        #expect(text.hasSuffix(#","title":"\#(value)"}"#))
    }

    /// What names an object or array is context for what it holds first, in documents inside strings as well.
    @Test(arguments: ["{\"truenas\": {\"x\": \"@\"}}", "{\"truenas\": [[\n\"@\"]]}", #"{"truenas":"{\"x\":[\"@\"]}"}"#])
    func namesOfWhatLiesAroundAreContext(document: String) throws {
        var generator = SplitMix64(seed: 11)
        let template = try ExampleTemplate.parse("1{{digits:1}}-{{base62:64}}")
        let checksums = ValidatorRegistry.checksum(_:completing:)
        let key = String(decoding: try template.expand(using: &generator, checksums: checksums).bytes, as: UTF8.self)
        let text = document.replacingOccurrences(of: "@", with: key)
        for chunk in [1, 7, Int.max] {
            let output = try Self.output(text, chunk: chunk)
            #expect(output.findings.map(\.finding.rule.rawValue) == ["truenas-api-key"])
            let mask = try #require(output.findings.first?.replacement)
            #expect(String(decoding: output.bytes, as: UTF8.self) == document.replacingOccurrences(of: "@", with: mask))
        }
        let other = document.replacingOccurrences(of: "@", with: "other\", \"\(key)")
        #expect(try Self.output(other).findings.isEmpty)
    }

    /// A number that is flagged becomes a string, so that the document stays one.
    @Test func numbersBecomeStrings() throws {
        let card = "4539" + "578763621486"
        let output = try Self.output(#"{"card":\#(card),"n":12,"s":"{\"card\":\#(card)}"}"#)
        let parsed = try JSONSerialization.jsonObject(with: Data(output.bytes)) as? [String: Any]
        #expect((parsed?["card"] as? String)?.hasPrefix("[REDACTED:") == true)
        #expect(parsed?["n"] as? Int == 12)
        let inner = try #require(parsed?["s"] as? String)
        let nested = try JSONSerialization.jsonObject(with: Data(inner.utf8)) as? [String: Any]
        #expect((nested?["card"] as? String)?.hasPrefix("[REDACTED:") == true)
    }

    /// Two strings are never read as one.
    @Test func stringsDoNotJoin() throws {
        let secret = try TestRules.token(seed: 4)
        let text = #"["\#(secret.prefix(20))","\#(secret.dropFirst(20))"]"#
        let output = try Self.output(text)
        #expect(output.bytes == Array(text.utf8))
    }

    @Test(arguments: [
        "{\"a\":\"", "{\"a\":\"x\\", "[1,,2]", "{a:1}", "\u{FEFF}{\"a\":1}", "}{", "", "nul", "{\"a\":\"\\ud800\"}",
        "[[[[\"x\"]]]", "{\"a\" \"b\"}", "\"\\u12\"", "{\"a\":\"line\nbreak\"}",
    ]) func brokenDocumentsPassAsTheyAreAndAreScanned(start: String) throws {
        let secret = try TestRules.token(seed: 5)
        #expect(try Self.output(start).bytes == Array(start.utf8))
        for chunk in [1, Int.max] {
            let output = try Self.output(start + " \(secret) ", chunk: chunk)
            let text = String(decoding: output.bytes, as: UTF8.self)
            #expect(!text.contains(secret), "\(start)")
            #expect(text.hasPrefix(start), "\(start)")
        }
    }

    @Test func aLongStringIsNotHeld() throws {
        var filter = PayloadFilter(
            guardrail: try TestRules.guardrail(),
            source: PayloadSource(format: .json, dialect: .unknown)
        )
        var output = FilterOutput()
        filter.append(Array("{\"a\":\"".utf8).span, to: &output)
        let piece = Array(String(repeating: "many words \\n and more, ", count: 1_000).utf8)
        for _ in 0..<100 {
            filter.append(piece.span, to: &output)
            #expect(filter.heldByteCount < 100)
            output.removeAll()
        }
    }
}
