// Account numbers that are published as examples.

/// Account numbers that the IBAN Registry of SWIFT, ECBS and Wikipedia's article on the format give as examples.
package enum IBANSamples {
    /// The numbers, without spaces.
    package static let all: [[UInt8]] = [
        "AD1200012030200359100100", "AE070331234567890123456", "AT611904300234573201", "BE68539007547034",
        "BG80BNBG96611020345678", "BH67BMAG00001299123456", "CH9300762011623852957", "CY17002001280000001200527600",
        "CZ6508000000192000145399", "DE89370400440532013000", "DK5000400440116243", "EE382200221020145685",
        "ES9121000418450200051332", "FI2112345600000785", "FR1420041010050500013M02606", "GB29NWBK60161331926819",
        "GB82WEST12345698765432", "GB33BUKB20201555555555", "GI75NWBK000000007099453", "GR1601101250000000012300695",
        "HR1210010051863000160", "HU42117730161111101800000000", "IE29AIBK93115212345678", "IL620108000000099999999",
        "IS140159260076545510730339", "IT60X0542811101000000123456", "LI21088100002324013AA", "LT121000011101001000",
        "LU280019400644750000", "LV80BANK0000435195001", "MC5811222000010123456789030",
        "MT84MALT011000012345MTLCAST001S", "NL91ABNA0417164300", "NO9386011117947", "PL61109010140000071219812874",
        "PT50000201231234567890154", "RO49AAAA1B31007593840000", "SA0380000000608010167519",
        "SE4550000000058398257466", "SI56191000000123438", "SK3112000000198742637541", "TR330006100519786457841326",
        "BR9700360305000010009795493P1",
    ].map { Array($0.utf8) }

    /// Whether the bytes in `range`, separators left out, are one of them.
    package static func contain(_ range: Range<Int>, in window: borrowing ByteWindow) -> Bool {
        for sample in all where equals(range, sample, in: window) { return true }
        return false
    }

    private static func equals(_ range: Range<Int>, _ sample: [UInt8], in window: borrowing ByteWindow) -> Bool {
        var index = 0
        for offset in range where ByteSet.alphanumerics.contains(window[offset]) {
            guard index < sample.count, sample[index] == window[offset] else { return false }
            index += 1
        }
        return index == sample.count
    }
}
