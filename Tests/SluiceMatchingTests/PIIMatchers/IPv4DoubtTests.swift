// How sure an IPv4 address is.

import SluiceMatching
import Testing

@Suite struct IPv4DoubtTests {
    private func doubts(_ text: String, options: [String: [String]] = [:]) throws -> [UInt8] {
        try ChunkingProbe<IPv4Matcher>(options: options).matches(in: Array(text.utf8)).map(\.doubt)
    }

    /// Four small parts are those of a version, unless a word near before speaks of addresses.
    @Test func smallPartsAreDoubtful() throws {
        for text in ["gem \"rails\", \"7.0.8.1\"", "// 23.3.5.3 bitset", "import 7.0.8.1", "31.31.31.31"] {
            #expect(try doubts(text) == [20], "\(text)")
        }
        for text in ["ip=7.0.8.1", "from 7.0.8.1", "clientIp: 7.0.8.1", "http://7.0.8.1/", "32.0.8.1", "7.0.8.32"] {
            #expect(try doubts(text) == [0], "\(text)")
        }
    }

    @Test func privateAddressesAreNoVersions() throws {
        #expect(try doubts("subnet 10.0.3.8", options: ["private": ["true"]]) == [0])
    }
}
