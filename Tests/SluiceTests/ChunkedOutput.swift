// What a filter gives for a payload that comes in pieces.

import Sluice

extension PayloadFilter {
    /// Filters all of a payload in chunks of `chunk` bytes, and ends it.
    consuming func output(of bytes: [UInt8], chunk: Int) -> FilterOutput {
        var filter = self
        var output = FilterOutput()
        var start = 0
        while start < bytes.count {
            let end = chunk < bytes.count - start ? start + chunk : bytes.count
            filter.append(bytes.span.extracting(start..<end), to: &output)
            start = end
        }
        filter.finish(to: &output)
        return output
    }
}
