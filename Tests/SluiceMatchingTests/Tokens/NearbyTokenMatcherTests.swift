// Values known by a service's name before them.

import SluiceMatching
import SluiceModel
import Testing

struct NearbyTokenMatcherTests {
    /// Eight of a-f and digits behind `acme` or `acmecorp`, at most twelve bytes on.
    private static func outcome(
        _ text: String,
        at position: Int = 0,
        isComplete: Bool = true,
        needsCue: Bool = false
    ) -> MatchOutcome {
        var table = RunClassTable()
        let shape = TokenMatcher(
            prefixes: [],
            parts: [.run(table.runClass(for: .lowerHex), length: 8...8)],
            infix: nil,
            suffix: [],
            boundary: .wordCharacters
        )
        let matcher = NearbyTokenMatcher(
            names: ["acme", "AcmeCorp", "acme labs", "ACM"].map(ServiceName.init),
            within: 12,
            needsCue: needsCue,
            shape: shape,
            alphabet: .lowerHex,
            initials: .lowerHex,
            leastRun: 8
        )
        let bytes = Array(text.utf8)
        var runs = RunCache(classCount: table.count)
        return matcher.match(
            at: position,
            in: ByteWindow(bytes.span, lowerBound: 0, isComplete: isComplete),
            runs: &runs
        )
    }

    private static func found(_ secret: Range<Int>, from position: Int = 0) -> MatchOutcome {
        .match(RawMatch(match: position..<secret.upperBound, secret: secret))
    }

    @Test func whatStandsBehindAName() {
        #expect(Self.outcome("acme=12ab34cd") == Self.found(5..<13))
        #expect(Self.outcome("ACME_KEY: '12ab34cd'") == Self.found(11..<19))
        #expect(Self.outcome("acmecorp 12ab34cd") == Self.found(9..<17))
        #expect(Self.outcome("acme\n\t12ab34cd") == Self.found(6..<14))
        #expect(Self.outcome("ACME-LABS=12ab34cd") == Self.found(10..<18))
        #expect(Self.outcome("acme.labs: 12ab34cd") == Self.found(11..<19))
        // What is no value does not hide what comes behind it.
        #expect(Self.outcome("acme deadbeef 12ab34cd") == Self.found(14..<22))
        #expect(Self.outcome("acme abc 12ab34cd") == Self.found(9..<17))
        #expect(Self.outcome("acme feedface") == .noMatch(.shape), "no digit")
        #expect(Self.outcome("acme 12345678") == .noMatch(.shape), "no letter")
    }

    /// Twenty letters and digits behind `acme`.
    private static func outcomeOfTwenty(_ text: String) -> MatchOutcome {
        var table = RunClassTable()
        let shape = TokenMatcher(
            prefixes: [],
            parts: [.run(table.runClass(for: .alphanumerics), length: 20...20)],
            infix: nil,
            suffix: [],
            boundary: .wordCharacters
        )
        let matcher = NearbyTokenMatcher(
            names: [ServiceName("acme")],
            within: 12,
            needsCue: false,
            shape: shape,
            alphabet: .alphanumerics,
            initials: .alphanumerics,
            leastRun: 20
        )
        let bytes = Array(text.utf8)
        var runs = RunCache(classCount: table.count)
        return matcher.match(at: 0, in: ByteWindow(bytes.span, lowerBound: 0, isComplete: true), runs: &runs)
    }

    @Test func aLongRandomValueNeedsNoDigit() {
        #expect(Self.outcomeOfTwenty("acme=" + "qXvKtZbWnRjMfHsDgLcP") == Self.found(5..<25))
        #expect(Self.outcomeOfTwenty("acme=" + "clientConfigurations") == .noMatch(.shape), "words")
        #expect(Self.outcomeOfTwenty("acme=" + "qxvktzbwnrjmfhsdglcp") == .noMatch(.shape), "one case")
        #expect(Self.outcome("acme feedface") == .noMatch(.shape), "short")
    }

    @Test func whereANameBegins() {
        #expect(Self.outcome("xacme=12ab34cd", at: 1) == .noMatch(.leftBoundary))
        #expect(Self.outcome("XACME=12ab34cd", at: 1) == .noMatch(.leftBoundary))
        #expect(Self.outcome("myAcme=12ab34cd", at: 2) == Self.found(7..<15, from: 2))
        #expect(Self.outcome(#"\nacme=12ab34cd"#, at: 2) == Self.found(7..<15, from: 2))
        #expect(Self.outcome("my_acme=12ab34cd", at: 3) == Self.found(8..<16, from: 3))
        #expect(Self.outcome("acne=12ab34cd") == .noMatch(.shape))
        // A short name must not go on in letters.
        #expect(Self.outcome("acm_12=12ab34cd") == Self.found(7..<15))
        #expect(Self.outcome("acmKey=12ab34cd") == Self.found(7..<15))
        #expect(Self.outcome("acmkey=12ab34cd") == .noMatch(.shape))
    }

    @Test func howFarTheValueMayBe() {
        #expect(Self.outcome("acme            12ab34cd") == Self.found(16..<24))
        #expect(Self.outcome("acme             12ab34cd") == .noMatch(.shape))
    }

    @Test func whatSaysThatACredentialIsMeant() {
        #expect(Self.outcome("acme 12ab34cd", needsCue: true) == .noMatch(.shape))
        #expect(Self.outcome("acme_key 12ab34cd", needsCue: true) == Self.found(9..<17))
        #expect(Self.outcome("API_ACME=12ab34cd", at: 4, needsCue: true) == Self.found(9..<17, from: 4))
        #expect(Self.outcome("api acme 12ab34cd", at: 4, needsCue: true) == .noMatch(.shape))
    }

    /// Nothing is held before the value can begin, and every beginning of a match needs more.
    @Test func waitsForWhatHasNotCome() {
        let text = "acme=12ab34cd"
        for length in 4...13 {
            let start = String(text.prefix(length))
            let expected = MatchOutcome.needsMore(holdFrom: min(length, 5))
            #expect(Self.outcome(start, isComplete: false) == expected, "'\(start)'")
        }
        #expect(Self.outcome(text + " ", isComplete: false) == Self.found(5..<13))
    }
}
