// Ways of hiding a text, written apart from those that find it.

import Foundation
import SluiceMatching

/// A way of hiding a text.
enum Encoding: String, CaseIterable, Sendable {
    case base64, base64URL, wrappedBase64, hex, upperHex, percent, slashX, slashU, slashBraces, decimalEntity, hexEntity
    case quotedPrintable, zeroWidth, wide, literals, literalLines, gzip, zlib, hexGzip, wrappedGzip

    /// Those that any text can be hidden in, whatever stands around it.
    static let ofBytes: [Encoding] = [
        .base64, .base64URL, .wrappedBase64, .hex, .upperHex, .percent, .slashX, .slashU, .slashBraces,
        .decimalEntity, .hexEntity, .quotedPrintable, .gzip, .zlib, .hexGzip, .wrappedGzip,
    ]

    /// A number that depends on a text alone.
    private static func seed(_ text: [UInt8]) -> UInt64 {
        text.reduce(1) { $0 &* 31 &+ UInt64($1) }
    }

    func apply(_ text: [UInt8]) -> [UInt8] {
        switch self {
        case .base64: Array(Data(text).base64EncodedString().utf8)
        case .base64URL:
            Data(text).base64EncodedString().utf8.compactMap { byte in
                switch byte {
                case UInt8(ascii: "+"): UInt8(ascii: "-")
                case UInt8(ascii: "/"): UInt8(ascii: "_")
                case UInt8(ascii: "="): nil
                default: byte
                }
            }
        case .wrappedBase64:
            Array(Data(text).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed]).utf8)
        case .hex: each(text) { Self.hex($0, "") }
        case .upperHex: each(text) { Self.hex($0, "").map { $0.uppercased() }.joined() }
        case .percent: each(text) { "%" + Self.hex($0, "") }
        case .slashX: each(text) { "\\x" + Self.hex($0, "") }
        case .slashU: each(text) { "\\u00" + Self.hex($0, "") }
        case .slashBraces: each(text) { "\\u{" + String($0, radix: 16) + "}" }
        case .decimalEntity: each(text) { "&#\($0);" }
        case .hexEntity: each(text) { "&#x" + Self.hex($0, "") + ";" }
        case .quotedPrintable: each(text) { "=" + Self.hex($0, "").uppercased() }
        case .gzip: Encoding.base64.apply(Deflater.gzip(text, seed: Self.seed(text)))
        case .zlib: Encoding.base64URL.apply(Deflater.zlib(text, seed: Self.seed(text)))
        case .hexGzip: Encoding.hex.apply(Deflater.gzip(text, seed: Self.seed(text)))
        case .wrappedGzip: Encoding.wrappedBase64.apply(Deflater.gzip(text, seed: Self.seed(text), parts: 8))
        case .literals: Self.joined(text, by: "\" + \"")
        case .literalLines: Self.joined(text, by: "'\n    . '")
        case .zeroWidth:
            Array(String(decoding: text, as: UTF8.self).unicodeScalars.map { "\($0)\u{200B}" }.joined().utf8)
        case .wide:
            Array(
                String(decoding: text, as: UTF8.self).unicodeScalars.map { scalar in
                    let isLetter =
                        scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
                    return isLetter ? String(UnicodeScalar(scalar.value + 0xFEE0) ?? scalar) : String(scalar)
                }.joined().utf8
            )
        }
    }

    /// A text in pieces of seven bytes.
    private static func joined(_ text: [UInt8], by joint: String) -> [UInt8] {
        var result: [UInt8] = []
        for (index, byte) in text.enumerated() {
            if index > 0, index % 7 == 0 { result += Array(joint.utf8) }
            result.append(byte)
        }
        return result
    }

    private func each(_ text: [UInt8], _ spell: (UInt8) -> String) -> [UInt8] {
        text.flatMap { Array(spell($0).utf8) }
    }

    private static func hex(_ byte: UInt8, _ prefix: String) -> String {
        prefix + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
}
