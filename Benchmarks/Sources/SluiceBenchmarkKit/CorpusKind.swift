// What a corpus is made of.

/// What a corpus is made of. The raw value is the name on the command line.
public enum CorpusKind: String, Sendable, CaseIterable {
    /// Requests and answers of chat interfaces, one JSON object a line, in OpenAI's and Anthropic's shapes.
    case chat
    /// Source files of several languages.
    case code
    /// Lines of server logs.
    case logs
    /// English prose with Markdown.
    case prose
    /// Half chat, a quarter code, a quarter logs.
    case mixed

    /// `password=` without end.
    case hostileKeywords = "hostile-keywords"
    /// `-----BEGIN` without end.
    case hostileBegin = "hostile-begin"
    /// Complete PEM headers, none of which has an end.
    case hostilePEM = "hostile-pem"
    /// One PEM header and then base64 lines without end.
    case hostileOpenPEM = "hostile-open-pem"
    /// `1.1.1.1.` without end.
    case hostileDotted = "hostile-dotted"
    /// `eyJ` without end.
    case hostileJWT = "hostile-jwt"
    /// `sk-` without end.
    case hostilePrefix = "hostile-prefix"
    /// The beginnings of many vendors' tokens in random order, with nothing or little after each.
    case hostilePrefixes = "hostile-prefixes"
    /// `://` without end.
    case hostileURL = "hostile-url"
    /// `@` without end.
    case hostileAt = "hostile-at"
    /// `a@a` without end.
    case hostileEmail = "hostile-email"
    /// E-mail addresses joined by colons, so that each could be the host of a path.
    case hostileAddresses = "hostile-addresses"
    /// An assignment to `password` whose quotation never closes, without end.
    case hostileQuotes = "hostile-quotes"
    /// Parts of a connection string that names no server.
    case hostileParts = "hostile-parts"
    /// Headers with cookies that are no sessions.
    case hostileCookies = "hostile-cookies"
    /// `:` without end.
    case hostileColons = "hostile-colons"
    /// Times of day without end, which begin like IPv6 and hardware addresses.
    case hostileTimes = "hostile-times"
    /// Digits without end.
    case hostileDigits = "hostile-digits"
    /// Numbers of nine digits between spaces.
    case hostileNineDigits = "hostile-nine-digits"
    /// One line of base64.
    case hostileBase64 = "hostile-base64"
    /// One line of minified JavaScript.
    case hostileMinified = "hostile-minified"
    /// Bytes of every value.
    case hostileRandom = "hostile-random"

    /// The kinds that were made to slow a scanner down.
    public static let hostile = allCases.filter { $0.rawValue.hasPrefix("hostile-") }
}
