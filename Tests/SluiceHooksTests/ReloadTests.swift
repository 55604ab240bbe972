// Rules and policies that change while the server runs.

import Foundation
import Sluice
import SluiceHooks
import SluiceMatching
import SluiceModel
import SluicePolicies
import Synchronization
import Testing

@Suite struct ReloadTests {
    static func rule(_ name: String) -> String {
        """
        rules:
          - id: \(name)
            name: Test token
            description: A token that only these tests know.
            category: secret
            severity: high
            token: {prefix: \(name)_, alphabet: lower-hex, length: 12}
            examples: {match: ["«\(name)_{{lower-hex:12}}»"], no_match: ["\(name)_tooshort"]}
        """
    }

    private func wait(_ what: () throws -> Bool) async throws {
        #expect(try await Patience.wait(until: what), "it did not happen")
    }

    @Test func aNewRuleIsInForceAndABrokenOneIsNot() async throws {
        let folder = try TestFolder()
        try folder.write("rules/one.yaml", Self.rule("zqx"))
        let source = GuardSource(rules: folder.path + "/rules", key: TestEngine.key)
        let guards = GuardStore(try source.load())
        let log = LogProbe()
        let service = ReloadService(source: source, guards: guards, interval: .milliseconds(20), logger: log.logger)
        let first = guards.current
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await service.run() }
            // The service has begun to watch when it sees a change, which may take several.
            let attempts = Attempts()
            try await wait {
                if attempts.next().isMultiple(of: 50) { try folder.write("rules/deep/two.yaml", Self.rule("zqy")) }
                return guards.current.ruleCount == 2
            }
            #expect(guards.current.version != first.version && guards.status.problem == nil)
            // A stream that began before goes on with what it began with.
            #expect(first.ruleCount == 1)

            let second = guards.current
            try folder.write("rules/deep/two.yaml", "rules: [{id: broken}]")
            try await wait { guards.status.problem != nil }
            #expect(guards.current === second)
            #expect(guards.status.problem?.contains("two.yaml:1: broken:") == true)
            #expect(log.lines.contains { $0.contains("those in force stay") && $0.contains("two.yaml") })

            try folder.write("rules/deep/two.yaml", Self.rule("zqy"))
            try await wait { guards.status.problem == nil }
            // The files hold again what is in force: nothing is replaced.
            #expect(guards.current === second)

            try folder.write("rules/policies/team.yaml", "version: 1\nname: team\npolicies: []\n")
            try folder.write("rules/policies/default.yaml", "version: 1\nname: default\npolicies: []\n")
            try await wait { guards.current.guardrails.count == 2 }
            // All policies share what was compiled.
            #expect(guards.current.guardrail("team")?.scanner === guards.current.standard.scanner)
            tasks.cancelAll()
        }
    }

    /// The kernel has room for so many watches only, which all of a user's programs share.
    @Test(arguments: [0, 1]) func changesAreSeenWhereTheKernelRefusesToWatch(room: Int) async throws {
        let folder = try TestFolder()
        try folder.write("rules/deep/one.yaml", Self.rule("zqx"))
        let source = GuardSource(rules: folder.path + "/rules", key: TestEngine.key)
        let guards = GuardStore(try source.load())
        let log = LogProbe()
        let watches = WatchRoom(room)
        let service = ReloadService(
            source: source,
            guards: guards,
            interval: .milliseconds(20),
            register: { _, _ in watches.take() ? nil : ENOSPC },
            logger: log.logger
        )
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await service.run() }
            for number in 2..<5 {
                try folder.write("rules/deep/\(number).yaml", Self.rule("zq" + ["a", "b", "c"][number - 2]))
                try await wait { guards.current.ruleCount == number }
            }
            // As many bytes as before.
            let last = guards.current
            try folder.write("rules/deep/one.yaml", Self.rule("zqw"))
            try await wait { guards.current.version != last.version }
            tasks.cancelAll()
        }
        let warnings = log.lines.filter { $0.contains("the system does not tell of changed files") }
        #expect(warnings.count == 1 && warnings[0].contains("fs.inotify.max_user_watches"))
    }

    /// What the paths of rules and policies lead to may change as a whole: by a link, or by another folder in their
    /// place.
    @Test(arguments: [false, true])
    func aDirectoryThatTakesThePlaceOfAnotherIsLoaded(isLink: Bool) async throws {
        let folder = try TestFolder()
        let files = FileManager.default
        let (rules, policies) = (folder.path + "/rules", folder.path + "/policies")
        /// Makes a folder for another to be replaced by.
        func fill(_ number: Int) throws {
            try folder.write("rules-\(number)/deep/one.yaml", Self.rule("zq" + ["a", "b", "c", "d"][number]))
            try folder.write("policies-\(number)/default.yaml", "version: 1\nname: default\npolicies: []\n")
            for other in 0..<number {
                try folder.write("policies-\(number)/\(other).yaml", "version: 1\nname: p\(other)\npolicies: []\n")
            }
        }

        /// Puts a folder in the place of the one before.
        func place(_ number: Int, at path: String) throws {
            let new = path + "-\(number)"
            if isLink {
                try files.createSymbolicLink(atPath: path + "-link", withDestinationPath: new)
                // At once, as `mv -T` does.
                let status = unsafe rename(path + "-link", path)
                #expect(status == 0)
            } else {
                if files.fileExists(atPath: path) { try files.moveItem(atPath: path, toPath: new + "-former") }
                try files.moveItem(atPath: new, toPath: path)
            }
        }
        for number in 0..<4 { try fill(number) }
        try place(0, at: rules)
        try place(0, at: policies)
        let source = GuardSource(rules: rules, policies: policies, key: TestEngine.key)
        let guards = GuardStore(try source.load())
        let service = ReloadService(
            source: source,
            guards: guards,
            interval: .milliseconds(20),
            logger: LogProbe().logger
        )
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await service.run() }
            // The service has begun to watch when it sees a change.
            let attempts = Attempts()
            try await wait {
                if attempts.next().isMultiple(of: 50) {
                    try folder.write("rules/two.yaml", Self.rule("zqx") + "\n# \(attempts.next())\n")
                }
                return guards.current.ruleCount == 2
            }
            for number in 1..<4 {
                try place(number, at: rules)
                try await wait { guards.current.ruleCount == 1 && guards.status.problem == nil }
                // What happens in the new folder is seen as well.
                try folder.write("rules/deep/two.yaml", Self.rule("zqy"))
                try await wait { guards.current.ruleCount == 2 }
                try place(number, at: policies)
                try await wait { guards.current.guardrail("p\(number - 1)") != nil }
                try folder.write("policies/more.yaml", "version: 1\nname: m\(number)\npolicies: []\n")
                try await wait { guards.current.guardrail("m\(number)") != nil }
            }
            // Policies that are gone are told of, and go on.
            let last = guards.current
            try files.moveItem(atPath: policies, toPath: policies + "-away")
            try await wait { guards.status.problem?.contains("there is no such directory of policies") == true }
            #expect(guards.current === last)
            try files.moveItem(atPath: policies + "-away", toPath: policies)
            try await wait { guards.status.problem == nil }
            #expect(guards.current === last)
            tasks.cancelAll()
        }
    }

    @Test func theBuiltInPolicyDoesNotTakeThePlaceOfFilesThatAreGone() throws {
        let folder = try TestFolder()
        try folder.write("one.yaml", Self.rule("zqx"))
        let source = GuardSource(rules: folder.path, key: TestEngine.key)
        let builtIn = try source.load()
        #expect(try source.load(insteadOf: builtIn).standard.policy.name == "default")
        try folder.write("policies/default.yaml", "version: 1\nname: default\npolicies: []\n")
        let guards = try source.load(insteadOf: builtIn)
        try FileManager.default.removeItem(atPath: folder.path + "/policies")
        #expect(throws: GuardSource.Failure.self) { try source.load(insteadOf: guards) }
        let named = GuardSource(rules: folder.path, policies: folder.path + "/policies", key: TestEngine.key)
        #expect(throws: GuardSource.Failure.self) { try named.load() }
    }

    @Test func whatIsWrongWithPoliciesIsNamed() throws {
        let folder = try TestFolder()
        try folder.write("one.yaml", Self.rule("zqx"))
        try folder.write("policies/a.yaml", "version: 1\npolicies: []\n")
        var source = GuardSource(rules: folder.path, key: TestEngine.key)
        var error = #expect(throws: GuardSource.Failure.self) { try source.load() }
        #expect(error?.description.contains("no policy is named `default`; there are: a") == true)
        source.defaultPolicy = "a"
        #expect(try source.load().standard.policy.name == "a")
        try folder.write("policies/b.yaml", "version: 1\nname: a\npolicies: []\n")
        error = #expect(throws: GuardSource.Failure.self) { try source.load() }
        #expect(error?.description.contains("another file has a policy named `a` already") == true)
    }

    @Test func hiddenTextIsFoundWhereItIsAskedFor() async throws {
        let folder = try TestFolder()
        try folder.write("one.yaml", Self.rule("zqx"))
        let hidden = Data("the key is zqx_0123456789ab and no other".utf8).base64EncodedString()
        for (depth, count) in [(0, 0), (Guardrail.usualDecodeDepth, 1)] {
            var source = GuardSource(rules: folder.path, key: TestEngine.key)
            source.decodeDepth = depth
            let engine = HookEngine(guards: GuardStore(try source.load()))
            let request = HookRequest(route: .post("/v1/check"))
            let call = HookCall(contract: "check", request: request, direction: .request)
            guard case .judged(let verdict) = try await engine.check([.text(Array(hidden.utf8))], as: call) else {
                Issue.record("not judged")
                continue
            }
            #expect(verdict.findings.count == count, "\(depth)")
        }
        var source = GuardSource(rules: folder.path, key: TestEngine.key)
        let plain = try source.version()
        source.decodeDepth = 1
        #expect(try source.version() != plain)
    }

    @Test func ownCodeIsFoundByItsIndex() async throws {
        let folder = try TestFolder()
        try folder.write("rules/one.yaml", Self.rule("zqx"))
        let code = (0..<60).map { "let value\($0) = compute\($0 * 7)(other\($0), factor\($0 % 9))\n" }.joined()
        var builder = CodeIndexBuilder(key: Array("a key for tests".utf8))
        try builder.add(Array(code.utf8))
        let index = folder.path + "/own.idx"
        try Data(builder.finish(label: "billing").bytes).write(to: URL(fileURLWithPath: index))
        var source = GuardSource(rules: folder.path + "/rules", key: TestEngine.key)
        source.fingerprints = [index]
        var error = #expect(throws: GuardSource.Failure.self) { try source.load() }
        #expect(error?.description.contains("the index was made with a key, and there is none") == true)
        source.indexKey = TestEngine.key
        let guards = try source.load()
        #expect(guards.ruleCount == 2)
        let engine = HookEngine(guards: GuardStore(guards))
        let call = HookCall(contract: "check", request: HookRequest(route: .post("/v1/check")), direction: .request)
        guard case .judged(let verdict) = try await engine.check([.text(Array(code.utf8))], as: call) else {
            Issue.record("not judged")
            return
        }
        #expect(verdict.findings.map(\.finding.entity) == ["billing"])
        try folder.write("rules/two.yaml", Self.rule("own-code").replacingOccurrences(of: "own-code_", with: "zqy_"))
        error = #expect(throws: GuardSource.Failure.self) { try source.load() }
        #expect(error?.description.contains("a rule of the directory has this name already") == true)
    }

    @Test func readyAndMetricsTellWhatCouldNotBeLoaded() async throws {
        try await TestServer.run { server in
            server.server.engine.guards.keep(because: "Rules/a.yaml:3: a: wrong")
            let ready = try await server.exchange(TestServer.get("/health/ready"))
            #expect(ready.hasPrefix("HTTP/1.1 200") && ready.contains("\"status\":\"degraded\""))
            #expect(ready.contains("\"problems\":[\"Rules/a.yaml:3: a: wrong\"]"))
            let metrics = try await server.exchange(TestServer.get("/metrics"))
            #expect(metrics.contains("\nsluice_reload_failed 1\n"))
            #expect(metrics.contains("\nsluice_reload_failures_total 1\n"))
        }
    }
}

/// Room for so many watches.
private final class WatchRoom: Sendable {
    private let rest: Mutex<Int>

    init(_ count: Int) { rest = Mutex(count) }

    /// Whether there was room for one more.
    func take() -> Bool {
        rest.withLock { rest in
            rest -= 1
            return rest >= 0
        }
    }
}

private final class Attempts {
    private var count = -1

    func next() -> Int {
        count += 1
        return count
    }
}
