// Files that are read whole.

/// Reads a regular file of at most `limit` bytes.
package func readSmallFile(_ path: BytePath, limit: Int) throws -> [UInt8] {
    let file = try OpenFile(reading: path)
    let kind = try file.descriptor.status().kind
    guard kind != .directory else { throw CommandFailure("is a directory") }
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while true {
        let count = try file.descriptor.receive(into: &buffer)
        if count == 0 { return text }
        text += buffer[..<count]
        guard text.count <= limit else { throw CommandFailure("is larger than \(ByteCount.text(limit))") }
    }
}
