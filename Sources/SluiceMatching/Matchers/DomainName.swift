// Tells domain names from names of files and versions.

/// Tells domain names from names of files and versions.
package enum DomainName {
    /// Whether the bytes are labels of 1 to 63 characters, at least two, of which the last may be a top-level domain.
    package static func isPlausible(_ range: Range<Int>, in window: borrowing ByteWindow) -> Bool {
        var (labelStart, labels) = (range.lowerBound, 1)
        for offset in range where window[offset] == UInt8(ascii: ".") {
            guard isLabel(labelStart..<offset, in: window) else { return false }
            labelStart = offset + 1
            labels += 1
        }
        let last = labelStart..<range.upperBound
        return labels >= 2 && isLabel(last, in: window) && isTopLevel(last, in: window)
    }

    /// Whether the name is one of those that RFC 2606 and RFC 6761 keep for examples and tests.
    package static func isSample(_ range: Range<Int>, in window: borrowing ByteWindow) -> Bool {
        for name in sampleNames where window.endsCaseless(range, with: name) {
            let before = range.upperBound - name.count - 1
            if before < range.lowerBound || window[before] == UInt8(ascii: ".") { return true }
        }
        return false
    }

    private static func isLabel(_ range: Range<Int>, in window: borrowing ByteWindow) -> Bool {
        guard (1...63).contains(range.count) else { return false }
        return window[range.lowerBound] != UInt8(ascii: "-") && window[range.upperBound - 1] != UInt8(ascii: "-")
    }

    /// Two letters must be a country's, more a name in the root zone.
    private static func isTopLevel(_ range: Range<Int>, in window: borrowing ByteWindow) -> Bool {
        if range.count > 4, window.endsCaseless(range.lowerBound..<(range.lowerBound + 4), with: punycode) {
            return true
        }
        guard (2...TopLevelDomains.longest).contains(range.count) else { return false }
        var packed: UInt128 = 0
        for offset in range {
            let byte = window.lowerCased(at: offset)
            guard ByteSet.lowerCase.contains(byte) else { return false }
            packed = packed << 5 | UInt128(byte & 0x1F)
        }
        if range.count == 2 {
            let (first, second) = (Int(packed >> 5) - 1, Int(packed & 0x1F) - 1)
            return countries[first] & 1 << UInt32(second) != 0
        }
        return TopLevelDomains.contains(packed) || localNames.contains(packed)
    }

    /// What is used as a top-level domain without being one: names for use inside a network, for examples and tests.
    private static let localNames = Set(
        ["local", "internal", "corp", "lan", "intranet", "test", "example", "invalid", "onion"]
            .map { TopLevelDomains.pack($0.utf8) }
    )

    private static let punycode: [UInt8] = Array("xn--".utf8)

    private static let sampleNames: [[UInt8]] =
        ["example.com", "example.org", "example.net", "example", "test", "invalid", "localhost"].map { Array($0.utf8) }

    /// The top-level domains of countries and territories (IANA root zone): for each first letter the second ones as
    /// bits, as nearly every address asks.
    private static let countries: [UInt32] = countryCodes.split(separator: " ").reduce(
        into: Array(repeating: 0, count: 26)
    ) { letters, code in
        let packed = Int(TopLevelDomains.pack(code.utf8))
        letters[(packed >> 5) - 1] |= 1 << UInt32((packed & 0x1F) - 1)
    }

    private static let countryCodes =
        """
        ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bv bw by bz ca \
        cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr \
        ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm \
        jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq \
        mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa \
        re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn \
        to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw
        """
}
