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
        "Server=db1;User Id=sa;Password=«oJ7p'" + "UIcAz23fU»;Encrypt=True",
        "Server=x;Password=«ab<cd\(word)>e»;", "\"Server=x;Password=«a'b\(word)»\"",
        "'Server=x;Password=«\(word)»'x", "Server=x;Password=«\(word)»<br>", "Server=x;Password=«\(word)»\\n",
        "connect(host=h, password=«Xk29" + "sLp7q!»)", "connect( password=«Xk29" + "sLp7q!», host=h)",
    ].map { String($0) }

    @Test(arguments: positives) func finds(_ marked: String) { probe.expect(marked) }

    static let negatives = [
        "password=\(word)", "Server=x;Password=[Shared1 Key];", "Server=x;Password=;", "Server=x;Password={0};",
        "Server=x;Password=${PW};",
        "Server=x;Password=<pw>;",
        "Server=x;Password=[REDACTED:connection-string:7f3a];", "Server=x\nPassword=\(word)",
        "Server=x;MyPassword=\(word)",
        "def __init__(self, host=None, password=None): pass",
        "redis.Redis(host=HOST, port=6379, password=None, db=0)",
        "connect(host=h, password=settings.DB_PASSWORD, port=1)", "connect(host=h, password=get_password(x))",
        "connect(host=h, password=row[3])", "connect(host=h, password=cfg[\"password\"])",
        "connect(host=h, password=password, db=d)", "connect(host=h,password=pw)",
        "connect(\n  password=settings.password2, host=h)", "Server=x;Password=<the password>;",
        "Server=x;Password=***;", "Server=x;Password=abc;", "Password;Server=x", "observer=x;Password=\(word);",
    ]

    @Test(arguments: negatives) func leaves(_ text: String) { probe.expect(text) }

    @Test func neighboursAreDecidedAlike() {
        for (index, marked) in (Self.positives + Self.negatives).enumerated() {
            probe.mutate(marked, seed: UInt64(index), rounds: 25)
        }
    }

    @Test(arguments: [
        "password=", ";password=", ";pwd=abcd1", " password=ab12;a=1;", ";pwd=a'b1", ", pwd=a(", ";pwd=a>b1",
    ])
    func floodsAreDecidedAlike(_ unit: String) { probe.expectFloodIsDecidedAlike(unit) }
}
