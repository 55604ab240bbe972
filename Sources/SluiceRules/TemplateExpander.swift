// Turns the parts of an example template into a fresh text.

/// Turns the parts of an example template into a fresh text.
struct TemplateExpander {
    private(set) var result = ExpandedExample(bytes: [], marked: [])
    /// Where the last `«` stood: checksums are computed from there.
    private var markStart = 0

    /// From this length on a random text holds a letter and a digit where its alphabet has both: all letters by
    /// chance would look like a word, and rules refuse that.
    private static let mixedLength = 8

    /// Appends the text of `parts`.
    mutating func append(
        _ parts: [ExampleTemplate.Part],
        using generator: inout some RandomNumberGenerator,
        checksums: (String, [UInt8]) -> [UInt8]?
    ) throws(TemplateError) {
        for part in parts {
            switch part {
            case .text(let text):
                result.bytes += text
            case .openMark:
                markStart = result.bytes.count
            case .closeMark:
                if markStart < result.bytes.count { result.marked.append(markStart..<result.bytes.count) }
            case .random(let alphabet, let length):
                result.bytes += Self.random(alphabet, Int.random(in: length, using: &generator), using: &generator)
            case .choice(let choices):
                result.bytes += choices.randomElement(using: &generator) ?? []
            case .checksum(let name):
                guard let checksum = checksums(name, Array(result.bytes[markStart...])) else {
                    let shown = SafeName.quoted(name) ?? "a name"
                    throw TemplateError(
                        column: nil,
                        reason: "\(shown) is neither a placeholder nor a validator that can complete this text"
                    )
                }
                result.bytes += checksum
            case .number(let form, let check, let holds):
                result.bytes += try NumberSample.make(form, check: check, holds: holds, using: &generator)
            case .encoded(let encoding, let inner):
                var expander = TemplateExpander()
                try expander.append(inner, using: &generator, checksums: checksums)
                result.bytes += encoding.encode(expander.result.bytes)
            case .pemBody(let lines):
                for line in 0..<lines {
                    if line > 0 { result.bytes.append(UInt8(ascii: "\n")) }
                    result.bytes += Self.random(TemplateEncoding.base64Characters, 64, using: &generator)
                }
            case .jwt:
                result.bytes += Self.jwt(using: &generator)
            case .uuid:
                result.bytes += Self.uuid(using: &generator)
            }
        }
    }

    private static func random(
        _ alphabet: [UInt8],
        _ length: Int,
        using generator: inout some RandomNumberGenerator
    ) -> [UInt8] {
        guard !alphabet.isEmpty else { return [] }
        var text = (0..<length).map { _ in alphabet[Int.random(in: alphabet.indices, using: &generator)] }
        guard length >= mixedLength else { return text }
        let digits = alphabet.filter(isDigit)
        let letters = alphabet.filter(isLetter)
        guard let digit = digits.randomElement(using: &generator), let letter = letters.randomElement(using: &generator)
        else { return text }
        // Where the alphabet has signs as well, both may be missing: then one place gets the digit, another the letter.
        let place = Int.random(in: text.indices, using: &generator)
        if !text.contains(where: isDigit) { text[place] = digit }
        if !text.contains(where: isLetter) {
            let free = text.indices.filter { !isDigit(text[$0]) }
            text[free.randomElement(using: &generator) ?? place] = letter
        }
        return text
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    /// A JSON Web Token (RFC 7519) with an HS256 header, a subject, an issue time and 32 random bytes as signature.
    private static func jwt(using generator: inout some RandomNumberGenerator) -> [UInt8] {
        let subject = Int.random(in: 1_000_000_000...9_999_999_999, using: &generator)
        let issued = Int.random(in: 1_600_000_000...1_900_000_000, using: &generator)
        let signature = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        let segments = [
            Array(#"{"alg":"HS256","typ":"JWT"}"#.utf8),
            Array(#"{"sub":"\#(subject)","iat":\#(issued)}"#.utf8),
            signature,
        ]
        return Array(segments.map { TemplateEncoding.base64URL.encode($0) }.joined(separator: [UInt8(ascii: ".")]))
    }

    /// A random UUID, version 4 (RFC 9562 §5.4), in lower case.
    private static func uuid(using generator: inout some RandomNumberGenerator) -> [UInt8] {
        var bytes = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        var text: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(index) { text.append(UInt8(ascii: "-")) }
            text += TemplateEncoding.hex.encode([byte])
        }
        return text
    }
}
