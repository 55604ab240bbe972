// Passwords in connection strings.

import SluiceMatching
import Testing

@Suite struct ConnectionStringTests {
    let probe: ChunkingProbe<ConnectionStringMatcher>

    init() throws { probe = try ChunkingProbe() }

    static let word = "hun" + "ter2"

    static let positives = [
        "Server=db;Database=x;User Id=sa;Password=«\(word)»;Encrypt=true", "\"Data Source=h;Pwd=«p&ss\(word)»\"",
        "Password=«\(word)»;Server=tcp:h,1433", "jdbc:mysql://h/db?user=u&password=«\(word)»&ssl=1",
        "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=«abcd\(word)+/==»;EndpointSuffix=x",
        "Endpoint=sb://x/;SharedAccessKeyName=k;SharedAccessKey=«\(word)abc=»",
        "host=localhost user=u password=«\(word)» dbname=d",
        "Driver={ODBC};Server=x;PWD={«a;b\(word)»};", "Server = x; Password = «\(word)»;",
        "host=h password='«a b".dropLast(2) + "b\(word)»'",
        "jdbc:sqlserver://h;user=u;password=«\(word)»",
    ].map { String($0) }

    @Test(arguments: positives) func finds(_ marked: String) { probe.expect(marked) }

    static let negatives = [
        "password=\(word)", "Server=x;Password=[Shared1 Key];", "Server=x;Password=;", "Server=x;Password={0};",
        "Server=x;Password=${PW};",
        "Server=x;Password=<pw>;",
        "Server=x;Password=[REDACTED:connection-string:7f3a];", "Server=x\nPassword=\(word)",
        "Server=x;MyPassword=\(word)",
        "Server=x;Password=***;", "Server=x;Password=abc;", "Password;Server=x", "observer=x;Password=\(word);",
    ]

    @Test(arguments: negatives) func leaves(_ text: String) { probe.expect(text) }

    @Test func neighboursAreDecidedAlike() {
        for (index, marked) in (Self.positives + Self.negatives).enumerated() {
            probe.mutate(marked, seed: UInt64(index), rounds: 25)
        }
    }

    @Test(arguments: ["password=", ";password=", ";pwd=abcd1", " password=ab12;a=1;"])
    func floodsAreDecidedAlike(_ unit: String) { probe.expectFloodIsDecidedAlike(unit) }
}
