// Whether a name says that its value is a secret.

/// Judges the name around a word such as `token`.
package enum AssignedName {
    /// Whether the word stands for itself in its name and is not the beginning of a longer word (`tokenizer`,
    /// `secretary`). A plural counts as the word. With `isStrict` it may not be the end of one either.
    package static func isWhole(
        _ word: Range<Int>,
        isStrict: Bool,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> Bool {
        let last = window[word.upperBound - 1]
        if isStrict, let previous = window.byte(before: word.lowerBound), ByteSet.letters.contains(previous) {
            let isCamelCase =
                ByteSet.lowerCase.contains(previous) && ByteSet.upperCase.contains(window[word.lowerBound])
            guard isCamelCase || isEscape(before: word.lowerBound, in: window) else { return false }
        }
        let letters = ByteSet.lowerCase.contains(last) ? ByteSet.lowerCase : ByteSet.upperCase
        guard try window.peeks(letters, at: word.upperBound) else { return true }
        let follower = window[word.upperBound]
        if isStrict { return false }
        // `secretkey` and `tokens`.
        switch follower.asciiLowercased {
        case UInt8(ascii: "k"): return try window.peeks(lowerCased: key, at: word.upperBound)
        case UInt8(ascii: "s"): return try !window.peeks(ByteSet.letters, at: word.upperBound + 1)
        default: return false
        }
    }

    /// What the words around the word for a secret say.
    package enum Standing: Hashable, Sendable {
        /// Nothing against a secret.
        case secret
        /// The value is a name, or stands for one request only, where it is an identifier (`client_token`).
        case passing
        /// The value is something about the secret, or none: `token_type`, `password_file`, `next_page_token`.
        case harmless
    }

    /// What the other words of the name say.
    package static func standing(_ name: Range<Int>, word: Range<Int>, in window: borrowing ByteWindow) -> Standing {
        if word.upperBound < name.upperBound {
            let isHarmless = harmlessSuffixes.standsLast(before: name.upperBound, limit: word.upperBound, in: window) {
                _,
                _ in true
            }
            if isHarmless { return .harmless }
        }
        var end = word.lowerBound
        if end > name.lowerBound, joints.contains(window[end - 1]) { end -= 1 }
        if stands(harmlessPrefixes, before: end, start: name.lowerBound, in: window) { return .harmless }
        return stands(passingPrefixes, before: end, start: name.lowerBound, in: window) ? .passing : .secret
    }

    /// Whether the key of a value in a list or map says that it is no secret: `type`, `username`, `expires_at`.
    package static func isHarmless(_ key: Range<Int>, in window: borrowing ByteWindow) -> Bool {
        harmlessSuffixes.standsLast(before: key.upperBound, limit: key.lowerBound, in: window) { _, _ in true }
            || harmlessKeysOfElements.standsLast(before: key.upperBound, limit: key.lowerBound, in: window) { _, _ in
                true
            }
    }

    /// How much a name that ends with `key` promises.
    package enum KeyStanding: Hashable, Sendable {
        /// `consumer_key`, `server-key`, `licenseKey`
        case strong
        /// A word that says nothing about secrets, mostly the name of a service.
        case weak
        /// `key` alone.
        case bare
        /// `public_key`, `sort_key`, `monkey`; also those that are found by another word, such as `secret_key`.
        case harmless
    }

    /// What the word before `key` says.
    package static func keyStanding(
        _ name: Range<Int>,
        word: Range<Int>,
        in window: borrowing ByteWindow
    ) -> KeyStanding {
        var end = word.lowerBound
        guard end > name.lowerBound else { return .bare }
        if joints.contains(window[end - 1]) {
            end -= 1
        } else if ByteSet.letters.contains(window[end - 1]) {
            if isEscape(before: end, in: window) { return .bare }
            // `consumerKey`, but `apikey` only where a word is known.
            let isCamelCase =
                ByteSet.upperCase.contains(window[word.lowerBound]) && ByteSet.lowerCase.contains(window[end - 1])
            guard isCamelCase || stands(strongKeys, before: end, start: name.lowerBound, in: window) else {
                return .harmless
            }
        }
        guard end > name.lowerBound else { return .bare }
        if stands(otherWords, before: end, start: name.lowerBound, in: window) { return .harmless }
        if stands(strongKeys, before: end, start: name.lowerBound, in: window) { return .strong }
        return stands(harmlessKeys, before: end, start: name.lowerBound, in: window) ? .harmless : .weak
    }

    /// Whether one of `words` ends at `end` and begins where a word of the name may begin.
    private static func stands(
        _ words: borrowing WordTable,
        before end: Int,
        start: Int,
        in window: borrowing ByteWindow
    ) -> Bool {
        words.standsLast(before: end, limit: start, in: window) { first, window in
            // `n` is a word of its own, and not the end of `session`.
            if first == start || !ByteSet.alphanumerics.contains(window[first - 1]) { return true }
            return ByteSet.upperCase.contains(window[first]) && !ByteSet.upperCase.contains(window[first - 1])
        }
    }

    private static func isEscape(before offset: Int, in window: borrowing ByteWindow) -> Bool {
        window.byte(at: offset - 2) == UInt8(ascii: "\\")
    }

    private static let key = Array("key".utf8)
    private static var joints: ByteSet { ByteSet(ascii: "_-.") }
    private static let harmlessSuffixes = WordTable(
        byLast: ByteText.words(
            """
            type types name names file path dir url uri field length len policy ttl expiry expires expiration expires_at
            expires_in expiresin expiresat count limit header endpoint regex pattern label placeholder hint prefix suffix
            version arn ref id ids index format algorithm alg strength rules message error description title input confirm
            confirmation reset required enabled status state class service method mode provider manager store size budget
            usage cost price date time timestamp checksum scope scopes issuer audience selector fingerprint env env_var
            used updated changed created modified lastused last_set at locker map list table text html template column
            attribute param parameter parameters variable var option options request response handler callback function
            factory builder parser tag alias vault bucket topic queue group role owner user username email host domain
            quality level score visible visibility hidden show toggle icon button link page view screen form dialog
            validator validators stdin cert-hash cert_hash backend region
            """
        )
    )
    private static let harmlessPrefixes = WordTable(
        byLast: ByteText.words(
            """
            public next next_page nextpage page paging pagination continuation continue resume cancellation cancel stop eos
            bos pad unk sep cls mask max min num n no is has use enable with sync syntax device forward backward prev
            previous request requests idempotency lock change action copy copyproduct csrf xsrf csrfmiddleware authenticity
            antiforgery forgery requestverification publickey public_key forgot reset show hide toggle invalid wrong bad
            missing unexpected empty start starting end begin first last special image vision audio text input output prompt
            completion total existing per newline whitespace comment string eof close open cache etag work_unit work-unit
            """
        )
    )
    /// What stands beside a secret in a list or map and is none.
    private static let harmlessKeysOfElements = WordTable(
        byLast: ByteText.words(
            """
            min max minimum maximum
            hash sha sha1 sha256 sha512 shasum digest checksum integrity commit rev revision etag nonce cert certificate
            public_key publickey pubkey uuid subject login account project tenant region image resource database
            """
        )
    )
    private static let passingPrefixes = WordTable(
        byLast: ByteText.words("client update upload trace correlation task job event purchase")
    )
    private static let otherWords = WordTable(
        byLast: ByteText.words(
            "api access secret private account auth encryption signing master token password passphrase credential"
        )
    )
    private static let strongKeys = WordTable(
        byLast: ByteText.words(
            """
            authorization encrypt decryption decrypt sign p
            license licence consumer app application server client service shared security admin developer dev personal
            deploy deployment webhook crypto cipher aes hmac jwt des ssh wireguard preshared psk fernet validation
            subscription write read integration functions function host activation product rest hmac256 storage
            """
        )
    )
    private static let harmlessKeys = WordTable(
        byLast: ByteText.words(
            """
            public pub primary foreign partition sort hash range cache row record index object map dict lookup group order
            routing shard unique composite natural join translation locale message msg i18n label property prop attribute
            attr field header option config setting settings registry idempotency dedup deduplication event query filter
            node item list sub super arrow function hot shortcut press pressed any meta ctrl control shift alt enter escape
            esc tab home end page delete del insert space num error status type class style theme color colour image icon
            file path url uri s3 gcs blob sha sha1 sha256 sha512 md5 checksum digest commit version release build job
            workflow step stage task queue topic kafka lock counter metric tag dimension data json yaml xml csv column table
            schema model entity relation host known fingerprint trust trusted verification verify verifying certificate cert
            site recaptcha react widget component parent child left right up down first last next prev previous current new
            old default input output dest source src target from to by with of and or in on the a an this that same given
            other each every per candidate cluster session_storage local_storage storage_item asset resource bucket lang
            language mobile environment env memo trace span request response product category menu nav route page_ slug
            state store user_id scope partial search_result thread block chunk tx transaction block_hash merkle genesis
            """
        )
    )
}

extension SecretShape {
    /// Whether the text could be the name of a function or member.
    package static func isIdentifier(_ text: Span<UInt8>) -> Bool {
        guard !text.isEmpty, ByteSet.wordCharacters.contains(text[0]), !ByteSet.digits.contains(text[0]) else {
            return false
        }
        return text.isMade(of: identifierPath)
    }

    private static var identifierPath: ByteSet { ByteSet.wordCharacters.union(ByteSet(ascii: ".:!?>-")) }
}
