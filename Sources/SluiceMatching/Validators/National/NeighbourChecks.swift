// Checks of numbers that Turkey, Russia, Ukraine and Israel give out.

extension NumberCheck {
    static let neighbours = [personTurkey, taxTurkey, taxRussia, insuranceRussia, taxUkraine, personIsrael]

    private static let personTurkey = NumberCheck(
        digits: "tr-kimlik",
        "The tenth digit is seven times the odd places less the even ones, the eleventh the sum (NVİ, 5490 sayılı Kanun).",
        lengths: [11],
        isProof: true
    ) { code in
        guard code.value(at: 0) > 0 else { return false }
        let odd = code.weighted(SIMD16(1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0))
        let even = code.weighted(SIMD16(0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0))
        return (7 * odd - even + 100) % 10 == code.value(at: 9)
            && (odd + even + code.value(at: 9)) % 10 == code.value(at: 10)
    }

    private static let taxTurkey = NumberCheck(
        digits: "tr-vkn",
        "Ten digits, the last by nine rounds of doubling modulo nine (Gelir İdaresi Başkanlığı, VKN).",
        lengths: [10],
        isProof: false
    ) { code in
        var sum = 0
        for index in 0..<9 {
            let digit = (code.value(at: index) + 9 - index) % 10
            guard digit > 0 else { continue }
            let product = digit * (1 << (9 - index)) % 9
            sum += product == 0 ? 9 : product
        }
        return (10 - sum % 10) % 10 == code.value(at: 9)
    }

    /// Ten digits of companies, twelve of people.
    private static let taxRussia = NumberCheck(
        digits: "ru-inn",
        "One check digit of ten, or two of twelve digits, modulo 11 modulo 10 (ФНС, приказ ММВ-7-6/435).",
        lengths: [10, 12],
        isProof: false
    ) { code in
        guard code.number(0..<2) > 0 else { return false }
        guard code.count == 12 else {
            let sum = code.weighted(SIMD16(2, 4, 10, 3, 5, 9, 4, 6, 8, 0, 0, 0, 0, 0, 0, 0))
            return sum % 11 % 10 == code.value(at: 9)
        }
        let first = code.weighted(SIMD16(7, 2, 4, 10, 3, 5, 9, 4, 6, 8, 0, 0, 0, 0, 0, 0)) % 11 % 10
        let second = code.weighted(SIMD16(3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8, 0, 0, 0, 0, 0)) % 11 % 10
        return first == code.value(at: 10) && second == code.value(at: 11)
    }

    private static let insuranceRussia = NumberCheck(
        digits: "ru-snils",
        "Weights 9 to 1 modulo 101 give the last two digits (Социальный фонд России, СНИЛС).",
        lengths: [11],
        isProof: false
    ) { code in
        let sum = code.weighted(SIMD16(9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 0, 0, 0, 0, 0, 0))
        return code.number(0..<9) > 1_001_998 && sum % 101 % 100 == code.number(9..<11)
    }

    private static let taxUkraine = NumberCheck(
        digits: "ua-rntrc",
        "Weights -1, 5, 7, 9, 4, 6, 10, 5, 7 give the last digit modulo 11 modulo 10 (ДПС, РНОКПП).",
        lengths: [10],
        isProof: false
    ) { code in
        let sum = code.weighted(SIMD16(-1, 5, 7, 9, 4, 6, 10, 5, 7, 0, 0, 0, 0, 0, 0, 0))
        return (sum % 11 + 11) % 11 % 10 == code.value(at: 9)
    }

    private static let personIsrael = NumberCheck(
        digits: "il-id",
        "Nine digits with a Luhn digit (רשות האוכלוסין וההגירה, Teudat Zehut).",
        lengths: [9],
        isProof: false
    ) { code in
        code.number(0..<8) > 0 && code.holdsLuhn()
    }
}
