// Tests of how forms of numbers are read.

import SluiceMatching
import Testing

struct NumberFormTests {
    @Test(arguments: [
        ("", "must begin with a letter or a digit"), ("-99999", "must begin with a letter or a digit"),
        ("99--999", "has two signs side by side"), ("999", "must have 4 to 32 letters and digits"),
        ("999é", "may only hold ASCII characters that can be seen, and spaces"),
        ("99\t99", "may only hold ASCII characters that can be seen, and spaces"),
        ("9999\\", "ends with a backslash"), (String(repeating: "9", count: 41), "is longer than 40 characters"),
        (String(repeating: "9", count: 33), "must have 4 to 32 letters and digits"),
    ])
    func mistakes(text: String, reason: String) {
        do throws(NumberFormError) {
            _ = try NumberForm(text)
            Issue.record("\(text) was read")
        } catch {
            #expect(error.reason == reason)
        }
    }

    @Test func elements() throws {
        let form = try NumberForm("9A\\AX-B9")
        #expect(
            form.elements == [
                .digit, .letter, .literal(UInt8(ascii: "A")), .either, .literal(UInt8(ascii: "-")),
                .literal(UInt8(ascii: "B")), .digit,
            ]
        )
        #expect(form.isGrouped && !form.isPlainDigits && form.characterCount == 6 && form.count == 7)
        let plain = try NumberForm("99999")
        let letter = try NumberForm("9999A")
        #expect(plain.isPlainDigits && !letter.isGrouped && !letter.isPlainDigits)
    }

    @Test func codes() throws {
        let code = try #require(numberCode("a1.2-3/4 (5)"))
        #expect(code.text(0..<code.count) == "A12345")
        #expect(code.value(at: 0) == 10 && code.number(1..<6) == 12345)
        #expect(code.dropping(1).isDigits && !code.isDigits)
        #expect(code.hasPrefix("A1") && !code.hasPrefix("A2") && !code.hasPrefix("A123456"))
        #expect(numberCode("12_3") == nil)
        #expect(numberCode(String(repeating: "1", count: 33)) == nil)
        #expect(code.weighted(SIMD16(2, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)) == 35)
    }
}
