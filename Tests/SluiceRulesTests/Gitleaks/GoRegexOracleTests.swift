// Translated expressions against Go itself, where Go is there.

import Foundation
import SluiceMatching
import SluiceRules
import Testing

/// The program of `Tests/GoRegex`, built by `scripts/test-goregex.sh`, which names it here.
private let oracle = ProcessInfo.processInfo.environment["SLUICE_GOREGEX"]

private struct Question: Encodable {
    let pattern: String
    let text: Data
}

@Test(.enabled(if: oracle != nil))
func translatedExpressionsFindWhatGoFinds() throws {
    let environment = ProcessInfo.processInfo.environment
    let seed = environment["SLUICE_SEED"].flatMap { UInt64($0) } ?? 1
    var generator = GoRegexGenerator(seed: seed)
    var questions: [(pattern: String, text: [UInt8])] = []
    for _ in 0..<(environment["SLUICE_COUNT"].flatMap { Int($0) } ?? 4_000) {
        let pattern = generator.expression()
        for _ in 0..<4 { questions.append((pattern, generator.text())) }
    }
    let answers = try ask(questions)
    try #require(answers.count == questions.count)
    var wrong = 0
    var valid = 0
    for ((pattern, text), expected) in zip(questions, answers) {
        var answer = "error"
        do {
            let probe = try GoRegexProbe(pattern)
            answer = "[" + probe.firstMatch(in: text).map(String.init).joined(separator: ",") + "]"
            valid += 1
        } catch is PatternError {
            // What is valid here and in Go can still be too large for PCRE2.
            continue
        } catch {
            answer = "error"
        }
        guard answer != expected else { continue }
        wrong += 1
        if wrong <= 20 { Issue.record("seed \(seed): \(pattern) on \(text): \(answer), and Go \(expected)") }
    }
    #expect(wrong == 0)
    #expect(valid > questions.count / 2)
}

private func ask(_ questions: [(pattern: String, text: [UInt8])]) throws -> [String] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let input = folder.appendingPathComponent("questions")
    let output = folder.appendingPathComponent("answers")
    var lines = Data()
    let encoder = JSONEncoder()
    for (pattern, text) in questions {
        lines += try encoder.encode(Question(pattern: pattern, text: Data(text))) + Data("\n".utf8)
    }
    try lines.write(to: input)
    try Data().write(to: output)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(oracle))
    process.standardInput = try FileHandle(forReadingFrom: input)
    process.standardOutput = try FileHandle(forWritingTo: output)
    try process.run()
    process.waitUntilExit()
    return try String(contentsOf: output, encoding: .utf8).split(separator: "\n").map(String.init)
}
