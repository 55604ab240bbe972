// A scan's findings as JSON, one a line.

import SluicePayloads

/// A scan's findings as JSON, one a line, each as soon as it is known.
package struct JSONLinesReport: ScanReport {
    package init() {}

    package mutating func begin(to bytes: inout [UInt8]) {}

    package mutating func add(_ record: FindingRecord, to bytes: inout [UInt8]) {
        record.json.write(to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
    }

    package mutating func end(_ summary: ScanSummary, to bytes: inout [UInt8]) {}
}
