// Tests of entropy and of telling random values from words.

import SluiceMatching
import Testing

struct RandomnessTests {
    @Test(arguments: [
        ("", 0.0), ("a", 0), ("aaaa", 0), ("ab", 1), ("aabb", 1), ("abcd", 2), ("0123456789abcdef", 4),
        ("aab", 0.918_295_834_054), ("mississippi", 1.823_067_982_274),
    ])
    func entropyKnownValues(text: String, expected: Double) {
        let bytes = Array(text.utf8)
        #expect(abs(entropy(bytes) - expected) < 1e-9)
    }

    @Test func entropyOfLongTexts() {
        // Beyond the table of logarithms: 1,024 bytes of four values, and all 256 values eight times.
        let four = (0..<1024).map { UInt8($0 % 4) }
        #expect(abs(entropy(four) - 2) < 1e-9)
        let all = (0..<2048).map { UInt8($0 % 256) }
        #expect(abs(entropy(all) - 8) < 1e-9)
        let skewed = Array(repeating: UInt8(1), count: 3000) + Array(repeating: UInt8(2), count: 1000)
        #expect(abs(entropy(skewed) - 0.811_278_124_459) < 1e-9)
    }

    @Test func entropyDoesNotDependOnOrder() {
        var numbers = SeededNumbers(seed: 8)
        for length in 1..<100 {
            let bytes = numbers.bytes(length, of: .alphanumerics)
            let shuffled = bytes.shuffled(using: &numbers)
            #expect(entropy(shuffled) == entropy(bytes))
            #expect(entropy(bytes) >= 0 && entropy(bytes) <= 6)
        }
    }

    @Test(arguments: [
        "authentication", "getUserProfile", "max_connections", "my-database-password", "correct horse battery staple",
        "process.environment", "NotImplementedError", "DATABASE_CONNECTION", "placeholder", "your_api_key_here",
        "changeme", "2024-01-15", "internationalization", "development", "HttpRequestHandler",
    ])
    func wordsDoNotLookRandom(text: String) {
        #expect(RandomLooking().validate(text: text) == .invalid)
    }

    @Test func randomValuesLookRandom() {
        var numbers = SeededNumbers(seed: 9)
        let kinds: [(ByteSet, Int, Int)] = [
            (.alphanumerics, 16, 1), (.base64URL, 20, 1), (.lowerCase.union(.digits), 24, 2), (.base32, 24, 2),
            (.lowerHex, 32, 20), (.lowerHex, 40, 10),
        ]
        for (set, length, allowed) in kinds {
            let missed = (0..<1000).filter { _ in
                RandomLooking().validate(bytes: numbers.bytes(length, of: set)) != .valid
            }
            #expect(missed.count <= allowed, "\(set.count) characters, length \(length)")
        }
    }

    @Test func shortValuesAreNotJudged() {
        #expect(RandomLooking().validate(text: "xK9$qZ7") == .notApplicable)
        #expect(RandomLooking().validate(text: "xK9$qZ7v") == .valid)
    }

    @Test func surpriseOfFewBytes() {
        #expect(bigramSurprise("") == 0)
        #expect(bigramSurprise("q") == 0)
        #expect(bigramSurprise("qu") < 1)
        #expect(bigramSurprise("qz") > 6)
    }

    @Test(arguments: [
        ("abc1", Validation.valid), ("abc", .invalid), ("123", .invalid), ("", .invalid), ("1-a", .valid),
    ])
    func mixedClasses(text: String, expected: Validation) {
        #expect(MixedClasses().validate(text: text) == expected)
    }
}
