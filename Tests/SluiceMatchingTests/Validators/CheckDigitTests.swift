// Tests of check digits: Luhn, MOD 97-10, Verhoeff.

import SluiceMatching
import Testing

struct CheckDigitTests {
    @Test func luhnKnownValues() {
        // The example of Wikipedia's article on Luhn's algorithm, and of many textbooks.
        #expect(Luhn().completed("7992739871") == "79927398713")
        #expect(Luhn().validate(text: "79927398713") == .valid)
        #expect(Luhn().validate(text: "7992-7398 713") == .valid)
        #expect(Luhn().validate(text: "79927398710") == .invalid)
        #expect(Luhn().validate(text: "7992739871x") == .invalid)
        #expect(Luhn().validate(text: "") == .invalid)
        #expect(Luhn().validate(text: "0") == .invalid)
        #expect(Luhn().checksum(completing: []) == nil)
    }

    @Test func verhoeffKnownValues() {
        // The example of Wikipedia's article on the Verhoeff algorithm.
        #expect(Verhoeff().completed("236") == "2363")
        #expect(Verhoeff().completed("12345") == "123451")
        #expect(Verhoeff().completed("142857") == "1428570")
        #expect(Verhoeff().validate(text: "2363") == .valid)
        #expect(Verhoeff().validate(text: "2364") == .invalid)
        #expect(Verhoeff().validate(text: "23 63") == .valid)
        #expect(Verhoeff().validate(text: "23_63") == .invalid)
    }

    @Test func mod97KnownValues() {
        // ISO 7064's own example.
        #expect(Mod97().completed("794") == "79444")
        #expect(Mod97().validate(text: "79444") == .valid)
        #expect(Mod97().validate(text: "79443") == .invalid)
        #expect(Mod97().validate(text: "97") == .invalid)
        #expect(Mod97().validate(text: "794.44") == .invalid)
    }

    @Test(arguments: ["luhn", "verhoeff", "mod-97"])
    func everyWrongDigitIsNoticed(name: String) throws {
        let validator = try #require(ValidatorRegistry.validator(named: name))
        var numbers = SeededNumbers(seed: 3)
        for length in 1...30 {
            let value = numbers.bytes(length, of: .digits)
            let whole = value + (try #require(validator.checksum(completing: value)))
            #expect(validator.validate(bytes: whole) == .valid, "\(whole)")
            for index in whole.indices {
                var wrong = whole
                wrong[index] = numbers.other(than: wrong[index], of: .digits)
                #expect(validator.validate(bytes: wrong) == .invalid, "\(whole) at \(index)")
            }
        }
    }

    @Test func verhoeffNoticesSwappedNeighbours() throws {
        var numbers = SeededNumbers(seed: 4)
        for _ in 0..<50 {
            let value = numbers.bytes(11, of: .digits)
            let whole = value + (try #require(Verhoeff().checksum(completing: value)))
            for index in 1..<whole.count where whole[index] != whole[index - 1] {
                var wrong = whole
                wrong.swapAt(index, index - 1)
                #expect(Verhoeff().validate(bytes: wrong) == .invalid, "\(whole) at \(index)")
            }
        }
    }
}
