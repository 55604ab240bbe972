// Texts that are sent again and again.

import Sluice
import SluiceHooks
import SluiceModel
import SluicePolicies
import Testing

@Suite struct GrowingTextTests {
    private func call(
        _ direction: Direction = .response,
        deadline: ContinuousClock.Instant = .now + Patience.duration
    ) -> HookCall {
        HookCall(
            contract: "test",
            request: HookRequest(route: .post("/"), deadline: deadline),
            direction: direction
        )
    }

    private func judged(_ outcome: HookOutcome) throws -> HookVerdict {
        guard case .judged(let verdict) = outcome else { throw TestProblem.unjudged }
        return verdict
    }

    private enum TestProblem: Error { case unjudged, judged }

    /// What is settled never changes, and in the end all is as if it had been sent once.
    @Test(arguments: [1, 3, 7, 40]) func everyPrefixAgreesWithTheWhole(step: Int) async throws {
        let text = Array("the token is \(try TestEngine.token()) and then it goes on, mail a@b.example".utf8)
        let engine = try TestEngine.make()
        let whole = try judged(try await engine.check([.text(text)], as: call()))
        var settled: [UInt8] = []
        for end in Array(stride(from: step, to: text.count, by: step)) + [text.count] {
            let verdict = try judged(
                try await engine.check(
                    growing: [Array(text[..<end])],
                    name: "a",
                    isLast: end == text.count,
                    as: call()
                )
            )
            let part = try #require(verdict.parts.first)
            let bytes = try #require(part.bytes)
            #expect(bytes.starts(with: settled))
            #expect(part.settledCount >= settled.count)
            settled = Array(bytes[..<part.settledCount])
        }
        #expect(settled == whole.parts.first?.bytes)
    }

    /// A name may be of any length, and takes no more room than another; what the policy is asked with does.
    @Test func whatIsRememberedIsCounted() async throws {
        let engine = try TestEngine.make()
        /// The allocator may give an array some bytes more than another of the same elements.
        func isAbout(_ count: Int) -> Bool { abs(engine.rememberedByteCount - count) < 1_024 }
        let text = Array("nothing of interest".utf8)
        _ = try await engine.check(growing: [text], name: "a", isLast: nil, as: call())
        let one = engine.rememberedByteCount
        #expect(one > 4_096)
        let long = String(repeating: "n", count: 1 << 20)
        _ = try await engine.check(growing: [text], name: long, isLast: nil, as: call())
        #expect(isAbout(2 * one))
        // Under its name it goes on.
        _ = try await engine.check(growing: [text], name: long, isLast: nil, as: call())
        #expect(isAbout(2 * one))
        var other = call()
        other.model = long
        _ = try await engine.check(growing: [text], name: "b", isLast: nil, as: other)
        #expect(isAbout(3 * one + long.utf8.count))
        for name in ["a", long] { _ = try await engine.check(growing: [text], name: name, isLast: true, as: call()) }
        _ = try await engine.check(growing: [text], name: "b", isLast: true, as: other)
        #expect(engine.rememberedByteCount == 0)
    }

    @Test func aTextThatIsAnotherIsJudgedAnew() async throws {
        let engine = try TestEngine.make()
        _ = try await engine.check(growing: [Array("some text that".utf8)], name: "a", isLast: false, as: call())
        let token = try TestEngine.token()
        let verdict = try judged(
            try await engine.check(growing: [Array("\(token) and".utf8)], name: "a", isLast: true, as: call())
        )
        #expect(verdict.action == .mask)
    }

    /// What was decided for one caller holds for no other, though both use the same name.
    @Test func aNameThatAnotherUsedIsJudgedForWhoSendsIt() async throws {
        let policy = try Policy.read(
            text: """
                version: 1
                name: teams
                policies:
                  - {name: trusted, when: {metadata: {team: a}}, then: {action: allow}}
                  - {name: others, when: {category: secret}, then: {action: block}}
                """,
            file: "teams.yaml"
        )
        let engine = try TestEngine.make(standard: policy)
        let text = Array("it is \(try TestEngine.token()) here".utf8)
        var first = call()
        first.metadata = ["team": "a"]
        var others = [call(), call(.request), call(), call()]
        others[0].metadata = ["team": "b"]
        others[2].model = "m"
        others[3].peer.token = "t"
        for other in others {
            _ = try await engine.check(growing: [[]], name: "same", isLast: nil, as: first)
            let verdict = try judged(
                try await engine.check(growing: [text], name: "same", isLast: nil, as: other)
            )
            #expect(verdict.action == .block, "\(other)")
        }
    }

    /// Findings are recorded once, however many calls tell the same text, and few of many are kept.
    @Test func manyFindingsAreCountedOnceAndFewAreKept() async throws {
        let audit = AuditProbe()
        let engine = try TestEngine.make(audit: audit)
        let text = Array((0..<3_000).map { "person\($0)@company.example.org\n" }.joined().utf8)
        for end in [text.count / 3, text.count / 2, text.count, text.count] {
            let verdict = try judged(
                try await engine.check(growing: [Array(text[..<end])], name: "a", isLast: nil, as: call())
            )
            #expect(verdict.findings.count <= 1_001)
            if end == text.count { #expect(verdict.findingCount == 3_000) }
        }
        // A cut address may be one that is shorter.
        #expect((3_000...3_004).contains(audit.records.reduce(0) { $0 + $1.findingCount }))
    }

    @Test func aConversationStaysWithTheRulesItBeganWith() async throws {
        let engine = try TestEngine.make()
        _ = try await engine.check(growing: [Array("begin".utf8)], name: "a", isLast: false, as: call())
        engine.guards.replace(with: try TestEngine.guards(version: "v2"))
        let same = try judged(
            try await engine.check(growing: [Array("begin and".utf8)], name: "a", isLast: true, as: call())
        )
        #expect(same.version == "v1")
        let other = try judged(
            try await engine.check(growing: [Array("begin and".utf8)], name: "a", isLast: true, as: call())
        )
        #expect(other.version == "v2")
    }

    /// Where the time is up, what was not looked at passes as it is, and the next call goes on there.
    @Test func aCallWhoseTimeIsUpIsGoneOnWith() async throws {
        let engine = try TestEngine.make()
        let token = try TestEngine.token()
        let text = Array((String(repeating: "words and more words. ", count: 5_000) + "it is \(token) here").utf8)
        let late = try await engine.check(
            growing: [Array("short".utf8), text],
            name: "a",
            isLast: false,
            as: call(deadline: .now - .seconds(1))
        )
        guard case .unjudged(let failure) = late else { throw TestProblem.judged }
        #expect(failure.reason == .deadline && failure.totalCount == text.count + 5)
        #expect(failure.scannedCount == 5)
        #expect(failure.partial.parts.map { $0.bytes ?? [] } == [Array("short".utf8), text])
        #expect(failure.partial.parts[1].settledCount == 0)
        var scanned = failure.scannedCount
        for _ in 0..<2 {
            let again = try await engine.check(
                growing: [Array("short".utf8), text],
                name: "a",
                isLast: false,
                as: call(deadline: .now - .seconds(1))
            )
            guard case .unjudged(let failure) = again else { throw TestProblem.judged }
            #expect(failure.scannedCount > scanned)
            scanned = failure.scannedCount
        }
        let done = try judged(
            try await engine.check(growing: [Array("short".utf8), text], name: "a", isLast: true, as: call())
        )
        #expect(done.action == .mask && done.findings.count == 1)
        let bytes = try #require(done.parts[1].bytes)
        #expect(bytes.count > 100_000 && !String(decoding: bytes, as: UTF8.self).contains(token))
    }
}
