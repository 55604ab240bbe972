// Messages of the binary encoding that AWS streams with.

import SluiceMatching

/// A message of `application/vnd.amazon.eventstream`: total length, headers' length and their checksum, headers,
/// payload, checksum of all before. Numbers are big-endian, checksums are `CRC32`.
///
/// Source: smithy.io, "Amazon Event Stream Specification".
enum EventStreamMessage {
    /// The bytes before the headers: two lengths and their checksum.
    static let preludeCount = 12
    /// The bytes around headers and payload: the prelude and the message's checksum.
    static let overhead = 16
    /// The most bytes that headers may have, by the specification: 128 KiB.
    static let headersLimit = 128 << 10

    /// The lengths in a prelude.
    struct Prelude {
        var total: Int
        var headers: Int
    }

    /// Reads the first twelve bytes of `bytes`; nil if their checksum is wrong or the lengths cannot be.
    static func prelude(of bytes: [UInt8]) -> Prelude? {
        let total = Int(number(in: bytes, at: 0))
        let headers = Int(number(in: bytes, at: 4))
        guard CRC32.checksum(bytes.span.extracting(0..<8)) == number(in: bytes, at: 8), headers <= headersLimit,
            total >= overhead + headers
        else { return nil }
        return Prelude(total: total, headers: headers)
    }

    /// Whether the last four bytes are the checksum of all before.
    static func hasChecksum(_ message: [UInt8]) -> Bool {
        let end = message.count - 4
        return CRC32.checksum(message.span.extracting(0..<end)) == number(in: message, at: end)
    }

    /// The message with these headers, as they are encoded, and this payload.
    static func message(headers: ArraySlice<UInt8>, payload: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(headers.count + payload.count + overhead)
        append(UInt32(truncatingIfNeeded: headers.count + payload.count + overhead), to: &bytes)
        append(UInt32(truncatingIfNeeded: headers.count), to: &bytes)
        append(CRC32.checksum(bytes.span), to: &bytes)
        bytes += headers
        bytes += payload
        append(CRC32.checksum(bytes.span), to: &bytes)
        return bytes
    }

    /// The encoding of string headers, in order.
    static func headers(_ headers: [(name: String, value: String)]) -> [UInt8] {
        var bytes: [UInt8] = []
        for (name, value) in headers {
            // Lengths have one and two bytes.
            let name = Array(name.utf8.prefix(255))
            let value = Array(value.utf8.prefix(32_767))
            bytes.append(UInt8(truncatingIfNeeded: name.count))
            bytes += name
            bytes.append(7)
            bytes.append(UInt8(truncatingIfNeeded: value.count >> 8))
            bytes.append(UInt8(truncatingIfNeeded: value.count))
            bytes += value
        }
        return bytes
    }

    /// The string headers in `range`, by their names; nil if the headers do not fill the range exactly.
    static func stringHeaders(of message: [UInt8], in range: Range<Int>) -> [String: String]? {
        var found: [String: String] = [:]
        var position = range.lowerBound
        while position < range.upperBound {
            let typeAt = position + 1 + Int(message[position])
            guard typeAt < range.upperBound else { return nil }
            let name = String(decoding: message[position + 1..<typeAt], as: UTF8.self)
            guard let value = valueRange(of: message, type: message[typeAt], at: typeAt + 1),
                value.upperBound <= range.upperBound
            else { return nil }
            if message[typeAt] == 7 { found[name] = String(decoding: message[value], as: UTF8.self) }
            position = value.upperBound
        }
        return found
    }

    /// Where a header's value lies, by its type: true, false, byte, short, integer, long, bytes, string, timestamp,
    /// UUID. Nil for other types.
    private static func valueRange(of message: [UInt8], type: UInt8, at start: Int) -> Range<Int>? {
        switch type {
        case 0, 1: return start..<start
        case 2: return start..<start + 1
        case 3: return start..<start + 2
        case 4: return start..<start + 4
        case 5, 8: return start..<start + 8
        case 9: return start..<start + 16
        case 6, 7:
            guard start + 2 <= message.count else { return nil }
            let count = Int(message[start]) << 8 | Int(message[start + 1])
            return start + 2..<start + 2 + count
        default: return nil
        }
    }

    private static func number(in bytes: [UInt8], at start: Int) -> UInt32 {
        bytes[start..<start + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }

    private static func append(_ number: UInt32, to bytes: inout [UInt8]) {
        for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: number >> UInt32(shift))) }
    }
}
