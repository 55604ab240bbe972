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
        "  ACME_PASSWORD=«white" + "duke»    # note\n", "\tACME_PASSWORD=«white" + "duke»\n",
        "PASSWORD=«Sun,shine;(9!»", "password   =   '«\(word)»'", "privateKey: \"«\(token(64))»\"",
        "my_pass=\"«\(word)»\"",
        "TOKEN=\"«550e" + "8400-e29b-41d4-a716-446655440000»\"",
        "secret: \"«" + String(token().map(\.self).reversed()) + "»\"",
        "<add key=\"Password\" value=\"«\(word)»\" />",
        "password: \"«Summer" + "2024!»\"",
        // Operators and declarations.
        "var acmeToken string = \"«\(token())»\"", "ACME_TOKEN ?= \"«\(token())»\"", "ACME_TOKEN :::= \"«\(token())»\"",
        "$acmeToken .= \"«\(token())»\"", "acme_token ||= '«\(token())»'", "apiToken <- \"«\(token())»\"",
        "acmeKey := `«\(token())»`", "HEX_KEY = \"«\(token())»\"", "'key': \"«\(token())»\"",
        "api_key = (\"«\(token())»\")", "if token == \"«\(token())»\" {",
        "key = os.environ.get(\"ACME_API_KEY\", \"«\(token())»\")",
        "const apiKey = process.env.ACME_API_KEY || \"«\(token())»\"",
        "curl_easy_setopt(c, CURLOPT_PASSWORD, \"«\(word)!»\")",
        // Values in fields of their own.
        "{\"name\": \"DB_PASSWORD\", \"value\": \"«\(word)»\"}", "- name: DB_PASSWORD\n  value: «\(word)»\n",
        "<add key=\"X.ApiToken\" value=\"«\(token())»\"/>", "<string name=\"api_key\">«\(token())»</string>",
        "<key>password</key>\n<string>«\(word)»</string>", "<name>db.password</name>\n  <value>«\(word)»</value>",
        "<Pass encoding=\"base64\">«aHVudGVy" + "Mg==»</Pass>", "<Password><Value>«\(word)»</Value></Password>",
        "<acmeToken>\n    «\(token())»\n</acmeToken>", "<a href=\"?token=&quot;«\(token())»&quot;\">",
        // Flags and sentences.
        "tool --token «\(token())» --force", "tool -password «\(word)»", "storePassword \"«\(token(12))»\"",
        "The password is «\(word)», as before.", "Use the token «\(token())» to log in.", "ID:master,PW:«\(word)!»",
        "Authorization with Bearer «\(token())» works",
        // Signs of source code in passwords.
        "DB_PASSWORD=«8F2nXM64\"Qd" + "g\"CW7z»\n", "  password: «KJh77sLw2" + ",zzQ91p»\n",
        "spring.datasource.password=«8OPLHJ15" + ">a0lDs9k»", "password = «8IFk7Y65" + ")j88)2Xqq»  # old\n",
        "- Password: «x8Kd3z'" + "Qw7»", "pwd: «Kx8(" + "dE5fg12hi»\n", "+password: «Kx8d\\" + "5fg12hi»</td>\n",
        "The password is «KJh77sLw2" + ",zzQ91p» for now.", "password: «KJh77sLw2" + "'zzQ91p»,user=b\n",
        // Types, calls and comparisons around a text.
        "const API_KEY: &str = \"«\(token())»\";", "const API_KEY: &'static str = \"«\(token())»\";",
        "let api_key = String::from(\"«\(token())»\");", "String password = new String(\"«\(word)!»\");",
        "secret := []byte(\"«\(token())»\")", "char passwd[] = \"«\(word)!»\";", "char passwd[64] = \"«\(word)!»\";",
        "std::string secret{\"«\(token())»\"};", "builder.password(\"«\(word)!»\")", "setApiToken(\"«\(token())»\")",
        "public string Password { get; set; } = \"«\(word)»\";", "Dim password As String = \"«\(word)»\"",
        "password = '''«\(word)!»'''", "password = \"\"\"\n  «\(word)!»\n\"\"\"",
        "if (password != \"«\(word)!»\") {", "if (password !== '«\(word)!»') {", "password.equals(\"«\(word)!»\")",
        "if ($Password -eq \"«\(word)!»\") {", "[ \"$PASSWORD\" = \"«\(word)»\" ]",
        // Sentences, YAML and bold print.
        "Your new password is: «\(word)»", "The password is set to «\(word)».",
        "its password was changed to «\(word)» today", "  password: |\n    «\(word)»\n",
        "  password: >-\r\n    «\(word)»\r\n", "password: !!str «\(word)»\n", "password: &pw «\(word)»\n",
        "**Password:** «\(word)»\n", "**Password:** `«\(word)»`", "**Password**: «\(word)»",
        "tool --password «!Xk29" + "sLp7q»",
        // App passwords of mail accounts.
        "sender_password = \"«smlt nf" + "vm gtkb vsyu»\"", "spring.mail.password=«smlt nf" + "vm gtkb vsyu»\n",
        "pass: '«bvkn" + "ewxgyfchumlr»'", "spring.mail.password=«cbqx" + "zaqgxeoowpbq»\n",
        // What only looks like code between texts, a cut hash or a header.
        "DB_PASSWORD='«.aTr7" + "kwqz9.»'", "password = \"«+Kz8v" + "Qm4xw+»\"", "DB_PASS=\"«$2b$1kR" + "w9xQ»\"",
        "refresh_token: \"«eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2" + "R0NNIn0kRw8vPq2ZxTm5Lb9Nc4Yh»\"",
        // Words with numbers.
        "JWT_SECRET=«Nordwind" + "Kiosk2024»\n", "const SECRET_KEY = \"«sonnen" + "blume88»\";",
        "jwt.secret=«Local" + "Kart@2026SecretKeyForTokens»\n", "password = \"«Pflau" + "me.61»\"",
        "password: «Pflau" + "me.61»\n",

        "MYSQL_PASSWORD=«chopp_" + "coins2023»\n", "define( 'DB_PASSWORD', '«wxgar" + "ten2019»' );",
        "password == \"«Seller" + "ie12»\"", "/login?user=a&password=«Feigen" + "baum3» HTTP/1.1",
        "SECRET_KEY=«k3i0(p-j0m" + "nq9z8w)x7&v»\n", "SECRET_KEY=«&k3i0p-j0" + "mn_3dq9z8w)x7»\n",
        "CMD redis-server --requirepass «Xk9v" + "Tq2mLp»",
        // Behind escapes of recorded JSON.
        "x\\nAPI_KEY=«\(token())»\\n", "{\\\"a\\\": \\\"x\\ntoken: «\(token())»\\r\\nb\\\"}",
        "x\\tsecret = «\(token())»\\n", "\\npassword=«\(word)»\\n",
        // Brackets that do not nest.
        "db_pass: «w[7(x]k{q)vz$2}tm»\n", "PASSWD = «w[7(x]k{q)vz$2}tm»,",
        "api_key = '«w[7(x]k{q)vz$2}tm-rWb>_Lh#»'", "secret := «w[(x]k{q)vz$}tmZrWbLhQxNp»;",
    ]

    @Test(arguments: positives) func finds(_ marked: String) { probe.expect(marked) }

    static let negatives = [
        "password = $PASSWORD", "password: ${DB_PASSWORD}", "password = process.env.DB_PASSWORD2",
        "password = os.environ['DB_PASS1']",
        "password = getenv(\"X1\")", "password = config.get('x1')", "password = self.password1",
        "token = generate_token2(user)",
        "$t = \" password :\".$password1.\" \";", "x = \"password='\"+p.getPassword2()+\"'\"",
        "Authorization: Bearer eyJhbGciOiJSUzI1NiIs...", "token: eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9...",
        "password: '$2b$10$hashed',", "--discovery-token-ca-cert-hash sha256:8f3a2b1c9d4e5f60718293a4b5c6d7e8",
        "password: \"errors.password.length12\"", "secret: my-app-2024", "password = \"this that then when\"",
        "secret = \"my_token_2024\"", "API_KEY=getKey(abc1,def2)\n", "token: x.pw12\n",
        "secret: \"harbor_cluster_2024\"", "existingSecret: \"grafana01admin\"", "SECRET_REGION=europewest12\n",
        "password: chapter.12\n", "\"password\": \"required_if-12\"", "clientSecret: Production-2024\n",
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
        "The password is required.", "set the token to none", "the token is not a secret2", "we pass dtype64 to it",
        "\"AWS::IAM::AccessKey\": \"\(token())\"", "arn:aws:secretsmanager:eu-west-1:0:secret:\(token(20))",
        "\"ClientToken\": \"550e" + "8400-e29b-41d4-a716-446655440000\"",
        "--client-token 550e" + "8400-e29b-41d4-a716-446655440000",
        "\"nextForwardToken\": \"\(token())\"", "publicKeyToken=\"1fc8" + "b3b9a1e18e3b\"", "csrf_token: \(token())",
        "\"PasswordLastUsed\": \"2016-09-08T21:47:36Z\"", "'Test2::Event::Pass' => '1.302103'", "PASS8 = 0x08000000;",
        "private_key: ed25519.Ed25519PrivateKey,", "key = \"fs.s3.cse.kms.keyId\"", "public_key: \"\(token())\"",
        "\"sort_key\": \"\(token())\"", "\"monkey\": \"\(token())\"", "key: \"d41d" + "8cd98f00b204e9800998ecf8427e\"",
        "key: \"MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE" + "1Olb3zMAFFxXKHiIkQO5cJ3Yhl5i6UPp\"",
        "#define OBJ_userPassword OBJ_X509,35L", "password: \"{{ vault.password1 }}\"",
        "<password>${DB_PASS1}</password>",
        "{\"name\": \"DB_PASSWORD\", \"value\": \"${DB_PASSWORD}\"}", "token = getenv(\"A_TOKEN\", \"\")",
        "password = pick(all[0], {1})", "token = x[1)", "password: schema.string({", "password = a(b]c d",
        "password = decode(x1[\"k1\"])", "password = cfg[\"db1\"][\"pw2x9k4\"]\n", "password = String(input2)",
        "  password: ENC[AES256_GCM,data:8Uid35gT\n", "password = hash(salt1,x9k2)\n",
        "password = f(a1b2c3d4,\n  x)", "password=/^[a-z]{8,20}x1$/", "getPassword(\"db1-main!\")",
        "password(\"Enter your password 2\")", "password is set to null", "token: &Token = &make()", "password*2",
        "password: |\n  ${DB_PASSWORD1}\n", "password is now required", "password: text(\"password_hash2\")",
        "password[i] = other[i2]", "\"password-validator\": \"^5.3.0\"", "if (password.equals(other2)) {",
        "password: !!str\n", "password!",
        "secrets.token_hex(16)", "password_file: \"/run/secrets/db1\"", "token: ${{ secrets.GITHUB_TOKEN }}",
    ]

    @Test(arguments: negatives) func leaves(_ text: String) { probe.expect(text) }

    /// The stronger a value, the less doubt.
    @Test func doubtFollowsTheShape() {
        func doubt(_ text: String) -> UInt8? { probe.matches(in: Array(text.utf8)).first?.doubt }
        let strong = doubt("api_key = \"\(Self.token())\"")
        let middle = doubt("api_key = \"\(Self.token(12))\"")
        let short = doubt("api_key = \"\(Self.token(8))\"")
        let guessed = doubt("password = \"\(Self.word)\"")
        #expect(strong == 0)
        #expect(middle.map { (10...20).contains($0) } == true)
        #expect(short.map { (25...40).contains($0) } == true)
        #expect(guessed.map { (20...25).contains($0) } == true)
    }

    /// No service makes keys with such signs, and generated passwords have more of them.
    @Test func strangeSignsMakeAKeyDoubtful() {
        func doubt(_ text: String) -> UInt8? { probe.matches(in: Array(text.utf8)).first?.doubt }
        let (head, tail) = (Self.token(20), Self.token(16, seed: 3))
        for sign in "@#$^&*?" { #expect(doubt("api_key = \"\(head)\(sign)\(tail)\"") == 30) }
        for sign in "-_.~:+/=%!" { #expect(doubt("api_key = \"\(head)\(sign)\(tail)\"") == 0) }
        #expect(doubt("api_key = \"=\(head)\"") == 30)
        #expect(doubt("api_key = \"x8#kQ$p2@Lw9&Zr4*Tn6^Vb\"") == 0)
        #expect(doubt("client_secret = \"\(head)?\(tail)\"") == 0)
        #expect(doubt("password = \"\(head)?\(tail)\"").map { $0 < 30 } == true)
    }

    /// Logs name by `key` what they look up.
    @Test func aKeyInALogIsDoubtful() {
        func doubt(_ text: String) -> UInt8? { probe.matches(in: Array(text.utf8)).first?.doubt }
        let value = Self.token(32)
        #expect(doubt("level=info msg=miss key=\(value) took=3ms") == 30)
        #expect(doubt("cache miss, key = \(value)\n") == 30)
        for line in ["key=", "[a]\n  key=", "export key=", "x key=\"", "/x?key="] {
            #expect(doubt(line + value + "\"\n") == 20, "\(line)")
        }
    }

    /// A row of digits or letters makes a value doubtful, not a sample.
    @Test func rowsAreDoubtful() {
        let found = probe.matches(in: Array("api_key = \"abcdef1234567890abcdef1234567890\"".utf8))
        #expect(found.map(\.isSample) == [false])
        #expect(found.map(\.doubt) == [25])
    }

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
            "api_key=a1b2c3d4e5;", "<password>", "password    ", "token is ", "key=", "pw:", "<key>password</key>",
            "password=a(", "token=x{y)", "key=a]\n", "token string ", "name: password\n value: ",
            "\npassword=a\"1,", "password: |\n ", "password is set to ", "password(\"", "password[0]=\"",
            "password != ", "password: **", "password = new ", "password='''", "password = getenv(\"A\", ", "token || ",
            "-p --token ",
        ]
    )
    func floodsAreDecidedAlike(_ unit: String) { probe.expectFloodIsDecidedAlike(unit) }
}
