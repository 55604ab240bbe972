// Texts full of numbers and signs in which no matcher for personal data may find anything.

/// Texts full of numbers and signs in which no matcher for personal data may find anything.
enum OrdinaryTexts {
    static let all = [
        "", "1", "@", ":", "::", ".", "+", "()", "swift 6.3.1, 1.2.3-beta.4+build.567", "^1.2.3 ~4.5.6 >=7.8.9",
        "2024-01-31T12:30:45.123456Z 2024-01-31 12:30:45,678 +0200", "12:30:45", "1700000000 1700000000000",
        "1700000000000000 1700000000000000000", "{\"created\":1700000000,\"ms\":1700000000123}",
        "0.4111111111111111 3.141592653589793 1e10 -273.15", "$1,234.56 1.234,56 € 12 345 678",
        "8f14e45f-ceea-467e-9b1d-0123456789ab", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "git@host.tld:group/project.git", "deploy@server.tld:srv/www/x", "npm i lodash@4.17.21 react@next vue@3",
        "@scope/package@1.0.0", "icon@2x.png sprite@3x.webp", "@app.route(\"/\") @staticmethod", "c = a@b.dot(c)",
        "https://user:pass@host.tld/x https://user@host.tld", "std::vector<int> a::b dead::beef crate::a1::b2 ::before",
        "Mozilla/5.0 Chrome/120.0.6099.71 Safari/537.36", "version 1.22.3.44 v1.22.3.44 OID 1.3.6.1.4.1.311",
        "@@ -1,7 +33,8 @@ x += 12345678", "0x1234567890abcdef 0b1010 0o777", "ISBN 978-3-16-148410-0 CAS 7732-18-5",
        "4006381333931 EAN, 1234567890123456789012345", "100 200 300 400 500 600", "aa:bb:cc:dd:ee:ff:00:11:22:33",
        "1.1.1.1.1.1.1.1", "1:1:1:1:1:1:1:1:1:1", "::::", "@@@@", "a@a@a@", "++++1+1+1", "((((1))))", "----1--2",
    ]

    /// Floods, without an end as far as a matcher can see.
    static let floods = [
        "1.", "1:", ":", "@", "a@", "a@a.", "1", "1 ", "4111 ", "4111-", "+1", "+1 ", "+1(", "555-", "(555)", "GB82 ",
        "GB82", "aa:", "aaaa.", "f::", "::", "a.", ".", "123-45-", "a.com@", "1.1.1.1 ", "00", "+49 (0)", "12-34-",
    ].map { unit in String(repeating: unit, count: 600 / unit.utf8.count) }
}
