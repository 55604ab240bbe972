// The words that name a secret.

/// A word that names a secret. Hyphen, underscore, blank, dot or nothing stand between the parts of a name, for which
/// `_` is written here.
struct SecretWord: Sendable {
    let text: [UInt8]
    let kind: AssignedValue.Kind
    /// Short words (`auth`, `pass`) must be a word of their own in the name, as `author` and `passed` show.
    let isStrict: Bool
    /// Words that are found in many others end their name: a value must follow.
    let endsName: Bool

    /// What stands where `_` is written.
    static var joints: ByteSet { ByteSet(ascii: "_-. ") }

    private init(_ text: [UInt8], _ kind: AssignedValue.Kind, isStrict: Bool, endsName: Bool) {
        self.text = text
        self.kind = kind
        self.isStrict = isStrict
        self.endsName = endsName
    }

    /// A word that may stand anywhere in its name.
    init(_ name: some Sequence<UInt8>) {
        let text = name.map { $0 == UInt8(ascii: "-") ? UInt8(ascii: "_") : $0.asciiLowercased }
        let kind: AssignedValue.Kind =
            text.starts(with: Self.pass) || Self.passwordNames.contains(text)
            ? .password : text == Self.secret ? .secret : .token
        self.init(text, kind, isStrict: text.count <= 4 && text != Self.pwd, endsName: false)
    }

    /// The words that are looked for where a rule names none.
    static let usual: [SecretWord] =
        usualNames.map { SecretWord($0.utf8) } + [
            SecretWord(Array("key".utf8), .key, isStrict: false, endsName: true),
            SecretWord(Array("pw".utf8), .password, isStrict: true, endsName: true),
        ]

    private static let usualNames = [
        "password", "passwd", "passphrase", "passcode", "passwort", "kennwort", "senha", "contrasena", "contraseña",
        "mot_de_passe", "wachtwoord", "пароль", "密码", "パスワード", "비밀번호", "pswd", "pwd", "pass", "requirepass", "secret",
        "token",
        "api_key", "apikey", "access_key", "accesskey", "private_key", "privatekey", "account_key", "accountkey",
        "auth_key", "authkey", "encryption_key", "signing_key", "master_key", "auth", "credential", "credentials",
        "bearer",
    ]
    private static let passwordNames = Set(
        usualNames.prefix { $0 != "secret" }.map { Array($0.utf8) }
    )
    private static let pass = Array("pass".utf8)
    private static let pwd = Array("pwd".utf8)
    private static let secret = Array("secret".utf8)

    /// Where to look for it. One that ends its name is found together with what leads to a value.
    var anchors: [Anchor] {
        let elements = text.map { byte in
            byte == UInt8(ascii: "_") ? Self.joints : ByteSet(byte...byte).caseFolded
        }
        guard endsName else { return [Anchor(elements: elements, maskOffset: elements.count + 1)] }
        let tight = ByteSet(ascii: "\"'`\\])\t:=?,<>")
        let apart = ByteSet(ascii: "\"'`=:?.+|<")
        return [
            Anchor(elements: elements + [tight], maskOffset: elements.count + 1),
            Anchor(elements: elements + [ByteSet(ascii: " \t"), apart], maskOffset: elements.count + 2),
        ]
    }
}

/// Words that name secrets by their first two letters, in flat arrays.
struct SecretWords: Sendable {
    struct Entry: Sendable {
        /// Where its text starts.
        var text: Int
        var count: Int
        var kind: AssignedValue.Kind
        var isStrict: Bool
        var endsName: Bool
    }

    private var texts: [UInt8] = []
    /// Longest first among those of one start.
    private var entries: [Entry] = []
    private var bounds: [Int] = []

    init(_ words: [SecretWord]) {
        let words = words.sorted { $0.text.count > $1.text.count }
        let starts = words.map { Set(Self.starts(of: $0.text)) }
        for key in 0..<1_024 {
            bounds.append(entries.count)
            for (word, starts) in zip(words, starts) where starts.contains(key) {
                entries.append(
                    Entry(
                        text: texts.count,
                        count: word.text.count,
                        kind: word.kind,
                        isStrict: word.isStrict,
                        endsName: word.endsName
                    )
                )
                texts.append(contentsOf: word.text)
            }
        }
        bounds.append(entries.count)
    }

    /// The keys under which a word is found; a joint stands for several bytes.
    private static func starts(of word: [UInt8]) -> [Int] {
        let spelled = word.prefix(2).map { byte in
            byte == UInt8(ascii: "_") ? SecretWord.joints.members : [byte]
        }
        return spelled[0].flatMap { first in spelled[1].map { key(first, $0) } }
    }

    /// The same for both cases of a letter.
    private static func key(_ first: UInt8, _ second: UInt8) -> Int { Int(first & 31) << 5 | Int(second & 31) }

    /// The longest word at `position`.
    func word(at position: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Entry? {
        guard let first = try window.peek(position), let second = try window.peek(position + 1) else { return nil }
        let key = Self.key(first, second)
        for index in bounds[key]..<bounds[key + 1] where try stands(entries[index], at: position, in: window) {
            return entries[index]
        }
        return nil
    }

    private func stands(
        _ word: Entry,
        at position: Int,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> Bool {
        let available = min(word.count, max(0, window.upperBound - position))
        let text = window.span(position..<(position + available))
        for index in text.indices {
            let wanted = texts[word.text + index]
            let matches =
                text[index].asciiLowercased == wanted
                || wanted == UInt8(ascii: "_") && SecretWord.joints.contains(text[index])
            guard matches else { return false }
        }
        guard available == word.count || window.isComplete else { throw AwaitsBytes() }
        guard available == word.count else { return false }
        return true
    }
}
