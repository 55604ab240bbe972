// The payload of a Bedrock `chunk` message: an event in base64 inside JSON.

import SluiceMatching

/// The payload of a Bedrock `chunk` message, `{"bytes":"<base64>","p":"…"}`: an event in base64 inside JSON.
///
/// Source: Amazon Bedrock API reference, InvokeModelWithResponseStream, `PayloadPart`.
enum WrappedPayload {
    /// The event's data and where its base64 lies in `payload`; nil if the payload is not of that kind.
    static func read(_ payload: [UInt8]) -> (data: [UInt8], string: Range<Int>)? {
        guard let tree = JSONTree(event: payload), let node = tree.member("bytes", of: tree.root), tree.isText(node)
        else {
            return nil
        }
        let string = tree.content(node)
        guard let text = unescaped(payload[string]), let data = Base64.decode(text.span) else { return nil }
        return (data, string)
    }

    /// The base64 of `data`, padded.
    static func base64(_ data: [UInt8]) -> [UInt8] {
        var text = Base64.encode(data.span)
        while text.count % 4 != 0 { text.append(UInt8(ascii: "=")) }
        return text
    }

    /// Base64 without JSON's escapes, of which `\/` and `\u00XX` can spell its characters; nil if there are others.
    private static func unescaped(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard text.contains(UInt8(ascii: "\\")) else { return Array(text) }
        var result: [UInt8] = []
        var position = text.startIndex
        while position < text.endIndex {
            guard text[position] == UInt8(ascii: "\\") else {
                result.append(text[position])
                position += 1
                continue
            }
            let escape = text[position...].dropFirst()
            if escape.first == UInt8(ascii: "/") {
                result.append(UInt8(ascii: "/"))
                position += 2
            } else if escape.starts(with: "u00".utf8), escape.count >= 5,
                let byte = UInt8(String(decoding: escape.dropFirst(3).prefix(2), as: UTF8.self), radix: 16)
            {
                result.append(byte)
                position += 6
            } else {
                return nil
            }
        }
        return result
    }
}
