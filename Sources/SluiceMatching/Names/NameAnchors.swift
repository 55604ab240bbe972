// Where the name tagger is asked.

/// Where the name tagger is asked: at capitals, at words behind cues, and at what addresses begin with.
enum NameAnchors {
    /// The anchors for one kind of entity.
    static func anchors(of kind: NameEntity.Kind) -> [Anchor] {
        switch kind {
        case .person: capitals + eastAsian + cues
        case .place, .organisation: capitals + eastAsian
        case .address: capitals + eastAsian + numbers + streets
        }
    }

    /// What may stand before a word; a letter only as the end of an escape, which `continuesWord` sees to, or where it
    /// is no ASCII.
    private static var outside: ByteSet { NumberBoundary.outside }

    private static func at(_ elements: ByteSet...) -> Anchor {
        Anchor(elements: [outside] + elements, offset: 1, maskOffset: 1)
    }

    /// The first bytes of letters with two bytes in UTF-8, from Latin-1 to Armenian. Capitals are not told from small
    /// letters, nor is one alphabet from the other: each set of bytes more would make the prefilter of all rules
    /// larger.
    private static var longLetters: ByteSet { ByteSet(0xC3...0xD5) }
    /// The first bytes of letters with three bytes: Latin Extended Additional, Chinese, Japanese, Korean.
    private static var longestLetters: ByteSet { ByteSet(0xE1...0xED) }

    /// What may stand before a word of longer letters, which are as many as the bytes of their text: ASCII alone.
    private static var outsideASCII: ByteSet { outside.intersection(ByteSet(0...0x7F)) }

    /// The beginnings of words, those behind « as well.
    private static let capitals: [Anchor] = [
        at(.upperCase),
        Anchor(elements: [outsideASCII, longLetters], offset: 1, maskOffset: 1),
        Anchor(elements: [ByteSet(0xC2...0xC2), ByteSet(0xAB...0xAB), longLetters], offset: 2, maskOffset: 2),
    ]

    /// Words of three-byte letters behind ASCII or a full-width colon.
    private static let eastAsian: [Anchor] = {
        let colon = [ByteSet(0xEF...0xEF), ByteSet(0xBC...0xBC), ByteSet(0x80...0xBF)]
        return [
            Anchor(elements: [outsideASCII, longestLetters], offset: 1, maskOffset: 1),
            Anchor(elements: colon + [longestLetters], offset: 3, maskOffset: 3),
        ]
    }()

    /// Words before a name in small letters, any case, with the space.
    private static let cues: [Anchor] = [
        "name is ", "name: ", "names: ", "i am ", "i'm ", "am ", "dear ", "hi ", "hello ", "hey ", "mr ", "mr. ",
        "mrs ", "mrs. ", "ms ",
        "ms. ", "dr ", "dr. ", "prof ", "prof. ", "called ", "named ", "regards ", "from: ", "contact: ", "customer: ",
        "patient: ",
        "patient ", "user: ", "author: ", "owner: ", "heiße ", "heisse ", "appelle ", "llamo ", "chiamo ", "herr ",
        "frau ", "signed ",
        "hallo ", "hola ", "bonjour ", "ciao ",
    ].map { text in
        Anchor(literal: text, ignoresCase: true, offset: text.utf8.count, maskOffset: text.utf8.count)
    }

    /// Numbers that a capital follows, as in `12 Main Street`, `12B Main Street`, `12, Rue` and `12 rue`. They lead to
    /// the last digit; the address begins where the number does.
    private static let numbers: [Anchor] = {
        let gap = ByteSet(ascii: " ,")
        let comma = ByteSet(ascii: ",")
        let space = ByteSet(ascii: " ")
        let begins = ByteSet.upperCase.union(longLetters).union(ByteSet(ascii: "abcpqr"))
        let endings: [[ByteSet]] = [
            [gap, begins], [comma, space, begins], [.letters, gap, begins], [.letters, comma, space, begins],
            [ByteSet(ascii: "/-"), .digits], [gap, .digits, .digits, .letters],
        ]
        return endings.map { ending in
            Anchor(
                elements: [ByteSet.digits] + ending,
                lookback: .init(set: .digits, limit: numberLimit)
            )
        }
    }()

    /// How many digits before the last one belong to the number of an address.
    static let numberLimit = 5

    /// Where the number begins whose last digit is at `position`; `position` where there is none, or a longer one.
    static func numberStart(at position: Int, in window: borrowing ByteWindow) -> Int {
        window.holds(.digits, at: position) ? digitsStart(before: position, in: window) : position
    }

    /// Where the digits begin that stand before `position`, as far back as those of an address's number may.
    static func digitsStart(before position: Int, in window: borrowing ByteWindow) -> Int {
        window.runStart(of: .digits, before: position, limit: position - numberLimit)
    }

    /// Street words in small letters that addresses begin with.
    private static let streets: [Anchor] = [
        "rue ", "calle ", "via ", "viale ", "piazza ", "rua ", "ul. ", "ulica ", "avenida ", "avenue ", "boulevard ",
        "place ",
        "chemin ", "quai ", "cours ", "impasse ", "plaza ", "paseo ",
    ].map { text in
        var anchor = Anchor(literal: text, offset: 1, maskOffset: 1)
        anchor.elements.insert(outside, at: 0)
        return anchor
    }

    /// Whether a letter, a digit or `_` stands before `position` and belongs to the same token.
    static func continuesWord(at position: Int, in window: borrowing ByteWindow) -> Bool {
        guard let (point, _) = window.codePoint(before: position) else { return false }
        // The letter of `\n`, `\r` and `\t` is part of the escape.
        if point == 92 { return window.holds(ByteSet(ascii: "nrt"), at: position) }
        if NameCharacters.isApostrophe(point) || NameCharacters.isWord(point) {
            // A word that goes on to here is at least one byte longer than what stands before.
            guard let (_, size) = window.codePoint(at: position) else { return false }
            return NameTokens.wordStart(before: position + size, in: window) < position
        }
        return false
    }

    /// Whether one of `anchors` occurs so that it leads to `position`. A text's beginning counts as the end of a line.
    static func leads(to position: Int, anchors: [Anchor], in window: borrowing ByteWindow) -> Bool {
        anchors.contains { anchor in
            let start = position - anchor.offset
            for index in anchor.elements.indices {
                let byte: UInt8
                if start + index < window.lowerBound {
                    guard start + index == window.lowerBound - 1 else { return false }
                    byte = 10
                } else {
                    guard let found = window.byte(at: start + index) else { return false }
                    byte = found
                }
                guard anchor.elements[index].contains(byte) else { return false }
            }
            return true
        }
    }
}
