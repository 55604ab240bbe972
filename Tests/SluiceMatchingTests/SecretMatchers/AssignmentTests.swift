// Values that are assigned to names.

import SluiceMatching
import Testing

@Suite struct AssignmentTests {
    let probe: ChunkingProbe<AssignmentMatcher>

    init() throws { probe = try ChunkingProbe() }

    static func token(_ count: Int = 32, seed: UInt64 = 11) -> String {
        var generator = SeededSamples(seed: seed)
        return generator.text(count)
    }

    static let word = "hun" + "ter2"

    static let positives = [
        "password = \"«\(word)»\"", "DB_PASSWORD=«\(word)»\nX=1", "{\"password\": \"«\(word)»\"}",
        "{\\\"password\\\": \\\"«\(word)»\\\"}",
        "{\\\\\\\"passwd\\\\\\\":\\\\\\\"«\(word)»\\\\\\\"}", "  password: «\(word)»\n", "passphrase: '«a\\'b\(word)»'",
        "pwd:=\"«\(word)»\"",
        "'secret' => '«\(token())»',", "stripeSecretKey = \"«\(token())»\"", "api_key: «\(token())»",
        "API-KEY=«\(token())»",
        "const apiKey = '«\(token(24))»';", "let token: String = \"«\(token(40))»\"",
        "token: str = f\"«\(token(40))»\"",
        "os.environ[\"ACCESS_KEY\"] = \"«\(token(40))»\"", "https://x/?token=«\(token(20))»&user=1",
        "<password>«\(word)»</password>",
        "export CLIENT_SECRET=«\(token())»", "--api-key=«\(token())» run", "login(\"user\", password=\"«\(word)!»\")",
        "setConfig(\"api_key\", \"«\(token())»\")", "auth_token = \"«\(token())»\"", "credentials: \"«\(token())»\"",
        "PASSWORD=«Sun,shine;(9!»", "password   =   '«\(word)»'", "privateKey: \"«\(token(64))»\"",
        "my_pass=\"«\(word)»\"",
        "TOKEN=\"«550e" + "8400-e29b-41d4-a716-446655440000»\"",
        "secret: \"«" + String(token().map(\.self).reversed()) + "»\"",
        "<add key=\"Password\" value=\"«\(word)»\" />",
        "password: \"«Summer" + "2024!»\"",
    ]

    @Test(arguments: positives) func finds(_ marked: String) { probe.expect(marked) }

    static let negatives = [
        "password = $PASSWORD", "password: ${DB_PASSWORD}", "password = process.env.DB_PASSWORD2",
        "password = os.environ['DB_PASS1']",
        "password = getenv(\"X1\")", "password = config.get('x1')", "password = self.password1",
        "token = generate_token2(user)",
        "password = settings.DB_PASSWORD2", "password: string", "token: str | None = None", "password: String",
        "password=null",
        "password: true", "password: None", "\"password\": \"required\"", "password: \"required|min:8\"",
        "token = 12345",
        "password: 8080", "PWD=/home/user1/project2", "secret: ./secrets/key1.pem",
        "token_url: https://x.dev/oauth2/t0ken",
        "FORGOT_PASSWORD=$APP_URL/x/forgot_password2", "put_password => \"cms/sites/passwords2#update\"",
        "{{ password }}", "password: {{ .Values.password1 }}", "password: <your-password-1>",
        "password: \"<password1>\"",
        "password: ********", "password=xxxxxxxx1", "password: changeme", "api_key: example", "api_key: your-api-key-1",
        "password=[REDACTED:assignment:7f3a]", "\"token\": \"[REDACTED:assignment:7f3a]\"", "password == \"\(word)\"",
        "Token::new(abcdef123456)", "tokenizer: \"gpt2-x9kd8f7a6s5d\"", "author: \"a8f7s6d5f4g3h2\"",
        "passed = \"a8f7s6d5f4\"",
        "token_type: \"a8f7s6d5f4g3\"", "next_page_token: \"\(token())\"", "max_tokens: 4096", "secret", "secret:",
        "secret: \"",
        "password: \"Enter your password 2\"", "token = \"session-token-v2\"", "secretKey: \"my_secret_key_1\"",
        "password=",
        "password -> \(word)", "token: \"aaaaaaaaaaaa1\"", "[\"password\", \"username\"]",
        "secret: \"correct horse battery staple 1\"",
        "password: \"" + String(repeating: "a1", count: 101) + "\"", "password = \"abc\"",
        "csrf_token = \"{% csrf_token1 %}\"",
        "secrets.token_hex(16)", "password_file: \"/run/secrets/db1\"", "token: ${{ secrets.GITHUB_TOKEN }}",
    ]

    @Test(arguments: negatives) func leaves(_ text: String) { probe.expect(text) }

    @Test func valuesAroundAnExampleAreSamples() {
        let text = Array("secret_key = \"\(Self.token(30))EXAMPLEKEY\"".utf8)
        #expect(probe.matches(in: text).map(\.isSample) == [true])
    }

    @Test func randomValuesAreFound() {
        var generator = SeededSamples(seed: 2_024)
        for alphabet in [SeededSamples.base62, SeededSamples.hex, SeededSamples.base64URL] {
            var found = 0
            for _ in 0..<300 {
                let text = Array("api_key = \"\(generator.text(32, of: alphabet))\"".utf8)
                found += probe.matches(in: text).count
            }
            #expect(found >= 297, "\(alphabet.prefix(16)): \(found) of 300")
        }
    }

    @Test func optionsAreChecked() throws {
        let probe = try ChunkingProbe<AssignmentMatcher>(options: ["names": ["wifi-code"], "min_length": ["12"]])
        probe.expect(
            "wifi_code: \"«\(Self.token(12))»\" wifiCode wifi-code: \"\(Self.token(11))\" password: \"\(Self.token())\""
        )
        for options in [["names": ["a b c"]], ["min_length": ["0"]], ["max_length": ["9999"]], ["min_entropy": ["x"]]] {
            #expect(throws: MatcherOptionError.self) { try ChunkingProbe<AssignmentMatcher>(options: options) }
        }
    }

    @Test func neighboursAreDecidedAlike() {
        for (index, marked) in (Self.positives + Self.negatives).enumerated() {
            probe.mutate(marked, seed: UInt64(index), rounds: 10)
        }
    }

    @Test(
        arguments: [
            "password=", "password='", "token=\"secret='", "token_", "passwordpassword", "secret: ", "password=\\\"",
            "token='a1'",
            "api_key=a1b2c3d4e5;", "<password>", "password    ",
        ]
    )
    func floodsAreDecidedAlike(_ unit: String) { probe.expectFloodIsDecidedAlike(unit) }
}
