// Telling values from what people write in place of a value.

/// Tells values from what people write in place of one: variables, templates, words such as `changeme`, masks.
package enum PlaceholderText {
    /// What a value is worth.
    package enum Verdict: Hashable, Sendable {
        /// It may be live.
        case value
        /// Random characters around a word that says that it is an example: looks live, is not.
        case sample
        /// It stands for a value.
        case placeholder
    }

    /// Judges `value`, of which only the first 512 bytes are read.
    package static func verdict(of value: [UInt8]) -> Verdict {
        let text = value.prefix(512).map(\.asciiLowercased)
        guard let first = text.first, let last = text.last else { return .placeholder }
        let found = marks.found(in: text)
        if found.contains(.placeholder) || isTemplate(text, first: first, last: last) || isMask(text) {
            return .placeholder
        }
        if isPlaceholderWord(text) { return .placeholder }
        guard found.contains(.stopWord) else { return .value }
        let looksRandom =
            value.count >= 20 && SecretShape.mixesLettersAndDigits(text)
            && !SecretShape.isWordy(Array(value.prefix(512)))
        return looksRandom ? .sample : .placeholder
    }

    /// Whether `value` stands for a value or is a mask.
    package static func isPlaceholder(_ value: [UInt8]) -> Bool { verdict(of: value) == .placeholder }

    private static func isTemplate(_ text: [UInt8], first: UInt8, last: UInt8) -> Bool {
        switch first {
        case UInt8(ascii: "<"): return last == UInt8(ascii: ">") || text.count < 4
        case UInt8(ascii: "{"): return last == UInt8(ascii: "}")
        case UInt8(ascii: "["): return last == UInt8(ascii: "]")
        case UInt8(ascii: "("): return last == UInt8(ascii: ")")
        case UInt8(ascii: "$"), UInt8(ascii: "@"), UInt8(ascii: ":"), UInt8(ascii: "&"):
            return isName(text.dropFirst())
        case UInt8(ascii: "%"):
            guard text.count > 1 else { return true }
            // A format's directive (`%s`, `%2$s`), but not the percent-encoding of a short value.
            let isDirective = text.count == 2 || text.count <= 5 && text.contains(UInt8(ascii: "$"))
            return isDirective && ByteSet.letters.contains(last) || last == UInt8(ascii: "%")
                || text[1] == UInt8(ascii: "(")
        default: return false
        }
    }

    /// A word of letters, digits and underscores that does not look random, such as the `DB_PASSWORD` of `$DB_PASSWORD`.
    private static func isName(_ text: ArraySlice<UInt8>) -> Bool {
        guard let first = text.first else { return true }
        if ByteSet.digits.contains(first) { return text.count == 1 }
        return text.allSatisfy { ByteSet.wordCharacters.contains($0) || $0 == UInt8(ascii: ".") }
            && (text.count <= 12 || SecretShape.isWordy(Array(text)))
    }

    /// One letter, asterisk or bullet repeated.
    private static func isMask(_ text: [UInt8]) -> Bool {
        for byte in text where byte != text[0] { return false }
        return true
    }

    /// Whether the text without punctuation around it is one of the words that stand for a value.
    private static func isPlaceholderWord(_ text: [UInt8]) -> Bool {
        var start = 0
        var end = text.count
        while start < end, edge.contains(text[start]) { start += 1 }
        while end > start, edge.contains(text[end - 1]) { end -= 1 }
        guard start < end else { return true }
        return words.contains(text, start..<end)
    }

    private static let edge = ByteSet("-_. \t'\"!")

    /// What each of the marks says, all looked for in one pass.
    private static let marks = MarkTable(placeholders: templateMarks + maskMarks, stopWords: stopWords)

    private static let templateMarks = ByteText.words(
        """
        ${ {{ }} <% %> #{ $( %( @{ <your <my %{
        """
    )

    private static let maskMarks = ByteText.words(
        """
        [redacted redacted **** xxxx .... •••• *** xxx- -xxx ...
        """
    )

    private static let stopWords =
        ByteText.words(
            """
            your_ your- yourpass yourtoken yourkey yourapi yoursecret youraccess example sample changeme change_me
            change-me changethis placeholder dummy insert_ insert- replace_ replace- replaceme _here -here goes_here
            goes-here put_ enter_ enter- fake notreal not_real not-a-real not_a_real mock_ mock- 1234567890 0123456789
            abcdefghij deadbeef foobar
            """
        ) + ByteText.list("your ")

    private static let words = WordTable(
        ByteText.words(
            """
            password passwd passw pass pwd pw passphrase passcode secret secrets token apikey api_key api-key key keys
            credential credentials auth bearer basic changeme changeit change example sample test tests testing test123
            dummy fake mock placeholder foo bar baz foobar none null nil undefined void true false yes no on off todo
            fixme tbd n/a user username login default string str text value values val var bool boolean int integer number
            object optional required empty hidden removed masked unknown any this self abc abcd abcdef abc123 qwerty asdf
            asdfasdf 123 1234 12345 123456 1234567 12345678 123456789 1234567890 mypassword my_password my-password mypass
            mysecret my_secret my-secret mytoken my_token my-token mykey my_key my-key myapikey my_api_key my-api-key
            newpassword new_password new-password oldpassword old_password userpassword user_password thepassword
            the_password some_password somepassword db_password dbpassword password1 password123 passw0rd secret123
            secretkey secret_key secret-key access_token accesstoken access-token refresh_token refreshtoken testtoken
            test_token test-token testpassword test_password test-password testpass testsecret test_secret test-secret
            testkey test_key test-key required|string super_secret supersecret super-secret topsecret top_secret
            top-secret s3cr3t s3cret secr3t
            """
        )
    )
}

/// Short texts by their first two bytes, so that one pass over a value looks for all of them.
private struct MarkTable: Sendable {
    /// What was found.
    struct Found: OptionSet, Sendable {
        let rawValue: UInt8
        static let placeholder = Found(rawValue: 1)
        static let stopWord = Found(rawValue: 2)
    }

    private struct Mark: Sendable {
        var text: [UInt8]
        var meaning: Found
    }

    /// The second bytes of the marks that begin with a byte.
    private let followers: [ByteSet]
    private let marks: [[Mark]]

    /// Marks of at least two bytes, in lower case.
    init(placeholders: [[UInt8]], stopWords: [[UInt8]]) {
        var followers = Array(repeating: ByteSet(), count: 256)
        var marks: [[Mark]] = Array(repeating: [], count: 256)
        let all =
            placeholders.map { Mark(text: $0, meaning: .placeholder) }
            + stopWords.map { Mark(text: $0, meaning: .stopWord) }
        for mark in all where mark.text.count >= 2 {
            followers[Int(mark.text[0])].insert(mark.text[1])
            marks[Int(mark.text[0])].append(mark)
        }
        self.followers = followers
        self.marks = marks
    }

    /// The meanings of all marks in `text`; no more are looked for once it is a placeholder.
    func found(in text: [UInt8]) -> Found {
        var found: Found = []
        var index = 0
        while index + 1 < text.count {
            let first = Int(text[index])
            if followers[first].contains(text[index + 1]) {
                for mark in marks[first] where !found.contains(mark.meaning) {
                    if ByteText.stands(mark.text, in: text, at: index) { found.formUnion(mark.meaning) }
                }
                if found.contains(.placeholder) { return found }
            }
            index += 1
        }
        return found
    }
}
