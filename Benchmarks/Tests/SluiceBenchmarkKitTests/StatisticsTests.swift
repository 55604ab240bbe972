// Checks the figures that reports are made of.

import SluiceBenchmarkKit
import Testing

struct StatisticsTests {
    @Test func percentilesAreNearestRanks() {
        let statistics = Statistics([5, 1, 4, 2, 3])
        #expect(statistics.median == 3)
        #expect(statistics.percentile(99) == 5)
        #expect(statistics.percentile(20) == 1)
        #expect(statistics.mean == 3)
        #expect(Statistics([]).median.isNaN)
    }

    @Test func roundingKeepsZerosAfterThePoint() {
        #expect(1.005.rounded(to: 1) == "1.0")
        #expect(0.0625.rounded(to: 4) == "0.0625")
        #expect((-0.5).rounded(to: 1) == "-0.5")
        #expect(12.0.rounded(to: 0) == "12")
        #expect(Double.nan.rounded(to: 2) == "–")
    }

    @Test func tablesLineUp() {
        var table = MarkdownTable("text", "MB/s")
        table.add("mixed", "7")
        #expect(table.description == "| text  | MB/s |\n| ----- | ---: |\n| mixed |    7 |")
    }
}
