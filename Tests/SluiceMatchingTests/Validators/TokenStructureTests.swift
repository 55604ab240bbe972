// Tests of the validators that look for structure inside tokens.

import SluiceMatching
import Testing

struct TokenStructureTests {
    @Test func jsonWebTokens() {
        let validator = JSONWebToken()
        let header = base64(#"{"alg":"HS256","typ":"JWT"}"#)
        let claims = base64(#"{"sub":"1234567890","name":"A. Person","admin":true}"#)
        #expect(validator.validate(text: "\(header).\(claims).c2lnbmF0dXJl") == .valid)
        #expect(validator.validate(text: "\(header).\(claims).") == .valid)
        #expect(validator.validate(text: "\(header).\(claims)") == .invalid)
        #expect(validator.validate(text: "\(header).\(claims).a.b") == .invalid)
        #expect(validator.validate(text: "\(header).\(claims).!") == .invalid)
        #expect(validator.validate(text: "\(header).\(base64("[1]")).x") == .invalid)
        #expect(validator.validate(text: "\(header).x.y") == .invalid)
        #expect(validator.validate(text: "\(claims).\(claims).x") == .invalid)
        #expect(validator.validate(text: "...") == .invalid)
        let encrypted = base64(#"{"alg":"RSA-OAEP","enc":"A256GCM"}"#)
        #expect(validator.validate(text: "\(encrypted).a2V5.aXY.dGV4dA.dGFn") == .valid)
        #expect(validator.validate(text: "\(header).a2V5.aXY.dGV4dA.dGFn") == .invalid)
    }

    @Test func base64JSONBodies() {
        let validator = Base64JSON()
        for object in [#"{"o":"1"}"#, #"{"o":"12"}"#, #"{"o":"123"}"#, #"{"iat":1687.5,"url":"https://example.org"}"#] {
            let body = base64(object, urlSafe: false)
            let padding = String(repeating: "=", count: (4 - body.utf8.count % 4) % 4)
            for prefix in ["gl" + "c_", "op" + "s_", "sntr" + "ys_", ""] {
                #expect(validator.validate(text: prefix + body) == .valid, "\(object)")
                #expect(validator.validate(text: prefix + body + padding) == .valid, "\(object)")
                #expect(validator.validate(text: prefix + body + padding + "_c2lnbmF0dXJl") == .valid, "\(object)")
                #expect(validator.validate(text: prefix + body.dropLast(2)) == .invalid, "\(object)")
                #expect(validator.validate(text: prefix + body + "A") == .invalid, "\(object)")
            }
        }
        #expect(validator.validate(text: "eeyxeyJ") == .invalid)
        #expect(validator.validate(text: "no body") == .invalid)
    }

    @Test func pypiTokens() {
        let validator = PyPIMacaroon()
        func token(_ location: String, type: UInt8 = 1) -> String {
            let bytes = [2, type, UInt8(location.utf8.count)] + Array(location.utf8) + [2, 3, 1, 2, 3]
            return "py" + "pi-" + String(decoding: Base64.encode(bytes.span, urlSafe: true), as: UTF8.self)
        }
        #expect(token("pypi.org").hasPrefix("py" + "pi-AgEIcHlwaS5vcmc"))
        #expect(token("test.pypi.org").hasPrefix("py" + "pi-AgENdGVzdC5weXBpLm9yZw"))
        #expect(validator.validate(text: token("pypi.org")) == .valid)
        #expect(validator.validate(text: token("test.pypi.org")) == .valid)
        #expect(validator.validate(text: token("example.org")) == .invalid)
        #expect(validator.validate(text: token("pypi.org", type: 2)) == .invalid)
        #expect(validator.validate(text: "py" + "pi-") == .invalid)
        #expect(validator.validate(text: "py" + "pi-!!") == .invalid)
        #expect(validator.validate(text: String(token("pypi.org").dropFirst())) == .invalid)
    }

    @Test func awsKeyIDsNameTheirAccount() {
        let validator = AWSKeyID()
        // The example with which the derivation was published.
        let known = Array(("ASI" + "AQNZGKIQY56JQ7WML").utf8)
        #expect(awsAccount(known) == 29_608_264_753)
        #expect(validator.validate(bytes: known) == .valid)
        #expect(validator.validate(text: "AKI" + "AIOSFODNN7" + "EXAMPLE") == .sample)
        #expect(validator.validate(text: "AKI" + "AI44QH8DHB" + "EXAMPLE") == .sample)
        #expect(validator.validate(text: "AKI" + "AJ" + String(repeating: "A", count: 15)) == .notApplicable)
        #expect(validator.validate(text: "AKI" + "A" + String(repeating: "1", count: 16)) == .invalid)
        #expect(validator.validate(text: "AKI" + "A" + String(repeating: "7", count: 16)) == .invalid)
        #expect(validator.validate(text: "AKI" + "AQNZGKIQY56JQ7W") == .invalid)
    }

    @Test func awsAccountsRoundTrip() {
        var numbers = SeededNumbers(seed: 5)
        for _ in 0..<200 {
            let account = UInt64.random(in: 0..<1_000_000_000_000, using: &numbers)
            let bits = 1 << 49 | account << 9
            let key =
                Array("AKIA".utf8)
                + (0..<10).map { Base32.character(UInt8(truncatingIfNeeded: bits >> UInt64(45 - 5 * $0))) }
                + numbers.bytes(6, of: .base32)
            #expect(awsAccount(key) == Int(account))
        }
    }

    @Test func discordTokens() {
        let validator = DiscordToken()
        let rest = "." + "GabcDe." + String(repeating: "x", count: 27)
        #expect(validator.validate(text: base64("123456789012345678") + rest) == .valid)
        #expect(validator.validate(text: base64("12345678901234567") + rest) == .valid)
        #expect(validator.validate(text: base64("1234567890123456") + rest) == .invalid)
        #expect(validator.validate(text: base64("12345678901234567x") + rest) == .invalid)
        #expect(validator.validate(text: base64("123456789012345678")) == .invalid)
    }
}
