// Reads what stands around compressed data: headers and checksums.

extension Inflater {
    /// The optional parts of a gzip header, in their order (RFC 1952, 2.3.1).
    private enum Part {
        static let checksum = 2
        static let extra = 4
        static let name = 8
        static let comment = 16
        /// Bits that mean nothing yet, without which a reader goes on wrongly.
        static let unknown = 0xE0
    }

    /// Reads the next part of a header or a checksum, and tells whether it had come whole.
    mutating func readWrapping() -> Bool {
        switch step {
        case .extraLength:
            guard let length = take(16) else { return false }
            step = .extra(left: length)
            if length == 0 { endHeader() }
            return true
        case .headerChecksum:
            guard take(16) != nil else { return false }
            step = .blockHeader
            return true
        default: break
        }
        guard let byte = take(8) else { return false }
        switch step {
        case .header(let read): readHeader(byte, at: read)
        case .extra(let left): if left == 1 { endHeader() } else { step = .extra(left: left - 1) }
        case .name, .comment: if byte == 0 { endHeader() }
        case .checksum(let left):
            if left > 1 {
                step = .checksum(left: left - 1)
            } else if packing == .gzip {
                step = .nextMember
            } else {
                state = .ended
            }
        default:
            // Another gzip member may follow.
            memberCount = 0
            if byte == 0x1F { step = .header(read: 1) } else { state = .ended }
        }
        return true
    }

    private mutating func readHeader(_ byte: Int, at index: Int) {
        step = .header(read: index + 1)
        guard packing == .gzip else {
            // RFC 1950, 2.2: deflate with a window of at most 32 KiB, both bytes a multiple of 31, no dictionary.
            if index == 0 {
                headerParts = byte
                if byte & 15 != 8 || byte >> 4 > 7 { state = .damaged }
            } else if (headerParts << 8 | byte) % 31 != 0 || byte & 32 != 0 {
                state = .damaged
            } else {
                step = .blockHeader
            }
            return
        }
        switch index {
        case 0 where byte != 0x1F, 1 where byte != 0x8B, 2 where byte != 8, 3 where byte & Part.unknown != 0:
            state = .damaged
        case 3: headerParts = byte
        case 9: endHeader()
        default: break
        }
    }

    /// Goes on with the next part that a gzip header has.
    private mutating func endHeader() {
        for (part, next) in [(Part.extra, Step.extraLength), (Part.name, .name), (Part.comment, .comment)]
        where headerParts & part != 0 {
            headerParts &= ~part
            step = next
            return
        }
        step = headerParts & Part.checksum != 0 ? .headerChecksum : .blockHeader
    }
}
