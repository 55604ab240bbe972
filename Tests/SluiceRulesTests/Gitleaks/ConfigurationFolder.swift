// A folder of gitleaks configurations for tests.

import Foundation
import SluiceModel
import SluiceRules

/// A folder that is removed at the end of a test.
final class ConfigurationFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "gitleaks-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
    }

    /// The folder's own path is cut off.
    func short(_ text: String) -> String { text.replacing(path + "/", with: "") }

    func load(_ name: String = "a.toml") -> GitleaksLoader.Result {
        GitleaksLoader.load(file: "\(path)/\(name)")
    }

    func problems(_ name: String = "a.toml") -> [String] { load(name).problems.map { short($0.description) } }
    func remarks(_ name: String = "a.toml") -> [String] { load(name).remarks.map { short($0.description) } }
}

extension GitleaksLoader.Result {
    /// What the rule called `id` looks for.
    func gitleaks(_ id: String) -> GitleaksRule? {
        guard let rule = rules.first(where: { $0.description.id == RuleID(id) }) else { return nil }
        guard case .gitleaks(let found) = rule.detection else { return nil }
        return found
    }
}
