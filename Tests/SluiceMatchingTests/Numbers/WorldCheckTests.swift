// Checks of numbers from Asia, Oceania, Africa and Latin America, against values computed elsewhere.

import SluiceMatching
import Testing

struct WorldCheckTests {
    /// Made-up numbers whose check characters other implementations computed (python-stdnum 2.1), and specimens that
    /// the issuers print.
    private static let valid: [(check: String, number: String)] = [
        ("cn-resident-id", "110101199001011237"), ("cn-resident-id", "11010519491231002X"), ("hk-id", "A1234563"),
        ("tw-id", "A123456789"), ("tw-ubn", "12345675"), ("jp-my-number", "123456789018"),
        ("jp-corporate-number", "7123456789012"), ("kr-rrn", "9001011234568"), ("in-aadhaar", "234567890124"),
        ("in-gstin", "29AAAPA1234A1ZP"), ("in-voter", "ABC1234566"), ("sg-nric-fin", "S1234567D"),
        ("sg-uen", "201234560Z"), ("sg-uen", "12345670C"), ("sg-uen", "T01LL0012J"), ("th-tnin", "1234567890121"),
        ("au-tfn", "123456782"), ("au-tfn", "12345677"), ("au-abn", "51824753556"), ("au-acn", "123456780"),
        ("nz-ird", "123456785"), ("nz-ird", "45678903"), ("nz-ird", "100000016"), ("za-id", "9001015000085"),
        ("br-cpf", "12345678909"), ("br-cnpj", "12345678000195"), ("br-cnpj", "12ABC34501DE35"),
        ("ar-cuit", "20123456786"), ("ar-cuit", "27123456705"), ("cl-rut", "123456785"), ("cl-rut", "1000005K"),
        ("cl-rut", "10000013K"), ("co-nit", "1234567896"), ("mx-curp", "AAAA900101HDFBCD05"),
        ("mx-curp", "XEXX010101MNEXXXA4"), ("mx-rfc", "AAAA900101AA4"), ("mx-rfc", "ABC900101AB5"),
        ("ec-ci", "1712345675"), ("ve-rif", "J123456784"), ("ve-rif", "V012345670"), ("do-cedula", "00112345673"),
        ("pe-ruc", "20123456786"), ("pe-ruc", "10123456781"), ("imei", "351234567890124"), ("vin", "1M8GDM9AXKP042788"),
        ("bic", "DEUTDEFF"), ("bic", "DEUTDEFF500"),
    ]

    private static func answer(_ name: String, _ number: String) throws -> Validation {
        let validator = try #require(ValidatorRegistry.validator(named: name), "\(name)")
        let bytes = Array(number.utf8)
        return validator.validate(bytes.span)
    }

    @Test(arguments: 0..<valid.count) func agreesWithOthers(_ index: Int) throws {
        let (check, number) = Self.valid[index]
        #expect(try Self.answer(check, number) == .valid, "\(check) \(number)")
        #expect(try Self.answer(check, String(number.dropLast())) == .invalid, "\(check) cut")
        #expect(try Self.answer(check, number + "7") == .invalid, "\(check) too long")
        #expect(try Self.answer(check, "") == .invalid)
    }

    /// Of the other nine last digits at most one passes: some systems let two remainders share a digit.
    @Test(arguments: 0..<valid.count) func theLastDigitDecides(_ index: Int) throws {
        let (check, number) = Self.valid[index]
        guard check != "bic", check != "vin", check != "mx-curp", let last = number.last, last.isNumber else { return }
        var others = 0
        for digit in "0123456789" where digit != last {
            if try Self.answer(check, String(number.dropLast()) + String(digit)) == .valid { others += 1 }
        }
        // The last digits of these tell a card or a branch, or stand behind the check digit.
        #expect(others <= (["au-medicare", "tw-ubn"].contains(check) ? 9 : 1), "\(check)")
    }

    @Test func taxNumbersOfMexicoMayHaveAWrongCheckCharacter() throws {
        #expect(try Self.answer("mx-rfc", "AAAA900101AA5") == .invalid)
        for number in ["AAAA900101AA4", "AAAA900101AA5", "AAAA900101AAA", "ABC900101AB6"] {
            #expect(try Self.answer("mx-rfc-form", number) == .valid, "\(number)")
        }
        for number in ["AAAA901301AA5", "AAAA900132AA5", "AAAA900101AAB", "AAA9900101AA5", "AAAA900101AA", ""] {
            #expect(try Self.answer("mx-rfc-form", number) == .invalid, "\(number)")
        }
    }

    @Test(arguments: [
        ("cn-resident-id", "110101199013011237"), ("cn-resident-id", "990101199001011237"), ("za-id", "9013015000085"),
        ("mx-curp", "AAAA901301HDFBCD05"), ("in-aadhaar", "134567890124"), ("bic", "PASSWORD"), ("bic", "RESPONSE"),
        ("imsi", "001010123456789"), ("id-nik", "9901010101900001"), ("my-nric", "901301140000"),
        ("br-cpf", "11111111111"),
        ("eg-national-id", "19001010100000"), ("vn-cccd", "000090000000"), ("lk-nic", "199036700000"),
    ])
    func refusesWhatCannotBe(check: String, number: String) throws {
        #expect(try Self.answer(check, number) == .invalid)
    }
}
