// What holds for every contract.

import Foundation
import HTTPTypes
import Sluice
import SluiceHooks
import SluiceModel
import SluicePayloads
import SluicePolicies
import Testing

@Suite struct EveryContractTests {
    private func client(_ test: ContractCase, standard: Policy = .standard) throws -> ContractClient {
        ContractClient(contract: test.contract, engine: try TestEngine.make([TestEngine.blocking], standard: standard))
    }

    /// What stands for a token under the tests' key.
    private func replacement(of token: String) throws -> String {
        try TestEngine.guards().standard.filter(token).text
    }

    @Test(arguments: ContractCase.all) func whatIsCleanPasses(_ test: ContractCase) async throws {
        let response = try await client(test).post(test.path, test.body(#"How do I sort a list? \n\"é\" 😀"#))
        #expect(test.meaning(response) == .passed)
        #expect(response.headers[.contentType] == "application/json")
    }

    @Test(arguments: ContractCase.all) func whatIsFoundIsMasked(_ test: ContractCase) async throws {
        let token = try TestEngine.token()
        let response = try await client(test).post(test.path, test.body(#"é \"key\": \#(token), yes? 😀"#))
        if test.carriesMasks {
            #expect(test.meaning(response) == .masked("é \"key\": \(try replacement(of: token)), yes? 😀"))
        } else {
            #expect(test.meaning(response) == .refused)
        }
        #expect(!response.text.contains(token))
    }

    @Test(arguments: ContractCase.all) func whatThePolicyBlocksIsRefused(_ test: ContractCase) async throws {
        let token = try TestEngine.token()
        let response = try await client(test, standard: TestEngine.blocking)
            .post(test.path, test.body("the key: \(token)"))
        #expect(test.meaning(response) == .refused)
        #expect(!response.text.contains(token))
        // Moderations have categories and no reasons.
        #expect(response.text.contains("github-token") || test.description == "moderations")
    }

    @Test(arguments: ContractCase.all) func whatWouldBeMaskedCanBeRefused(_ test: ContractCase) async throws {
        let token = try TestEngine.token()
        let path = test.path + (test.path.contains("?") ? "&" : "?") + "on_mask=block"
        // The sanitizer cannot refuse, and a mask loses nothing there.
        guard test.description != "kong sanitizer" else { return }
        let response = try await client(test).post(path, test.body("the key: \(token)"))
        #expect(test.meaning(response) == .refused)
        #expect(!response.text.contains(token))
    }

    /// A policy in monitor mode changes nothing.
    @Test(arguments: ContractCase.all) func monitorPassesAll(_ test: ContractCase) async throws {
        var policy = Policy.standard
        policy.mode = .monitor
        let response = try await client(test, standard: policy)
            .post(test.path, test.body("the key: \(try TestEngine.token())"))
        #expect(test.meaning(response) == .passed)
    }

    @Test(arguments: ContractCase.all) func tenMegabytesAreJudged(_ test: ContractCase) async throws {
        let token = try TestEngine.token()
        let filler = String(repeating: "All work and no play. ", count: 10_000_000 / 22)
        let response = try await client(test).post(test.path, test.body(filler + token))
        if test.carriesMasks {
            #expect(test.meaning(response) == .masked(filler + (try replacement(of: token))))
        } else {
            #expect(test.meaning(response) == .refused)
        }
    }

    /// A message that could not be judged in time is stopped where the policy says closed, and not as by a policy.
    @Test(arguments: ContractCase.all) func lateMessagesAreStopped(_ test: ContractCase) async throws {
        var policy = Policy.standard
        policy.onError = .init(request: .closed, response: .closed)
        let filler = String(repeating: "All work and no play. ", count: 10_000)
        let response = try await client(test, standard: policy)
            .post(test.path, test.body(filler), deadline: .now - .seconds(1))
        #expect(test.meaning(response) == .stopped(test.lateStatus))
        #expect(response.text.contains("deadline_exceeded"))
    }

    /// Where the policy says open, the message passes as far as it was judged, and the answer says that it was not.
    @Test(arguments: ContractCase.all) func lateMessagesPassWhereThePolicySaysSo(_ test: ContractCase) async throws {
        var policy = Policy.standard
        policy.onError = .init(request: .open, response: .open)
        let filler = String(repeating: "All work and no play. ", count: 10_000)
        let (early, late) = (try TestEngine.token(seed: 1), try TestEngine.token(seed: 2))
        let clean = try await client(test, standard: policy)
            .post(test.path, test.body(filler + late), deadline: .now - .seconds(1))
        #expect(test.meaning(clean) == .passed)
        #expect(clean.header("X-Sluice-Outcome") == "unjudged")
        let response = try await client(test, standard: policy)
            .post(test.path, test.body("\(early) \(filler)\(late)"), deadline: .now - .seconds(1))
        if test.carriesMasks {
            let text = "\(try replacement(of: early)) \(filler)\(late)"
            #expect(test.meaning(response) == .masked(text))
        } else {
            #expect(test.meaning(response) == .refused)
        }
    }

    /// What cannot be read is an error with a code and a sentence, and not a policy's refusal.
    @Test(arguments: ContractCase.all) func whatCannotBeReadIsNotJudged(_ test: ContractCase) async throws {
        let client = try client(test)
        let deep = String(repeating: "[", count: 600) + String(repeating: "]", count: 600)
        for body in ["", "{", "[]", "\"a\"", "{\"a\":\(deep)}"] + test.malformed {
            let response = try await client.post(test.path, body)
            guard case .stopped(let status) = test.meaning(response) else {
                Issue.record("\(body.prefix(40)): \(response.text)")
                continue
            }
            #expect(status >= 400 || test.contract is PortkeyContract, "\(body.prefix(40))")
            #expect(
                response.text.contains("\"code\":") && response.text.contains("\"message\":")
                    || response.text.contains("\"error\":\"") || response.text.contains("\"detail\":")
            )
        }
    }

    @Test(arguments: ContractCase.all) func unknownPoliciesAreErrors(_ test: ContractCase) async throws {
        let response = try await client(test)
            .post(test.path, test.body("hello"), headers: .one("X-Sluice-Policy", "nobody"))
        guard case .stopped = test.meaning(response) else {
            Issue.record("\(response.text)")
            return
        }
        #expect(response.text.contains("unknown_policy"))
    }

    @Test(arguments: ContractCase.all) func theConfigurationNamesThePolicy(_ test: ContractCase) async throws {
        let body = test.body("the key: \(try TestEngine.token())")
        let byHeader = try await client(test).post(test.path, body, headers: .one("X-Sluice-Policy", "blocking"))
        #expect(test.meaning(byHeader) == .refused)
        let separator = test.path.contains("?") ? "&" : "?"
        let byQuery = try await client(test).post(test.path + separator + "policy=blocking", body)
        #expect(test.meaning(byQuery) == .refused)
    }

    /// What the configuration says and nobody knows, or leaves empty, is an error, never the default.
    @Test(arguments: ContractCase.all) func misspeltConfigurationsAreErrors(_ test: ContractCase) async throws {
        let separator = test.path.contains("?") ? "&" : "?"
        let body = test.body("hello")
        for (query, header, code) in [
            ("policy=", nil, "unknown_policy"), ("", ("X-Sluice-Policy", ""), "unknown_policy"),
            ("on_mask=", nil, "invalid_on_mask"), ("", ("X-Sluice-On-Mask", ""), "invalid_on_mask"),
            ("polcy=blocking", nil, "unknown_parameter"), ("on-mask=block", nil, "unknown_parameter"),
            ("", ("X-Sluice-Polcy", "blocking"), "unknown_header"), ("", ("X-Sluice-OnMask", "x"), "unknown_header"),
        ] as [(String, (String, String)?, String)] {
            let path = query.isEmpty ? test.path : test.path + separator + query
            let headers = header.map { HTTPFields.one($0.0, $0.1) } ?? [:]
            let response = try await client(test).post(path, body, headers: headers)
            guard case .stopped = test.meaning(response) else {
                Issue.record("\(query) \(header?.0 ?? ""): \(response.text)")
                continue
            }
            // Not every contract has codes in its errors.
            #expect(response.text.contains(code) || !response.text.contains("\"code\""), "\(code): \(response.text)")
        }
    }

    /// A body that is no UTF-8 is read otherwise by others.
    @Test(arguments: ContractCase.all) func bodiesThatAreNoUTF8AreErrors(_ test: ContractCase) async throws {
        let pieces = test.body("MARK").split(separator: "MARK").map { Array($0.utf8) }
        let path = test.path.split(separator: "?").map(String.init)
        let client = try client(test)
        let text = try #require(pieces.first) + [0x61, 0xC3, 0x28] + pieces.dropFirst().flatMap(\.self)
        let response = try await client.post(path[0], bytes: text, query: path.count > 1 ? path[1] : nil)
        guard case .stopped = test.meaning(response) else {
            Issue.record("\(response.text)")
            return
        }
    }

    /// Members that no contract knows change nothing.
    @Test(arguments: ContractCase.all) func unknownFieldsAreIgnored(_ test: ContractCase) async throws {
        let token = try TestEngine.token()
        let body = test.body("the key: \(token)")
        let more = #"{"x-new":{"a":[1,2,null]},"_":null,"# + body.dropFirst()
        let client = try client(test)
        #expect(
            test.meaning(try await client.post(test.path, more)) == test.meaning(try await client.post(test.path, body))
        )
    }

    /// Metadata from a gateway's callers, however much, is no way past.
    @Test func metadataIsBounded() async throws {
        let many = (0..<500).map { #""name\#($0)":"\#(String(repeating: "v", count: 400))""# }.joined(separator: ",")
        let token = try TestEngine.token()
        let engine = try TestEngine.make()
        let body =
            #"{"request":{"json":{"messages":[{"role":"user","content":"\#(token)"}]}},"metadata":{\#(many)},"#
            + #""requestType":"chatComplete","eventType":"beforeRequestHook"}"#
        let response = try await ContractClient(contract: PortkeyContract(), engine: engine)
            .post("/portkey/webhook", body)
        #expect(response.value("transformedData") != nil)
        #expect(!response.text.contains(token))
    }

    /// No two contracts answer the same request, and no name is used twice.
    @Test func routesAreApart() {
        var seen: Set<String> = []
        var names: Set<String> = []
        for test in ContractCase.all where names.insert(test.contract.name).inserted {
            for route in test.contract.routes {
                #expect(seen.insert("\(route.method) \(route.path)").inserted, "\(route.path)")
            }
        }
        #expect(names.count == 10)
    }
}
