// The library's face, as its documentation shows it.

import Sluice
import SluiceModel
import Testing

struct GuardrailTests {
    @Test func aRequestIsMaskedAndGoesOn() throws {
        let guardrail = try TestRules.guardrail()
        let token = try TestRules.token(seed: 1)
        let body = #"{"model":"m","messages":[{"role":"user","content":"push with \#(token)"}],"max_tokens":5}"#
        let verdict = guardrail.check(request: Array(body.utf8))
        #expect(verdict.action == .mask)
        #expect(verdict.format == .json)
        #expect(verdict.findings.map(\.path) == ["messages[0].content"])
        #expect(verdict.findings.map(\.messageIndex) == [0])
        let payload = String(decoding: try #require(verdict.payload), as: UTF8.self)
        #expect(payload.hasPrefix(#"{"model":"m","messages":[{"role":"user","content":"push with [REDACTED:"#))
        #expect(guardrail.check(request: Array(payload.utf8)).isUnchanged)
    }

    @Test func aCleanBodyIsUnchanged() throws {
        let body = Array(#"{"model":"m","messages":[{"role":"user","content":"hello"}]}"#.utf8)
        let verdict = try TestRules.guardrail().check(request: body)
        #expect(verdict.isUnchanged && verdict.payload == body && verdict.message == nil)
    }

    @Test func aBlockedRequestHasNoPayload() throws {
        let guardrail = try TestRules.guardrail(policy: .uniform(action: .block))
        let token = try TestRules.token(seed: 1)
        let verdict = guardrail.check(request: Array("{\"prompt\":\"\(token)\"}".utf8))
        #expect(verdict.action == .block && verdict.payload == nil)
        #expect(verdict.message == "Blocked by policy: github-token.")
    }

    @Test func underAnotherPolicyTheSameIsFoundWithWhatWasCompiled() throws {
        let masking = try TestRules.guardrail()
        let blocking = masking.under(.uniform(action: .block))
        let body = Array("{\"prompt\":\"\(try TestRules.token(seed: 1))\"}".utf8)
        let (masked, blocked) = (masking.check(request: body), blocking.check(request: body))
        #expect(masked.action == .mask && blocked.action == .block)
        #expect(masked.findings.map(\.finding.fingerprint) == blocked.findings.map(\.finding.fingerprint))
        #expect(blocking.scanner === masking.scanner)
    }

    @Test func monitoringChangesNothingAndSaysWhatItWould() throws {
        var policy = Policy.standard
        policy.mode = .monitor
        let body = Array("{\"prompt\":\"\(try TestRules.token(seed: 1))\"}".utf8)
        let verdict = try TestRules.guardrail(policy: policy).check(request: body)
        #expect(verdict.payload == body)
        #expect(verdict.action == .log && verdict.wouldBe == .mask)
    }

    @Test func directionsAreToldApart() throws {
        let guardrail = try TestRules.guardrail()
        let body = Array("{\"prompt\":\"write to anna.berg@corp-mail.de\"}".utf8)
        #expect(guardrail.check(request: body).action == .mask)
        #expect(guardrail.check(response: body).action == .log)
    }

    @Test func aSequenceOfChunksIsFiltered() async throws {
        let guardrail = try TestRules.guardrail()
        let token = try TestRules.token(seed: 2)
        let stream =
            "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
            + "\"delta\":{\"type\":\"text_delta\",\"text\":\"key \(token) here\"}}\n\n"
        let chunks = AsyncStream<[UInt8]> { continuation in
            for byte in stream.utf8 { continuation.yield([byte]) }
            continuation.finish()
        }
        var bytes: [UInt8] = []
        var findings: [LocatedFinding] = []
        for try await output in guardrail.stream(chunks, dialect: .anthropic) {
            bytes += output.bytes
            findings += output.findings
        }
        #expect(findings.map(\.finding.rule) == ["github-token"])
        #expect(String(decoding: bytes, as: UTF8.self).contains("key [REDACTED:github-token:"))
        #expect(!String(decoding: bytes, as: UTF8.self).contains(token))
    }

    @Test func theSameValueIsReplacedAlikeInEveryFormat() throws {
        let guardrail = try TestRules.guardrail()
        let token = try TestRules.token(seed: 9)
        let plain = guardrail.filter("x \(token)").findings.map(\.replacement)
        let json = guardrail.check(request: Array("{\"prompt\":\"y \(token)\"}".utf8)).findings.map(\.replacement)
        let stream = guardrail.check(response: Array("data: {\"text\":\"\(token)\"}\n\n".utf8)).findings
        #expect(plain == json && plain == [stream.first?.replacement])
    }
}
