// Random values for samples, the same in every run.

/// Numbers from a seed (SplitMix64, Steele, Lea and Flood 2014).
struct SeededSamples: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// So many characters of `alphabet`.
    mutating func text(_ count: Int, of alphabet: String = Self.base62) -> String {
        let characters = Array(alphabet)
        return String((0..<count).map { _ in characters[Int(next() % UInt64(characters.count))] })
    }

    static let base62 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    static let base64 = base62 + "+/"
    static let base64URL = base62 + "-_"
    static let hex = "0123456789abcdef"
}

/// Texts in which `«` and `»` mark what must be masked.
enum Marked {
    static func read(_ marked: String) -> (text: [UInt8], ranges: [Range<Int>]) {
        var text: [UInt8] = []
        var ranges: [Range<Int>] = []
        var start = 0
        for character in marked {
            switch character {
            case "«": start = text.count
            case "»": ranges.append(start..<text.count)
            default: text.append(contentsOf: String(character).utf8)
            }
        }
        return (text, ranges)
    }

    /// Base64 of `text`, with the URL's alphabet and without padding if `url`.
    static func base64(_ text: String, url: Bool = false) -> String {
        let alphabet = Array(url ? SeededSamples.base64URL : SeededSamples.base64)
        var result = ""
        var bits = 0
        var count = 0
        for byte in text.utf8 {
            bits = (bits << 8 | Int(byte)) & 0xFFFF
            count += 8
            while count >= 6 {
                count -= 6
                result.append(alphabet[bits >> count & 63])
            }
        }
        if count > 0 { result.append(alphabet[bits << (6 - count) & 63]) }
        while !url, result.count % 4 != 0 { result.append("=") }
        return result
    }
}
