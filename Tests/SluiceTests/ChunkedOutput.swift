// What a filter gives for a payload that comes in pieces.

import Sluice

extension PayloadFilter {
    /// Filters all of a payload in chunks of `chunk` bytes, and ends it. By the length of the payload it rests after
    /// every chunk, every second, every third or none, as that changes nothing.
    consuming func output(of bytes: [UInt8], chunk: Int) -> FilterOutput {
        var filter = self
        var output = FilterOutput()
        var start = 0
        var number = 0
        while start < bytes.count {
            let end = chunk < bytes.count - start ? start + chunk : bytes.count
            filter.append(bytes.span.extracting(start..<end), to: &output)
            start = end
            number += 1
            if bytes.count % 4 > 0, number % (bytes.count % 4) == 0 { filter.rest() }
        }
        filter.finish(to: &output)
        return output
    }
}
