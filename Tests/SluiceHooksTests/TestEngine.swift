// What the tests of hooks share: the rules, an engine, samples.

import Foundation
import HTTPTypes
import Sluice
import SluiceHooks
import SluiceMatching
import SluiceModel
import SluicePayloads
import SluicePolicies
import SluiceRules
import Synchronization

/// An engine over the repository's own rules, and values that they find.
enum TestEngine {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let rulesPath = root.appendingPathComponent("Rules").path
    static let key = FingerprintKey(bytes: Array("a key for tests".utf8))

    private static let shared = Result { Guardrail(rules: try RuleSet.load(directory: rulesPath), key: key) }

    /// A set with the standard policy, and others by name.
    static func guards(_ policies: [Policy] = [], standard: Policy = .standard, version: String = "v1") throws
        -> GuardSet
    {
        let shared = try shared.get()
        let guardrail = shared.under(standard)
        var guardrails = [standard.name: guardrail]
        for policy in policies { guardrails[policy.name] = shared.under(policy) }
        return GuardSet(guardrails: guardrails, standard: (standard.name, guardrail), version: version)
    }

    static func make(
        _ policies: [Policy] = [],
        standard: Policy = .standard,
        audit: (any AuditSink)? = nil
    ) throws -> HookEngine {
        HookEngine(guards: GuardStore(try guards(policies, standard: standard)), audit: audit)
    }

    /// A policy that stops every secret.
    static let blocking: Policy = {
        var policy = Policy.uniform(action: .block)
        policy.name = "blocking"
        return policy
    }()

    /// A fresh GitHub token with a valid checksum.
    static func token(seed: UInt64 = 1) throws -> String {
        var generator = SplitMix64(seed: seed)
        let template = try ExampleTemplate.parse("gh" + "p_{{base62:30}}{{crc32-base62}}")
        let bytes = try template.expand(
            using: &generator,
            checksums: ValidatorRegistry.checksum(_:completing:)
        ).bytes
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Collects what would be written to the audit.
final class AuditProbe: AuditSink {
    private let kept = Mutex<[AuditRecord]>([])

    var records: [AuditRecord] { kept.withLock { $0 } }

    func record(_ record: AuditRecord) {
        kept.withLock { $0.append(record) }
    }
}

/// A folder that lasts as long as the value.
final class TestFolder: Sendable {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("sluice-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Writes a file, all at once, and the folders it needs; returns its path.
    @discardableResult
    func write(_ name: String, _ text: String) throws -> String {
        let file = URL(fileURLWithPath: path).appendingPathComponent(name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file, options: .atomic)
        return file.path
    }
}

extension HookResponse {
    /// The body as JSON.
    var json: JSONTree? { JSONTree(body) }
    /// The body as text.
    var text: String { String(decoding: body, as: UTF8.self) }

    /// A text member of the body's object.
    func string(_ name: StaticString) -> String? {
        json.flatMap { $0.string($0.member(name, of: $0.root)) }
    }
}
