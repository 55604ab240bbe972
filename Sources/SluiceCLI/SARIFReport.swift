// A scan's findings as SARIF.

import SluiceModel
import SluicePayloads
package import SluiceRules

/// A scan's findings as SARIF 2.1.0 (OASIS Static Analysis Results Interchange Format), with the members that code
/// hosts show: rules with descriptions, places in lines and bytes, fingerprints.
package struct SARIFReport: ScanReport {
    private let rules: [RuleDescription]
    private let indices: [RuleID: Int]
    private var isFirst = true

    package init(rules: [RuleDescription]) {
        self.rules = rules
        indices = Dictionary(rules.indices.map { (rules[$0].id, $0) }) { first, _ in first }
    }

    package mutating func begin(to bytes: inout [UInt8]) {
        let driver = JSONValue.object([
            ("name", .string("Sluice")),
            ("version", .string(SluiceVersion.number)),
            ("semanticVersion", .string(SluiceVersion.number)),
            ("rules", .array(rules.map(SARIFReport.json))),
        ])
        bytes += "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",".utf8
        bytes += "\"runs\":[{\"tool\":{\"driver\":".utf8
        driver.write(to: &bytes)
        bytes += "},\"columnKind\":\"unicodeCodePoints\",\"results\":[".utf8
    }

    package mutating func add(_ record: FindingRecord, to bytes: inout [UInt8]) {
        bytes += (isFirst ? "\n" : ",\n").utf8
        isFirst = false
        json(record).write(to: &bytes)
    }

    package mutating func end(_ summary: ScanSummary, to bytes: inout [UInt8]) {
        let notifications = summary.problems.map { problem in
            JSONValue.object([
                ("level", .string("error")),
                ("message", .object([("text", .string(problem.message))])),
                (
                    "locations",
                    .array([.object([("physicalLocation", SARIFReport.location(problem.path, region: nil))])])
                ),
            ])
        }
        let invocation = JSONValue.object([
            ("executionSuccessful", .bool(summary.problems.isEmpty)),
            ("exitCode", .integer(Int(summary.exitStatus.rawValue))),
            ("toolExecutionNotifications", .array(notifications)),
        ])
        bytes += "\n],\"invocations\":[".utf8
        invocation.write(to: &bytes)
        bytes += "]}]}\n".utf8
    }

    private func json(_ record: FindingRecord) -> JSONValue {
        let finding = record.finding
        let index = indices[finding.rule]
        let name = index.map { rules[$0].name } ?? finding.rule.rawValue
        let text = "\(name): \(record.preview.visible)"
        let region = JSONValue.object([
            ("startLine", .integer(record.line)),
            ("startColumn", .integer(record.column)),
            ("byteOffset", .integer(finding.range.lowerBound)),
            ("byteLength", .integer(finding.range.count)),
        ])
        var location = [("physicalLocation", SARIFReport.location(record.path, region: region))]
        if let path = record.jsonPath {
            // `value` is the kind of what a member of JSON holds (SARIF 2.1.0 §3.33.7).
            let value = JSONValue.object([("fullyQualifiedName", .string(path)), ("kind", .string("value"))])
            location.append(("logicalLocations", .array([value])))
        }
        var members: [(String, JSONValue)] = [("ruleId", .string(finding.rule.rawValue))]
        if let index { members.append(("ruleIndex", .integer(index))) }
        members += [
            ("level", .string(finding.isSample ? "note" : SARIFReport.level(finding.severity))),
            ("message", .object([("text", .string(text))])),
            ("locations", .array([.object(location)])),
            ("partialFingerprints", .object([("sluiceValue/v1", .string(finding.fingerprint.description))])),
            (
                "properties",
                .object([
                    ("confidence", .number(Double(finding.confidence.percent) / 100)),
                    ("verified", .bool(finding.isVerified)),
                    ("sample", .bool(finding.isSample)),
                ])
            ),
        ]
        return .object(members)
    }

    private static func location(_ path: BytePath, region: JSONValue?) -> JSONValue {
        var artifact: [(String, JSONValue)] = [("uri", .string(path.uri))]
        // %SRCROOT% is what code hosts take for the root of the checkout (SARIF 2.1.0 §3.14.14).
        if !path.isAbsolute { artifact.append(("uriBaseId", .string("%SRCROOT%"))) }
        return .object([("artifactLocation", .object(artifact))] + (region.map { [("region", $0)] } ?? []))
    }

    private static func json(_ rule: RuleDescription) -> JSONValue {
        var members: [(String, JSONValue)] = [
            ("id", .string(rule.id.rawValue)),
            ("name", .string(rule.name)),
            ("shortDescription", .object([("text", .string(rule.name))])),
            ("fullDescription", .object([("text", .string(rule.summary))])),
            ("help", .object([("text", .string(rule.summary))])),
            ("defaultConfiguration", .object([("level", .string(level(rule.severity)))])),
        ]
        if let page = rule.references.first { members.append(("helpUri", .string(page))) }
        members.append(
            (
                "properties",
                .object([
                    ("tags", .strings([rule.category.rawValue] + rule.tags)),
                    ("precision", .string(precision(rule.confidence))),
                    ("security-severity", .string(score(rule.severity))),
                ])
            )
        )
        return .object(members)
    }

    private static func level(_ severity: Severity) -> String {
        switch severity {
        case .critical, .high: "error"
        case .medium: "warning"
        case .low, .info: "note"
        }
    }

    /// Numbers in the ranges by which GitHub names a severity: over 9.0 critical, 7.0 high, 4.0 medium, below low
    /// (https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning).
    private static func score(_ severity: Severity) -> String {
        switch severity {
        case .critical: "9.5"
        case .high: "8.0"
        case .medium: "5.0"
        case .low: "2.0"
        case .info: "0.0"
        }
    }

    private static func precision(_ confidence: Confidence) -> String {
        switch confidence.percent {
        case 95...: "very-high"
        case 80..<95: "high"
        case 50..<80: "medium"
        default: "low"
        }
    }
}
