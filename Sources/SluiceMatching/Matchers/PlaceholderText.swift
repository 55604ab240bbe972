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
    package static func verdict(of value: Span<UInt8>) -> Verdict { judge(value).verdict }

    /// Judges `value` as `verdict` does, and says of a sample whether nothing but a row of digits or letters in their
    /// order (`1234567890`) makes it one.
    package static func judge(_ value: Span<UInt8>) -> (verdict: Verdict, isSequence: Bool) {
        let text = value.extracting(first: 512)
        guard !text.isEmpty else { return (.placeholder, false) }
        let found = marks.found(in: text, decisive: .placeholder)
        let hasTemplate = found.contains(.template) && !BracketNesting.isTorn(text)
        if found.contains(.placeholder) || hasTemplate || isTemplate(text) || isMask(text) || isPlaceholderWord(text) {
            return (.placeholder, false)
        }
        guard !found.isDisjoint(with: [.stopWord, .sequence]) else { return (.value, false) }
        let looksRandom =
            value.count >= 20 && SecretShape.mixesLettersAndDigits(text) && !SecretShape.isWordy(text)
        return looksRandom ? (.sample, !found.contains(.stopWord)) : (.placeholder, false)
    }

    /// Whether `value` stands for a value or is a mask.
    package static func isPlaceholder(_ value: Span<UInt8>) -> Bool { verdict(of: value) == .placeholder }

    private static func isTemplate(_ text: Span<UInt8>) -> Bool {
        let last = text[text.count - 1]
        switch text[0] {
        case UInt8(ascii: "<"): return last == UInt8(ascii: ">") || text.count < 4
        case UInt8(ascii: "{"): return last == UInt8(ascii: "}")
        case UInt8(ascii: "["): return last == UInt8(ascii: "]")
        case UInt8(ascii: "("): return last == UInt8(ascii: ")")
        case UInt8(ascii: "$"), UInt8(ascii: "@"), UInt8(ascii: ":"), UInt8(ascii: "&"):
            return isName(text.extracting(1..<text.count))
        case UInt8(ascii: "%"):
            guard text.count > 1 else { return true }
            // A format's directive (`%s`, `%2$s`), but not the percent-encoding of a short value.
            let isDirective = text.count == 2 || text.count <= 5 && text.has(UInt8(ascii: "$"))
            return isDirective && ByteSet.letters.contains(last) || last == UInt8(ascii: "%")
                || text[1] == UInt8(ascii: "(")
        default: return false
        }
    }

    /// A word of letters, digits and underscores that does not look random, such as the `DB_PASSWORD` of
    /// `$DB_PASSWORD`.
    private static func isName(_ text: Span<UInt8>) -> Bool {
        guard !text.isEmpty else { return true }
        if ByteSet.digits.contains(text[0]) { return text.count == 1 }
        return text.isMade(of: name) && (text.count <= 12 || SecretShape.isWordy(text, ignoresCase: true))
    }

    /// One letter, in either case, asterisk or bullet repeated.
    private static func isMask(_ text: Span<UInt8>) -> Bool {
        let first = text[0].asciiLowercased
        for index in text.indices where text[index].asciiLowercased != first { return false }
        return true
    }

    /// Whether the text without punctuation around it is one of the words that stand for a value.
    private static func isPlaceholderWord(_ text: Span<UInt8>) -> Bool {
        let edge = edge
        var start = 0
        var end = text.count
        while start < end, edge.contains(text[start]) { start += 1 }
        while end > start, edge.contains(text[end - 1]) { end -= 1 }
        return start == end || words.contains(lowerCasing: text.extracting(start..<end))
    }

    private static var name: ByteSet { ByteSet.wordCharacters.union(ByteSet(ascii: ".")) }
    private static var edge: ByteSet { ByteSet(ascii: "-_. \t'\"!") }

    /// What each of the marks says, all looked for in one pass.
    private static let marks = WordTable(
        meanings: templateMarks.map { ($0, .template) } + maskMarks.map { ($0, .placeholder) }
            + stopWords.map { ($0, .stopWord) } + sequences.map { ($0, .sequence) }
    )

    private static let templateMarks = ByteText.words(
        """
        ${ {{ }} <% %> #{ $( %( @{ %{
        """
    )

    private static let maskMarks = ByteText.words(
        """
        <your <my [redacted redacted **** xxxx .... •••• *** xxx- -xxx ...
        """
    )

    private static let stopWords =
        ByteText.words(
            """
            your_ your- yourpass yourtoken yourkey yourapi yoursecret youraccess example sample changeme change_me
            change-me changethis placeholder dummy insert_ insert- replace_ replace- replaceme _here -here goes_here
            goes-here put_ enter_ enter- fake notreal not_real not-a-real not_a_real mock_ mock- deadbeef foobar
            """
        ) + ByteText.list("your ")

    private static let sequences = ByteText.words("1234567890 0123456789 abcdefghij")

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

extension WordTable.Meaning {
    fileprivate static let placeholder = WordTable.Meaning(rawValue: 1)
    fileprivate static let stopWord = WordTable.Meaning(rawValue: 2)
    fileprivate static let sequence = WordTable.Meaning(rawValue: 4)
    fileprivate static let template = WordTable.Meaning(rawValue: 8)
}
