// A line of megabytes is filtered with bounded memory.

import Sluice
import SluiceChecks
import SluiceMatching
import SluiceRules
import Testing

struct LongLineTests {
    /// Five megabytes without a line end.
    static let fillings: [(String, [UInt8])] = [
        ("prose", Array("a line of words that does not end, with numbers 12 345 and signs; ".utf8)),
        ("one letter", [UInt8(ascii: "a")]), ("digits", Array("0123456789".utf8)), ("zero bytes", [0]),
        ("base64", Array("QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo".utf8)),
        ("JSON", Array(#"{"key":"value","n":[1,2]},"#.utf8)),
        ("invalid UTF-8", [0xFF, 0xC3, 0x28, 0x80]), ("dots", Array("1.1.".utf8)),
    ]

    @Test(arguments: fillings) func heldBytesAreBounded(name: String, filling: [UInt8]) throws {
        let guardrail = try DefaultRules.guardrail()
        let bound = try Linter(definitions: DefaultRules.definitions).largestHoldBacks.map(\.bytes).max() ?? 0
        let piece = 65_536
        var block: [UInt8] = []
        while block.count < 2 * piece + filling.count { block += filling }
        var filter = TextFilter(guardrail: guardrail)
        var output = FilterOutput()
        var received = 0
        var released = 0
        while received < 5 << 20 {
            let shift = received % filling.count
            filter.append(block.span.extracting(shift..<(shift + piece)), to: &output)
            received += piece
            #expect(filter.heldByteCount <= bound && filter.heldByteCount < piece, "\(name)")
            let expected = Self.expected(block, from: released, count: output.bytes.count, period: filling.count)
            #expect(output.bytes[...] == expected, "\(name)")
            released += output.bytes.count
            output.removeAll()
        }
        filter.finish(to: &output)
        #expect(released + output.bytes.count == received, "\(name)")
        #expect(output.findings.isEmpty)
    }

    /// The bytes of the endless text from an offset on.
    private static func expected(_ block: [UInt8], from offset: Int, count: Int, period: Int) -> ArraySlice<UInt8> {
        let start = offset % period
        guard start + count <= block.count else { return [] }
        return block[start..<(start + count)]
    }

    @Test func aTokenAtTheEndOfALongLineIsFound() throws {
        let guardrail = try SmallRules.guardrail(
            "rules:\n" + SmallRules.rule("r", "token: {prefix: tok_, alphabet: digits, length: 4}")
        )
        let text = [UInt8](repeating: UInt8(ascii: " "), count: 1 << 20) + Array("tok_1234".utf8)
        let run = FilterRun(text, cutAt: [65_536, 65_537, 1_000_000], guardrail: guardrail)
        #expect(run.findings.map(\.column) == [(1 << 20) + 1])
        #expect(run.bytes == text.dropLast(8) + Array(run.findings[0].replacement.utf8))
    }
}
