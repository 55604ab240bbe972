// Texts that were made to slow a scanner down.

extension Scribe {
    /// Fills the text up to `size` bytes.
    mutating func flood(of kind: CorpusKind, upTo size: Int) {
        switch kind {
        case .hostileKeywords: repeated("password=", upTo: size)
        case .hostileBegin: repeated("-----" + "BEGIN", upTo: size)
        case .hostilePEM: repeated("-----" + "BEGIN RSA PRIVATE" + " KEY-----\n", upTo: size)
        case .hostileOpenPEM:
            add("-----" + "BEGIN PRIVATE" + " KEY-----\n")
            while text.count < size { add(random.characters(Characters.base64, count: 64) + "\n") }
        case .hostileDotted: repeated("1.1.1.1.", upTo: size)
        case .hostileJWT: repeated("ey" + "J", upTo: size)
        case .hostilePrefix: repeated("sk" + "-", upTo: size)
        case .hostilePrefixes:
            while text.count < size {
                add(random.pick(Self.prefixes) + random.characters(Characters.base62, count: random.below(5)))
            }
        case .hostileURL: repeated("://", upTo: size)
        case .hostileAt: repeated("@", upTo: size)
        case .hostileEmail: repeated("a@a", upTo: size)
        case .hostileAddresses: repeated("a@b.co:", upTo: size)
        case .hostileQuotes: repeated("password=" + "\"\\", upTo: size)
        case .hostileParts: repeated(";pwd=" + "ab12", upTo: size)
        case .hostileCookies:
            while text.count < size {
                add("Cookie: ")
                for _ in 0..<200 { add("\(noun())=\(word()); ") }
                add("\n")
            }
        case .hostileColons: repeated(":", upTo: size)
        case .hostileTimes: repeated("12:34:56 ", upTo: size)
        case .hostileDigits: while text.count < size { add(random.characters(Characters.digits, count: 512)) }
        case .hostileNineDigits: while text.count < size { add(random.characters(Characters.digits, count: 9) + " ") }
        case .hostileBase64: while text.count < size { add(random.characters(Characters.base64, count: 512)) }
        case .hostileMinified: while text.count < size { minifiedStatement() }
        case .hostileRandom: while text.count < size { text.append(UInt8(random.below(256))) }
        case .chat, .code, .logs, .prose, .mixed: break
        }
    }

    private mutating func repeated(_ unit: String, upTo size: Int) {
        while text.count < size { add(unit) }
    }

    private mutating func minifiedStatement() {
        let names = (0..<5).map { _ in random.characters(Characters.lowerCase, count: 1 + random.below(2)) }
        switch random.below(4) {
        case 0:
            add("function \(names[0])(\(names[1]),\(names[2])){return ")
            add("\(names[1])[\(random.below(99))]+\(names[3])(\(names[2]))}")
        case 1:
            add("var \(names[0])=\(names[1])?\(random.below(9999)):{\(noun()):\"\(word())\",\(noun()):!0},")
            add("\(names[2])=[];")
        case 2:
            add("\(names[0]).\(camelName())(\"\(noun())\",(\(names[1])=>\(names[1]).\(noun())&&\(names[2])(")
            add("\(names[3]))));")
        default:
            add("for(let \(names[0])=0;\(names[0])<\(names[1]).length;\(names[0])++)\(names[2])+=\(names[1])[")
            add("\(names[0])];")
        }
    }

    private static let prefixes = [
        "sk" + "-proj-", "sk" + "-ant-api03-", "gh" + "p_", "gh" + "s_", "github" + "_pat_", "gl" + "pat-", "AK" + "IA",
        "AI" + "za", "xo" + "xb-", "sk" + "_live_", "np" + "m_", "h" + "f_", "ey" + "J", "SG" + ".", "py" + "pi-",
        "-----" + "BEGIN ", "postgres://", "mongodb://", "Authorization: ", "Bearer ", "password=", "secret: ",
        "api_key=",
    ]
}
