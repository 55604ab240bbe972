// Writes random documents: every form of escape, documents in strings, broken ends, hostile bytes.

import SluiceMatching

/// Writes random JSON, the same for the same seed.
struct DocumentGenerator {
    var random: SplitMix64
    /// How many documents in strings there may be inside each other.
    var levels = 3
    /// Whether strings may hold what a strict parser refuses.
    var isHostile = false
    private var names = 0

    init(seed: UInt64) {
        random = SplitMix64(seed: seed)
    }

    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    mutating func pick<T>(_ values: [T]) -> T { values[Int.random(in: 0..<values.count, using: &random)] }

    /// White space, mostly none.
    mutating func blanks() -> String { chance(70) ? "" : pick([" ", "\n", "\t", "\r\n", "  "]) }

    /// A document: an object or array.
    mutating func document(depth: Int = 0) -> String {
        let count = Int.random(in: 0...4, using: &random)
        let isObject = chance(60)
        var parts: [String] = []
        for _ in 0..<count {
            let value = blanks() + self.value(depth: depth + 1) + blanks()
            let name = isObject ? blanks() + self.name() + blanks() + ":" : ""
            parts.append(name + value)
        }
        let inside = parts.isEmpty ? blanks() : parts.joined(separator: ",")
        return isObject ? "{" + inside + "}" : "[" + inside + "]"
    }

    /// A name that occurs once.
    private mutating func name() -> String {
        names += 1
        return string(inner: false, depth: 0).dropLast() + (chance(isHostile ? 50 : 0) ? "" : "\(names)") + "\""
    }

    /// Any value.
    mutating func value(depth: Int) -> String {
        switch Int.random(in: 0..<10, using: &random) {
        case 0...1 where depth < 4: document(depth: depth)
        case 2: pick(["0", "-1", "1.5", "1.0e+10", "-0.25E-3", "4111111111111111", "12"])
        case 3: pick(["true", "false", "null"] + (isHostile ? ["NaN", "Infinity", "-Infinity", "-Inf", "007"] : []))
        default: string(inner: true, depth: depth)
        }
    }

    /// A string with its quotes; `inner` allows a document in it.
    mutating func string(inner: Bool, depth: Int) -> String {
        if inner, levels > 0, chance(25) {
            levels -= 1
            let tail = isHostile && chance(30) ? pick(["x", ",", "]", "\"", "\\"]) : ""
            let text = blanks() + document(depth: depth) + tail
            levels += 1
            return "\"" + escaped(text) + "\""
        }
        var text = ""
        for _ in 0..<Int.random(in: 0...6, using: &random) { text += stretch() }
        return "\"" + text + "\""
    }

    /// A piece of a string's inside.
    private mutating func stretch() -> String {
        if isHostile, chance(25) {
            return pick([
                "\\x", "\\u12G", "\\ud800", "\\udc00", "\\ud83d\\ud83d", "\\ud83dx", "\\ud83d\\n", "\u{1}", "\t",
                "{", "[", "[12", "[tr",
            ])
        }
        return pick([
            "word", "a longer stretch of text ", "é", "😀", "\\n", "\\t", "\\\"", "\\\\", "\\/", "\\b", "\\f", "\\r",
            "\\u0041", "\\u00e9", "\\u20AC", "\\ud83d\\ude00", "\\u0000", "\\u005c", "\\u0022", "x{", "x[", " ",
        ])
    }

    /// A text escaped as some writer might.
    mutating func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": escaped += chance(90) ? "\\\"" : "\\u0022"
            case "\\": escaped += chance(90) ? "\\\\" : "\\u005C"
            case "\n": escaped += "\\n"
            case "\t": escaped += "\\t"
            case "\r": escaped += "\\r"
            case _ where scalar.value < 0x20 || scalar.value < 0x80 && chance(2):
                escaped += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// A document that may be cut short, followed by others or spoiled by random bytes.
    mutating func hostileBytes() -> [UInt8] {
        isHostile = true
        var bytes = Array((chance(10) ? "\u{FEFF}" : "").utf8)
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            bytes += Array((document() + pick(["\n", "\r\n", " ", "", "x\n", "nul\n", "1\n"])).utf8)
        }
        if chance(40) { bytes.removeLast(Int.random(in: 0...min(20, bytes.count), using: &random)) }
        if chance(40), !bytes.isEmpty {
            for _ in 0..<3 {
                let noise: [UInt8] = [0x22, 0x5C, 0x7B, 0x7D, 0x2C, 0x3A, 0xFF, 0xC3, 0x00, 0x0A, 0x2D, 0x65]
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = pick(noise)
            }
        }
        return bytes
    }
}
