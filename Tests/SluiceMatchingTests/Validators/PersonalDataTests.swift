// Tests of the validators for numbers of people and accounts.

import SluiceMatching
import Testing

struct PersonalDataTests {
    @Test func publishedTestCardsAreSamples() {
        let validator = PaymentCard()
        #expect(TestCard.all.count > 100)
        for card in TestCard.all {
            #expect(validator.validate(text: "\(card.value)") == .sample, "\(card.value)")
        }
        #expect(validator.validate(text: "4111 1111" + " 1111 1111") == .sample)
        #expect(validator.validate(text: "4242-4242-" + "4242-4242") == .sample)
        #expect(validator.validate(text: "3782 822463" + " 10005") == .sample)
    }

    @Test(arguments: [
        (4, 16), (51, 16), (2221, 16), (2720, 16), (34, 15), (37, 15), (6011, 16), (36, 14), (3528, 16), (62, 19),
        (2200, 16), (1800, 15), (2131, 15), (3500, 16), (3599, 16),
    ])
    func cardsOfKnownIssuers(prefix: Int, length: Int) throws {
        let validator = PaymentCard()
        for seed in UInt64(0)..<20 {
            var numbers = SeededNumbers(seed: seed)
            let lead = Array("\(prefix)".utf8)
            let head = lead + numbers.bytes(length - 1 - lead.count, of: .digits)
            let card = head + (try #require(validator.checksum(completing: head)))
            #expect(validator.validate(bytes: card) == .valid, "seed \(seed)")
            let index = Int.random(in: lead.count..<length, using: &numbers)
            var wrong = card
            wrong[index] = numbers.other(than: wrong[index], of: .digits)
            #expect(validator.validate(bytes: wrong) == .invalid, "seed \(seed)")
        }
    }

    @Test(arguments: ["1", "7", "99", "1801", "2132", "2220", "2721"])
    func cardsOfNoIssuer(prefix: String) throws {
        for length in 12...19 {
            let head = Array((prefix + String(repeating: "5", count: length - 1 - prefix.utf8.count)).utf8)
            let card = head + (try #require(Luhn().checksum(completing: head)))
            #expect(PaymentCard().validate(bytes: card) == .invalid, "\(length) digits")
        }
    }

    @Test func notCards() {
        let validator = PaymentCard()
        #expect(validator.validate(text: "0000 0000 0000 0000") == .invalid)
        #expect(validator.validate(text: "4444 4444 4444 4444") == .invalid)
        #expect(validator.validate(text: "4111 1111" + " 1111 1112") == .invalid)
        #expect(validator.validate(text: "4111.1111" + ".1111.1111") == .invalid)
        // Visa does not use fourteen digits.
        let head = Array("4123456789012".utf8)
        let card = Luhn().checksum(completing: head).map { head + $0 } ?? []
        #expect(card.count == 14)
        #expect(validator.validate(bytes: card) == .invalid)
        #expect(validator.validate(text: String(repeating: "4", count: 40)) == .invalid)
    }

    @Test(arguments: [
        ("078-05-" + "1120", Validation.sample), ("219-09-" + "9999", .sample), ("123-45-" + "6789", .sample),
        ("987-65-" + "4320", .sample), ("987-65-" + "4329", .sample), ("987-65-" + "4330", .invalid),
        ("111-11-1111", .sample), ("536-22-8145", .valid), ("536228145", .valid), ("536 22 8145", .valid),
        ("000-12-3456", .invalid), ("666-12-3456", .invalid), ("900-12-3456", .invalid), ("999-99-9999", .invalid),
        ("536-00-8145", .invalid), ("536-22-0000", .invalid), ("536-22-814", .invalid), ("536-22-81455", .invalid),
        ("536/22/8145", .invalid), ("899-01-0001", .valid), ("001-01-0001", .valid), ("", .invalid),
    ])
    func socialSecurityNumbers(text: String, expected: Validation) {
        #expect(USSocialSecurityNumber().validate(text: text) == expected)
    }

    @Test(arguments: [
        // Examples of the IBAN registry.
        "GB29 NWBK 6016" + " 1331 9268 19", "DE89 3704 0044" + " 0532 0130 00",
        "FR14 2004 1010 0505" + " 0001 3M02 606",
        "NL91 ABNA 0417" + " 1643 00", "BE68 5390 0754" + " 7034", "NO93 8601 1117" + " 947",
        "MT84 MALT 0110 0001" + " 2345 MTLC AST0 01S", "IT60 X054 2811 1010" + " 0000 0123 456",
        "LC55 HEMM 0001 0001" + " 0012 0012 0002 3015", "SC18 SSCB 1101 0000" + " 0000 0000 1497 USD",
        "BR18 0036 0305 0000" + " 1000 9795 493C 1",
    ])
    func registryExamples(text: String) {
        let validator = IBAN()
        #expect(validator.validate(text: text) == .valid)
        #expect(validator.validate(text: text.replacing(" ", with: "")) == .valid)
        #expect(validator.validate(text: text.replacing(" ", with: "-").lowercased()) == .valid)
        #expect(validator.validate(text: text.replacing(" ", with: ".")) == .valid)
        #expect(validator.validate(text: String(text.dropLast())) == .invalid)
        #expect(validator.validate(text: text + "0") == .invalid)
        #expect(validator.validate(text: "ZZ" + text.dropFirst(2)) == .invalid)
    }

    @Test func numbersOfEveryCountry() throws {
        #expect(IBANStructure.countries.count == 89)
        for country in IBANStructure.countries {
            let code = Array(country.utf8)
            let structure = try #require(IBANStructure.structure(of: (code[0], code[1])))
            #expect((15...33).contains(structure.length), "\(country)")
            for seed in UInt64(0)..<2 {
                var numbers = SeededNumbers(seed: seed)
                var account: [UInt8] = []
                for place in structure.classes { account += numbers.bytes(1, of: place.set) }
                var remainder = Mod97Remainder()
                for byte in account + code + Array("00".utf8) { _ = remainder.take(byte) }
                let check = PositionalDigits.decimal.encode(UInt64(98 - remainder.value), width: 2)
                let number = code + check + account
                #expect(IBAN().validate(bytes: number) == .valid, "\(country), seed \(seed)")
                for index in 2..<number.count {
                    var wrong = number
                    let set: ByteSet = index < 4 ? .digits : structure.classes[index - 4].set
                    wrong[index] = numbers.other(than: wrong[index], of: set)
                    // A letter weighs a hundredfold, so that a letter for a digit is noticed only mostly; of the same
                    // kind it always is, as 97 is prime and greater than any difference.
                    let isDigit = ByteSet.digits.contains(wrong[index])
                    guard isDigit == ByteSet.digits.contains(number[index]) else { continue }
                    #expect(IBAN().validate(bytes: wrong) == .invalid, "\(country), \(seed), \(index)")
                }
            }
        }
    }

    @Test func ibanExamplesAreCompletedAtTheirEnd() throws {
        var completed = 0
        for country in IBANStructure.countries {
            let code = Array(country.utf8)
            let structure = try #require(IBANStructure.structure(of: (code[0], code[1])))
            var numbers = SeededNumbers(seed: 6)
            var head = code + Array("\(Int.random(in: 10...98, using: &numbers))".utf8)
            for place in structure.classes.dropLast(2) { head += numbers.bytes(1, of: place.set) }
            guard let last = IBAN().checksum(completing: head) else {
                #expect(structure.classes.suffix(2).contains(.letters), "\(country)")
                continue
            }
            #expect(IBAN().validate(bytes: head + last) == .valid, "\(country)")
            completed += 1
        }
        #expect(completed == 86)
    }

    @Test func checkDigitsThatNeverOccur() {
        // 98 less a remainder is never 0, 1 or 99, though 97 apart they would pass the division.
        var found = 0
        for account in 0..<3000 {
            let digits = PositionalDigits.decimal.encode(UInt64(account), width: 12)
            for check in ["00", "01", "99"] {
                let number = Array(("BE" + check).utf8) + digits
                var remainder = Mod97Remainder()
                for byte in digits + Array(("BE" + check).utf8) { _ = remainder.take(byte) }
                guard remainder.value == 1 else { continue }
                found += 1
                #expect(IBAN().validate(bytes: number) == .invalid)
            }
        }
        #expect(found > 50)
    }

    @Test(arguments: [
        "2024-02-29", "2000-02-29", "20240229", "29.02.2024", "02/29/2024", "31/12/1999", "12/31/99", "29/02/00",
        "1.1.1970",
        "2024/1/5", "31 12 2010", "29022024", "02292024",
    ])
    func dates(text: String) {
        #expect(CalendarDateText().validate(text: text) == .valid)
    }

    @Test(arguments: [
        "2023-02-29", "1900-02-29", "20230229", "2024-13-01", "2024-00-10", "2024-04-31", "32/01/2000", "13/13/2000",
        "2024-02", "2024-02-29-01", "2024-02/29", "2024--29", "1700-01-01", "2200-01-01", "abc", "", "123456789",
        "-1-2",
        "1/1/200",
    ])
    func notDates(text: String) {
        #expect(CalendarDateText().validate(text: text) == .invalid)
    }

    @Test func calendarAgreesWithCountingDays() {
        // From 1 January 1600 on, the days of 400 years are 146,097, and weekdays repeat.
        var days = 0
        for year in 1600..<2000 {
            for month in 0...13 {
                for day in 0...32 where CalendarDate(year: year, month: month, day: day) != nil { days += 1 }
            }
        }
        #expect(days == 146_097)
        #expect(CalendarDate.isLeapYear(2000) && CalendarDate.isLeapYear(2024))
        #expect(!CalendarDate.isLeapYear(1900) && !CalendarDate.isLeapYear(2023))
        #expect(CalendarDate(year: 0, month: 1, day: 1) == nil)
    }
}
