// Fresh secrets and personal data to plant in a corpus.

/// A fresh value that a filter ought to find. Every one is drawn from alphabets; prefixes are put together from parts,
/// so that no scanner stumbles over this file.
public struct PlantedSecret: Sendable {
    /// What it imitates.
    public let kind: String
    /// The name that code and logs give to such a value.
    public let label: String
    /// The value.
    public let value: String

    /// A fresh value of a random kind.
    public static func make(with random: inout SeededGenerator) -> PlantedSecret {
        let form = random.pick(forms)
        return PlantedSecret(kind: form.kind, label: form.label, value: form.draw(&random))
    }

    /// One fresh value of every kind.
    public static func oneOfEach(with random: inout SeededGenerator) -> [PlantedSecret] {
        forms.map { PlantedSecret(kind: $0.kind, label: $0.label, value: $0.draw(&random)) }
    }

    private struct Form: Sendable {
        let kind: String
        let label: String
        let draw: @Sendable (inout SeededGenerator) -> String
    }

    private static let forms: [Form] = vendorTokens + credentials + personalData

    private static let vendorTokens: [Form] = [
        Form(kind: "openai-project", label: "openai_api_key") {
            "sk-" + "proj-" + $0.characters(Characters.base64URL, count: 74) + "T3Blbk" + "FJ"
                + $0.characters(Characters.base64URL, count: 74)
        },
        Form(kind: "anthropic", label: "anthropic_api_key") {
            "sk-" + "ant-" + "api03-" + $0.characters(Characters.base64URL, count: 93) + "AA"
        },
        Form(kind: "github-classic", label: "github_token") {
            let body = $0.characters(Characters.base62, count: 30)
            return "gh" + "p_" + body + Checksums.crc32Base62(body)
        },
        Form(kind: "gitlab", label: "gitlab_token") {
            "gl" + "pat-" + $0.characters(Characters.base64URL, count: 20)
        },
        Form(kind: "aws-access-key", label: "aws_access_key_id") {
            "AK" + "IA" + $0.characters(Characters.base32, count: 16)
        },
        Form(kind: "google-api-key", label: "google_api_key") {
            "AI" + "za" + $0.characters(Characters.base64URL, count: 35)
        },
        Form(kind: "slack-bot", label: "slack_token") {
            "xo" + "xb-" + $0.characters(Characters.digits, count: 12) + "-"
                + $0.characters(Characters.digits, count: 12) + "-" + $0.characters(Characters.base62, count: 24)
        },
        Form(kind: "stripe-live", label: "stripe_key") {
            "sk_" + "live_" + $0.characters(Characters.base62, count: 24)
        },
        Form(kind: "npm", label: "npm_token") {
            let body = $0.characters(Characters.base62, count: 30)
            return "np" + "m_" + body + Checksums.crc32Base62(body)
        },
        Form(kind: "hugging-face", label: "hf_token") {
            "h" + "f_" + $0.characters(Characters.lowerCase + Characters.upperCase, count: 34)
        },
    ]

    private static let credentials: [Form] = [
        Form(kind: "jwt", label: "session_token") {
            // The base64url of {"alg":"HS256","typ":"JWT"} and of the start of {"sub":".
            "ey" + "JhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9" + ".ey" + "JzdWIiOiI"
                + $0.characters(Characters.base62, count: 64) + "." + $0.characters(Characters.base64URL, count: 43)
        },
        Form(kind: "url-password", label: "database_url") {
            "postgres" + "://" + $0.pick(Vocabulary.firstNames) + ":"
                + $0.characters(Characters.base62, count: 18) + "@" + $0.pick(Vocabulary.hosts) + ":5432/"
                + $0.pick(Vocabulary.nouns)
        },
        Form(kind: "password", label: "password") { $0.characters(Characters.base62 + Array("!#%+-_"), count: 18) },
        Form(kind: "bearer", label: "authorization") {
            "Bear" + "er " + $0.characters(Characters.base64URL, count: 40)
        },
        Form(kind: "pem", label: "private_key") {
            var lines = ["-----" + "BEGIN PRIVATE" + " KEY-----"]
            for _ in 0..<25 { lines.append($0.characters(Characters.base64, count: 64)) }
            lines.append("-----" + "END PRIVATE" + " KEY-----")
            return lines.joined(separator: "\n")
        },
    ]

    private static let personalData: [Form] = [
        Form(kind: "email", label: "email") {
            $0.pick(Vocabulary.firstNames) + "." + $0.pick(Vocabulary.lastNames) + "@"
                + $0.pick(Vocabulary.nouns) + $0.pick(["mail", "works", "-lab"]) + $0.pick([".com", ".net", ".org"])
        },
        Form(kind: "phone", label: "phone") {
            "+1 " + "\($0.number(in: 212...989)) \($0.number(in: 211...989)) "
                + $0.characters(Characters.digits, count: 4)
        },
        Form(kind: "payment-card", label: "card_number") {
            let digits = "4" + $0.characters(Characters.digits, count: 14)
            return digits + Checksums.luhn(digits)
        },
        Form(kind: "iban", label: "iban") {
            let account = $0.characters(Characters.digits, count: 18)
            return "DE" + Checksums.iban(country: "DE", account: account) + account
        },
        Form(kind: "us-ssn", label: "ssn") {
            "\($0.number(in: 101...665))-\($0.number(in: 11...99))-\($0.number(in: 1001...9998))"
        },
        Form(kind: "ipv4", label: "client_ip") {
            "\($0.number(in: 80...95)).\($0.below(256)).\($0.below(256)).\($0.number(in: 1...254))"
        },
        Form(kind: "mac-address", label: "mac") { random in
            (0..<6).map { _ in random.characters(Characters.hex, count: 2) }.joined(separator: ":")
        },
    ]
}
