// Log-probabilities in logs, HAR files and lists of bodies, and in bodies inside of strings.

import Foundation
import Sluice
import SluiceMatching
import SluiceModel
import SluicePayloads
import SluicePolicies
import Testing

struct SpelledInRecordsTests {
    private static let bodies = SpelledAgainTests.bodies.filter { $0.dialect != .ollamaGenerate }

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    /// Records that hold a body.
    private static func records(_ body: String) -> [(format: PayloadFormat?, text: String)] {
        [
            (nil, "{\"ts\":1,\"response\":\(body)}"), (.json, "{\"ts\":1,\"response\":\(quoted(body))}"),
            (.json, "{\n \"log\": {\"entries\": [{\"response\": {\"content\": {\"text\": \(quoted(body))}}}]}\n}"),
            (.json, "[\(body),\n \(body)]"), (.json, "[\(quoted(body)), \"x\", \(quoted(body))]"),
            (.ndjson, "{\"level\":\"info\"}\n{\"ts\":1,\"response\":\(body)}\n"),
            (nil, "{\"ts\":1,\"a\":{\"response\":\(quoted(body))}}\n{\"ts\":2,\"a\":{\"response\":\(quoted(body))}}\n"),
            (.json, "{\"log\":\(quoted("{\"b\":" + quoted(body) + "}"))}"),
        ]
    }

    private static func filter(_ text: String, _ format: PayloadFormat?, chunk: Int) throws -> FilterOutput {
        let source = PayloadSource(format: format, context: PolicyContext(direction: nil))
        let filter = PayloadFilter(guardrail: try TestRules.guardrail(), source: source)
        return filter.output(of: Array(text.utf8), chunk: chunk)
    }

    private static func pieces(_ text: String) -> [String] {
        stride(from: 0, to: text.count, by: 3).map { String(text.dropFirst($0).prefix(3)) }
    }

    @Test(arguments: bodies) func maskedTextIsNotSpelledAgain(body: SpelledAgainTests.Body) throws {
        let secret = try TestRules.token(seed: 64)
        for (format, text) in Self.records(body.make("key \(secret) ok", Self.pieces("key \(secret) ok"))) {
            let whole = try Self.filter(text, format, chunk: .max)
            for chunk in [1, 2, 17] {
                let output = try Self.filter(text, format, chunk: chunk)
                #expect(output.bytes == whole.bytes && output.findings == whole.findings, "chunks of \(chunk): \(text)")
            }
            let output = String(decoding: whole.bytes, as: UTF8.self)
            let plain = output.replacing("\\", with: "")
            #expect(plain.contains("[REDACTED:github-token:"), "\(text)")
            #expect(!plain.contains("\"token\":") && !plain.contains("\"tokens\":[\""), "\(output)")
            for start in 4...(secret.count - 8) { #expect(!output.contains(secret.dropFirst(start).prefix(8))) }
            if !text.dropLast().contains("\n{") {
                _ = try JSONSerialization.jsonObject(with: Data(whole.bytes))
            }
        }
    }

    @Test(arguments: bodies) func cleanRecordsStayAsTheyAre(body: SpelledAgainTests.Body) throws {
        for (format, text) in Self.records(body.make("nothing to see", Self.pieces("nothing to see"))) {
            for chunk in [1, 9, Int.max] {
                let output = try Self.filter(text, format, chunk: chunk)
                #expect(String(decoding: output.bytes, as: UTF8.self) == text)
            }
        }
    }

    /// A body inside a string that breaks off or down leaves those behind it as they are.
    @Test func brokenBodiesInStrings() throws {
        let secret = try TestRules.token(seed: 65)
        let start = #"{"choices":[{"logprobs":{"content":[{"token":"ke"}"#
        let body = #"{"choices":[{"logprobs":{"tokens":["fi"]},"message":{"content":"@"}}]}"#
        for end in ["", "]", "]} oops", #"]},"message":{"content":"fine"#] {
            let first = Self.quoted(start + end)
            let fine = Self.quoted(body.replacing("@", with: "fine"))
            let text = "{\"a\":[\(first),\(fine),\(Self.quoted(body.replacing("@", with: secret)))]}"
            let whole = try Self.filter(text, .json, chunk: .max)
            let replacement = try #require(whole.findings.first?.replacement)
            let masked = Self.quoted(#"{"choices":[{"logprobs":null,"message":{"content":"\#(replacement)"}}]}"#)
            #expect(String(decoding: whole.bytes, as: UTF8.self) == "{\"a\":[\(first),\(fine),\(masked)]}")
            for chunk in [1, 5] { #expect(try Self.filter(text, .json, chunk: chunk).bytes == whole.bytes) }
        }
    }

    /// What is called so in a log that holds no body is text.
    @Test func otherMembersOfTheNameAreScanned() throws {
        let secret = try TestRules.token(seed: 66)
        for text in [#"{"logprobs":"@"}"#, #"{"a":{"logprobs":["@"]}}"#, #"{"choices":{"token_ids":"@"}}"#] {
            let output = try Self.filter(text.replacing("@", with: secret), .json, chunk: 4)
            #expect(!String(decoding: output.bytes, as: UTF8.self).contains(secret) && output.findings.count == 1)
        }
    }
}
