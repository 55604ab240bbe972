// Passwords in URLs.

import SluiceMatching
import Testing

@Suite struct URLPasswordTests {
    let probe: ChunkingProbe<URLPasswordMatcher>

    init() throws { probe = try ChunkingProbe() }

    static let positives = [
        "postgres://app:«s3cr" + "!tpw9»@db.internal:5432/app",
        "DATABASE_URL=mysql+pymysql://root:«hun" + "ter2»@127.0.0.1/x?ssl=1",
        "redis://:«p4ss" + "phr4se-Q»@[::1]:6379",
        "mongodb+srv://u%40x:«a@b" + "@c9»@cluster0.example.net,h2:27017/db",
        #"{"url":"https:\/\/bot:«zx9" + "81kq»@api.host.dev\/v1"}"#.replacingPlus,
        "smtp://me@corp.dev:«W1nt" + "er-Sun»@smtp.corp.dev:587",
        "(see amqp://svc:«Zq81" + "pp»@mq)",
        "https://x-access-token:«abc" + "DEF012345»@github.com/o/r.git",
        "db://[REDACTED:email:00aa]:«Kx81" + "mmQ2»@host/x",
        "postgres://postgres:«postgres»@localhost:5432",
        "f\"postgresql://adm:«Vq8" + "#".dropLast() + "2kd0»@{host}/db\"",
        "ftp://u:«" + String(repeating: "a1", count: 128) + "»@h",
    ]

    @Test(arguments: positives) func finds(_ marked: String) { probe.expect(marked) }

    static let negatives = [
        "http://localhost:8080/a@b", "http://[::1]:8080/", "ssh://git@github.com:22/o/r", "https://example.com/a:b@c",
        "postgres://${USER}:${PASS}@${HOST}/x", "postgres://${USER:-a}:${PASS:-b}@h", "x://user:<password>@h",
        "x://user:{password}@h", "x://user:%s@h", "x://user:****@h", "x://user:xxx@h", "x://user:password@h",
        "x://user:pass@h", "x://user:changeme@h", "x://user:pwd@h", "x://user:[REDACTED:url-password:7f3a]@h",
        "://user:hunter2@h", "x://user:@h", "x://user:hunter2", "x://user:hunter2@", "x://user:hunter2@/x",
        "x://us er:hunter2@h", "x://#{user}:#{pass}@h", "x://:::", "://", "a://b:c",
        "ftp://u:" + String(repeating: "a1", count: 129) + "@h",
        "x://" + String(repeating: "u", count: 129) + ":pw1234@h",
    ]

    @Test(arguments: negatives) func leaves(_ text: String) { probe.expect(text) }

    @Test func holdsNothingBeforeTheColon() throws {
        let text = Array("https://example.com".utf8)
        var runs = RunCache(classCount: 0)
        for end in 8...text.count {
            let window = ByteWindow(text.span.extracting(0..<end), lowerBound: 0, isComplete: false)
            #expect(probe.matcher.match(at: 5, in: window, runs: &runs) == .needsMore(holdFrom: end))
        }
    }

    @Test func aPortIsDecidedAtItsSlash() {
        let text = Array("http://host:8080/".utf8)
        var runs = RunCache(classCount: 0)
        let window = ByteWindow(text.span, lowerBound: 0, isComplete: false)
        #expect(probe.matcher.match(at: 4, in: window, runs: &runs) == .noMatch(.shape))
    }

    @Test func schemesLimitIt() throws {
        let probe = try ChunkingProbe<URLPasswordMatcher>(options: ["schemes": ["Postgres", "mysql"]])
        probe.expect("postgres://u:«k39" + "fkq»@h http://u:k39" + "fkq@h mypostgres://u:k39" + "fkq@h")
        #expect(throws: MatcherOptionError.self) {
            try ChunkingProbe<URLPasswordMatcher>(options: ["schemes": ["http://"]])
        }
    }

    @Test func neighboursAreDecidedAlike() {
        for (index, marked) in (Self.positives + Self.negatives).enumerated() {
            probe.mutate(marked, seed: UInt64(index), rounds: 25)
        }
    }

    @Test(arguments: [
        "://", "a://", "a://b:", "a://b:c@", "a://b:c@d,", ":\\/\\/", "a://aaaaaaaaaaaaaaaaaaaaa:bbbbbbbbbbbbbbb",
    ])
    func floodsAreDecidedAlike(_ unit: String) { probe.expectFloodIsDecidedAlike(unit) }
}

extension String {
    /// Joins `" + "` in a raw sample, which keeps the value apart in the source.
    fileprivate var replacingPlus: String {
        split(separator: "\" + \"", omittingEmptySubsequences: false).joined()
    }
}
