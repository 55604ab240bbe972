// Binary event-stream messages, built here apart from the code under test.

/// Builds messages of a binary event stream.
enum BinaryMessage {
    /// A message with string headers.
    static func message(_ headers: [(String, String)], payload: [UInt8]) -> [UInt8] {
        var encoded: [UInt8] = []
        for (name, value) in headers {
            encoded += [UInt8(name.utf8.count)] + name.utf8
            encoded += [7, UInt8(value.utf8.count >> 8), UInt8(value.utf8.count & 0xFF)] + value.utf8
        }
        return message(encodedHeaders: encoded, payload: payload)
    }

    /// A message with headers that are encoded.
    static func message(encodedHeaders headers: [UInt8], payload: [UInt8]) -> [UInt8] {
        var bytes = number(headers.count + payload.count + 16) + number(headers.count)
        bytes += number(checksum(bytes))
        bytes += headers + payload
        return bytes + number(checksum(bytes))
    }

    /// Four bytes, the greatest first.
    static func number(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(value >> $0 & 0xFF) }
    }

    /// The checksum bit by bit, without a table.
    static func checksum(_ bytes: [UInt8]) -> Int {
        var state: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            state ^= UInt32(byte)
            for _ in 0..<8 { state = state >> 1 ^ (state & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
        return Int(~state)
    }
}
