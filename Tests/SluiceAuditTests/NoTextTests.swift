// No text of a message gets into the file.

import Foundation
import Sluice
import SluiceAudit
import SluiceModel
import SluiceRules
import Testing

@Suite struct NoTextTests {
    /// Records made of what the shipped rules find in secret texts: no eight bytes of the texts are in any file.
    @Test func noTextOfAMessageIsInTheFile() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let guardrail = Guardrail(rules: try RuleSet.load(directory: root.appendingPathComponent("Rules").path))
        var generator = SeededGenerator(seed: 60)
        func token(_ count: Int) -> String {
            let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
            return String((0..<count).map { _ in letters.randomElement(using: &generator) ?? "a" })
        }
        var texts: [String] = []
        for _ in 0..<60 {
            let user = token(12).lowercased()
            let password = "\(token(9)) password=\(token(20)) \(token(9))"
            texts.append(#"{"messages":[{"role":"user","content":"\#(password)"}]}"#)
            texts.append(#"{"messages":[{"role":"user","content":"mail \#(user)@\#(token(10).lowercased()).org"}]}"#)
            texts.append(#"{"messages":[{"role":"user","content":"A\#("KIA")\#(token(16).uppercased())"}]}"#)
            texts.append(#"{"input":{"sk-\#(token(30))":"https://\#(user):\#(token(14))@db.internal/x"}}"#)
        }
        let folder = try AuditFolder()
        let writer = try AuditWriter(folder.configuration())
        var findings = 0
        for (index, text) in texts.enumerated() {
            let verdict = guardrail.check(request: Array(text.utf8))
            findings += verdict.findings.count
            writer.record(
                AuditRecord(
                    time: AuditClock.now,
                    requestID: "request-\(index)",
                    route: "/v1/check",
                    direction: .request,
                    policy: "default",
                    action: verdict.action,
                    findings: verdict.findings.map(\.audited),
                    latency: .microseconds(1),
                    ruleSetVersion: "v1"
                )
            )
        }
        #expect(findings > 100)
        #expect(writer.flush())
        var pieces: Set<[UInt8]> = []
        for text in texts {
            // The frame is the same in all texts and in paths; what is searched for is what was made up.
            for part in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) where part.utf8.count >= 8 {
                let bytes = Array(part.utf8)
                if ["messages", "password", "internal"].contains(String(part)) { continue }
                for start in 0...(bytes.count - 8) { pieces.insert(Array(bytes[start..<start + 8])) }
            }
        }
        #expect(pieces.count > 1000)
        #expect(try !holds(pieces, folder))
        #expect(writer.close())
        #expect(try !holds(pieces, folder))
        // What is there is found.
        #expect(try holds([Array("/v1/chec".utf8)], folder))
    }

    /// Whether any file of the folder holds one of the pieces, which are of eight bytes.
    private func holds(_ pieces: Set<[UInt8]>, _ folder: AuditFolder) throws -> Bool {
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + name)))
            guard bytes.count >= 8 else { continue }
            for start in 0...(bytes.count - 8) where pieces.contains(Array(bytes[start..<start + 8])) { return true }
        }
        return false
    }
}
