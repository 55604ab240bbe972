// Files that are read whole.

/// Why a file cannot be read whole, in words that follow its name and a colon.
package enum SmallFileError: Error, Sendable, Hashable, CustomStringConvertible {
    case system(SystemError)
    case tooLarge(limit: Int)

    package var description: String {
        switch self {
        case .system(let error): error.description
        case .tooLarge(let limit): "is larger than \(ByteCount.text(limit))"
        }
    }

    /// Nothing has the name.
    package var isAbsence: Bool {
        if case .system(let error) = self { error.isAbsence } else { false }
    }
}

/// Reads a file of at most `limit` bytes.
package func readSmallFile(_ path: BytePath, limit: Int) throws(SmallFileError) -> [UInt8] {
    var text: [UInt8] = []
    do throws(SystemError) {
        let file = try OpenFile(reading: path)
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while text.count <= limit {
            let count = try file.descriptor.receive(into: &buffer)
            if count == 0 { return text }
            text += buffer[..<count]
        }
    } catch {
        throw .system(error)
    }
    throw .tooLarge(limit: limit)
}
