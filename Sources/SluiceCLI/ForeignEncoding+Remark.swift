// What is said of bytes that cannot be looked into.

import SluicePayloads

extension ForeignEncoding {
    /// What the bytes are, and what to do.
    var remark: String {
        switch self {
        case .compressed: "compressed and cannot be looked into: unpack it first"
        case .wideText:
            "text in UTF-16 or UTF-32, which cannot be looked into: convert it to UTF-8 (iconv -f UTF-16 -t UTF-8)"
        }
    }
}
