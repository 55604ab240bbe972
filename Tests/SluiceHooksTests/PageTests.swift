// What the server tells of itself.

import Crypto
import Foundation
import HTTPTypes
import SluiceHooks
import SluicePayloads
import Testing

@Suite struct PageTests {
    @Test func metricsAreInPrometheusForm() async throws {
        let token = try TestEngine.token()
        try await TestServer.run { server in
            _ = try await server.exchange(
                TestServer.post("/v1/check", "{\"text\":\"\(token)\",\"direction\":\"request\"}")
            )
            let answer = try await server.exchange(TestServer.get("/metrics"))
            let page = try #require(answer.split(separator: "\r\n\r\n", maxSplits: 1).last)
            var types: [Substring: Substring] = [:]
            for line in page.split(separator: "\n") {
                let words = line.split(separator: " ")
                if line.hasPrefix("# TYPE ") { types[words[2]] = words[3] }
                if line.hasPrefix("#") { continue }
                let name = line.prefix { $0 != "{" && $0 != " " }
                let base =
                    ["_bucket", "_sum", "_count"].first { name.hasSuffix($0) && types[name] == nil }
                    .map { name.dropLast($0.count) } ?? name
                #expect(types[base] != nil, "\(line)")
                #expect(words.last.flatMap { Double($0) } != nil, "\(line)")
            }
            for line in [
                "sluice_requests_total{contract=\"check\",status=\"200\"} 1",
                "sluice_verdicts_total{contract=\"check\",direction=\"request\",policy=\"default\",action=\"mask\"} 1",
                "sluice_findings_total{rule=\"github-token\",action=\"mask\"} 1",
                "sluice_request_seconds_count{contract=\"check\"} 1", "sluice_check_seconds_count 1",
            ] {
                #expect(page.contains(line + "\n"), "\(line)")
            }
        }
    }

    /// The page may run its own script and apply its own style, and nothing else.
    @Test func thePageHoldsAllThatItNeeds() async throws {
        try await TestServer.run { server in
            let answer = try await server.exchange(TestServer.get("/"))
            let parts = answer.split(separator: "\r\n\r\n", maxSplits: 1)
            let (head, page) = (try #require(parts.first), try #require(parts.last))
            let policy = try #require(
                head.split(separator: "\r\n").first { $0.hasPrefix("Content-Security-Policy: ") }
            )
            #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"))
            for element in ["script", "style"] {
                let content = try #require(
                    page.components(separatedBy: "<\(element)>").last?.components(separatedBy: "</\(element)>").first
                )
                let hash = Data(SHA256.hash(data: Data(content.utf8))).base64EncodedString()
                #expect(policy.contains("\(element)-src 'sha256-\(hash)'"))
            }
            #expect(!page.contains("http://") && !page.contains("https://") && !page.contains("innerHTML"))
            #expect(!page.contains("onclick=") && !page.contains("style=\""))
            let status = try await server.exchange(TestServer.get("/v1/status"))
            #expect(status.contains("\"default_policy\":\"default\""))
        }
    }

    /// Every endpoint of the server is described, and nothing else.
    @Test func theOpenAPIDocumentNamesEveryEndpoint() async throws {
        try await TestServer.run { server in
            let answer = try await server.exchange(TestServer.get("/openapi.json"))
            let body = try #require(answer.split(separator: "\r\n\r\n", maxSplits: 1).last)
            let json = try #require(JSONTree(Array(body.utf8)))
            let paths = json.children(of: json.member("paths", of: json.root)).flatMap { path in
                json.children(of: path).map { method in
                    String(decoding: json.bytes[json.name(method)], as: UTF8.self).uppercased() + " "
                        + String(decoding: json.bytes[json.name(path)], as: UTF8.self)
                }
            }
            #expect(Set(paths) == Set(server.server.routes.map { "\($0.method.rawValue) \($0.path)" }))
            // Gateways have errors of their own.
            func failure(_ path: String) -> JSONTree.Node? {
                let routes = json.children(of: json.member("paths", of: json.root))
                let route = routes.first { json.bytes[json.name($0)].elementsEqual(path.utf8) }
                let answers = json.member("post", "responses", of: route)
                return json.member("default", "content", of: answers)
            }
            let own = String(decoding: try #require(failure("/v1/check").map { json.slice($0) }), as: UTF8.self)
            let gateway = String(
                decoding: try #require(failure("/analyze/prompt").map { json.slice($0) }),
                as: UTF8.self
            )
            #expect(own.contains("schemas/Error") && !gateway.contains("schemas/Error"))
            // What every contract takes is told of each.
            for route in server.server.routes where route.method == .post && !route.path.contains("/v1/streams/") {
                let paths = json.children(of: json.member("paths", of: json.root))
                let path = paths.first { json.bytes[json.name($0)].elementsEqual(route.path.utf8) }
                let parameters = json.member("post", "parameters", of: path).map { json.slice($0) } ?? []
                let text = String(decoding: parameters, as: UTF8.self)
                #expect(text.contains(#""X-Sluice-Policy","in":"header""#), "\(route.path)")
                #expect(text.contains(#""policy","in":"query""#), "\(route.path)")
                let isOwn = ["/v1/check", "/v1/filter", "/v1/stream", "/v1/streams"].contains(route.path)
                #expect(text.contains(#""on_mask","in":"query""#) != isOwn, "\(route.path)")
            }
            for member in ["match_start", "match_end", "decoded", "finding_count"] {
                #expect(answer.contains("\"\(member)\""))
            }
        }
    }
}
