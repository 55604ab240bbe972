// Credentials in HTTP headers.

import SluiceMatching
import Testing

@Suite struct AuthorizationHeaderTests {
    let probe: ChunkingProbe<AuthorizationHeaderMatcher>

    init() throws { probe = try ChunkingProbe() }

    static func token(_ count: Int = 32, seed: UInt64 = 7) -> String {
        var generator = SeededSamples(seed: seed)
        return generator.text(count)
    }

    static let positives = [
        "Authorization: Bearer «\(token())»\r\nHost: x", "authorization:bearer «\(token(20))»",
        #"{"Authorization": "Bearer «\#(token())»", "x": 1}"#, #"{\"Authorization\": \"Bearer «\#(token())»\"}"#,
        "curl -H 'Authorization: token «\(token())»' https://x",
        #"curl -H "Authorization: Bearer «\#(token())»" https://x"#,
        "headers['Authorization'] = 'ApiKey «\(token())»'",
        "request.setValue(\"Bearer «\(token())»\", x) Authorization: Key «\(token())»".replacingFirst,
        "Authorization: Basic «\(Marked.base64("user:" + token(9)))»",
        "Authorization: Basic «\(Marked.base64("api:" + token(8)))»\n",
        "xhr.setRequestHeader(\"Authorization\", \"Bearer «\(token())»\");", "Authorization=Bearer «\(token())»",
        "Proxy-Authorization: Digest «username=\"Mufasa\", realm=\"x y\", response=\"\(token())\"»\r\n",
        "Authorization: AWS4-HMAC-SHA256 «Credential=\(token(20))/20250101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=\(token(40))»\n",
        "-H 'Authorization: OAuth «oauth_token=\"\(token(20))\", oauth_nonce=\"x\"»' next",
        "Authorization: «\(token())»", "x-api-key: «\(token())»", "X-Goog-Api-Key: «\(token(39))»",
        "'api-key': '«\(token())»'",
        "PRIVATE-TOKEN: «\(token(20))»", "\"x-auth-token\":\"«\(token(24))»\"", "Authorization:[Bearer «\(token())»]",
        "Cookie: «sid=\(token()); theme=dark»\r\n", "set-cookie: «session=\(token()); Path=/; HttpOnly»",
        "Cookie: «csrf=\(token(seed: 4)); sid=\(token())»\r\n",
        "-H 'Cookie: «a=b; token=\(token())»' -v", "Authorization: Custom «\(token(24))»",
        "Authorization: Bearer «\(token(5_000))» x",
    ]

    @Test(arguments: positives) func finds(_ marked: String) { probe.expect(marked) }

    static let negatives = [
        "Authorization: Bearer <token>", "Authorization: Bearer $TOKEN", "Authorization: Bearer ${API_TOKEN}",
        "f\"Authorization: Bearer {token}\"", "Authorization: Bearer YOUR_API_KEY", "Authorization: Bearer ...",
        "Authorization: Bearer [REDACTED:authorization-header:7f3a]", "Authorization: Bearer ********",
        "Authorization: required for all endpoints", "authorization = getAuthorization(request2)",
        "the authorization header",
        "Authorization: Bearer authentication is needed", "\"Authorization\": \"Bearer \" + token", "Authorization",
        "x-api-key: $KEY",
        "Authorization: Digest [REDACTED:authorization-header:7f3a]", "Cookie: [REDACTED:authorization-header:00aa]",
        "Authorization: Basic \(Marked.base64("no credentials here 1"))",
        ".. _`RFC6749#Authorization`: https://tools.ietf.org/html/rfc6749#section-3.1\n",
        "Set-Cookie: csrftoken=\(token()); Path=/",
        "Cookie: theme=dark; XSRF-TOKEN=\(token())", "Cookie: theme=dark; lang=en", "cookie: we use cookies",
        "api-key: your-api-key-goes-here-1",
        "Authorization == x",
        "x-api-key: process.env.OPENAI_API_KEY2", "headers.authorization: settings.http.token2value", "api-key:",
    ]

    @Test(arguments: negatives) func leaves(_ text: String) { probe.expect(text) }

    @Test func basicCredentialsAreProven() {
        let live = Array("Authorization: Basic \(Marked.base64("svc:" + Self.token(10)))".utf8)
        #expect(probe.matches(in: live).map(\.proof) == [.holds])
        #expect(probe.matches(in: live).map(\.isSample) == [false])
        let sample = Array("Authorization: Basic \(Marked.base64("user:password"))".utf8)
        #expect(probe.matches(in: sample).map(\.isSample) == [true])
    }

    @Test func headersCanBeChosen() throws {
        let probe = try ChunkingProbe<AuthorizationHeaderMatcher>(options: ["headers": ["X-Custom-Secret"]])
        probe.expect("x-custom-secret: «\(Self.token())»\nAuthorization: Bearer \(Self.token())")
        #expect(throws: MatcherOptionError.self) {
            try ChunkingProbe<AuthorizationHeaderMatcher>(options: ["headers": ["a b"]])
        }
    }

    @Test func neighboursAreDecidedAlike() {
        for (index, marked) in (Self.positives.dropLast() + Self.negatives).enumerated() {
            probe.mutate(marked, seed: UInt64(index), rounds: 8)
        }
    }

    @Test(arguments: [
        "authorization", "authorization:", "authorization: ", "api-key:", "cookie:a=", "authorization: digest ",
        "api-key=a1b2c3d4",
    ])
    func floodsAreDecidedAlike(_ unit: String) { probe.expectFloodIsDecidedAlike(unit) }
}

extension String {
    /// The sample from its last sentence on: what stands before is a call whose name does not say what it sets.
    fileprivate var replacingFirst: String {
        guard let range = self.range(of: ") Auth") else { return self }
        return "x(1" + self[range]
    }

    private func range(of text: String) -> PartialRangeFrom<String.Index>? {
        indices.first { self[$0...].hasPrefix(text) }.map { $0... }
    }
}
