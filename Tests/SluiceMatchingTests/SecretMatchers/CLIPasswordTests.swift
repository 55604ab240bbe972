// Passwords on command lines.

import SluiceMatching
import Testing

@Suite struct CLIPasswordTests {
    let probe: ChunkingProbe<CLIPasswordMatcher>

    init() throws { probe = try ChunkingProbe() }

    static let word = "hun" + "ter2"

    static let positives = [
        "curl -u admin:«\(word)» https://x", "curl -s -u 'admin:«\(word)»' https://x",
        "curl \\\n  --user bob:«\(word)» x",
        "curl --user bob:'«\(word)»' -X PUT", "curl -uadmin:«\(word)» x", "tool --password «\(word)»",
        "tool --password=«\(word)» y",
        "tool --password '«\(word) b»'",
        "gpg --passphrase «\(word)»", "sshpass -p «\(word)» ssh x", "sshpass -p'«\(word)»' ssh x",
        "mysql -uroot -p«\(word)» db",
        "mysqldump -h x -p'«\(word)»' db", "PGPASSWORD=«\(word)» psql", "redis-cli -h x -a «\(word)» ping",
        "export MYSQL_PWD='«\(word)»'",
        "wget --user=a:«\(word)» x", "docker login -u ci -p «\(word)» registry.acme.dev",
        "sqlcmd -S db -U sa -P «\(word)»",
        "ldapsearch -D cn=admin -w «\(word)» -b dc=x", "plink -ssh -pw «\(word)» ada@host",
        "openssl rsa -passin pass:«\(word)»",
        "keytool -genkey -storepass «\(word)» -keypass «\(word)»", "xfreerdp /u:ada /p:«\(word)» /v:host",
    ]

    @Test(arguments: positives) func finds(_ marked: String) { probe.expect(marked) }

    static let negatives = [
        "python -u main:app2server", "docker run -u 1000:1000x99", "tool --password $PASSWORD",
        "tool --password \"$PW12345\"",
        "tool --password-file x1y2z3a4", "mkdir -p a1b2c3d4", "ssh -p2222222 x", "mysql -p db1234567",
        "curl -u user:$TOKEN12 x",
        "Set `--password=` or `PG1PASSWORD=`, then", "Use `mysql -p`, then `SHOW TABLES1` ",
        "sshpass -p `cat pw1.txt` ssh", "mysql -u root -p`cat pw1.txt` shop",
        "tool --password <password1>", "sshpass -p [REDACTED:cli-password:7f3a] ssh", "PGPASSWORD=$PW psql",
        "tool --password --verbose1",
        "curl x\n -u a:\(word)", "tool --password prompt-user", "grep -a \(word)abc",
        "docker run --name mongo -p 27017:27017 mongo", "mkdir -p a1b2c3d4", "ssh -w \(word)", "rsync -P \(word) host:",
    ]

    @Test(arguments: negatives) func leaves(_ text: String) { probe.expect(text) }

    @Test func neighboursAreDecidedAlike() {
        for (index, marked) in (Self.positives + Self.negatives).enumerated() {
            probe.mutate(marked, seed: UInt64(index), rounds: 25)
        }
    }

    @Test(arguments: [" -u", "curl -u a", " --password", " --password=", "mysql -pa", "sshpass -p", " -p'"])
    func floodsAreDecidedAlike(_ unit: String) { probe.expectFloodIsDecidedAlike(unit) }
}
