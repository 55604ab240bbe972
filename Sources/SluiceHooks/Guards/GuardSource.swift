// Loads rules and policies from where the configuration says.

import Crypto
import Foundation
import Sluice
package import SluiceModel
import SluicePolicies
import SluiceRules

/// Where rules and policies are loaded from.
package struct GuardSource: Sendable {
    /// The rules directory.
    package var rules: String
    /// The directory of policy files; each is a policy under its own name.
    package var policies: String
    /// Whether that directory must be there: it was named.
    private let needsPolicies: Bool
    /// The name of the policy that is asked where none is named.
    package var defaultPolicy: String
    /// The key that values are fingerprinted with.
    package var key: FingerprintKey
    /// How many encodings may lie in each other for the text inside to be found; 0 to read texts as they stand.
    package var decodeDepth = 0
    /// Indexes of own code to recognise.
    package var fingerprints: [String] = []
    /// The key of those indexes; nil where none was chosen.
    package var indexKey: FingerprintKey?

    /// Names the places.
    ///
    /// - Parameter policies: nil for the folder `policies` of the rules directory, which may be missing.
    package init(rules: String, policies: String? = nil, defaultPolicy: String = "default", key: FingerprintKey) {
        self.rules = rules
        self.policies = policies ?? rules + "/policies"
        needsPolicies = policies != nil
        self.defaultPolicy = defaultPolicy
        self.key = key
    }

    /// What is wrong with rules or policies, one problem a line.
    package struct Failure: Error, Sendable, CustomStringConvertible {
        /// Files, lines, rules and reasons.
        package let description: String
    }

    /// Reads and compiles everything.
    ///
    /// - Parameter former: what is in force. The built-in policy does not take the place of policies from files because
    ///   their directory has gone.
    package func load(insteadOf former: GuardSet? = nil) throws(Failure) -> GuardSet {
        // Before anything is read: what changes meanwhile is then seen as another version.
        let version = Result { () throws(Failure) in try self.version() }
        var problems: [String] = []
        var rules: RuleSet?
        do {
            rules = try ruleSet()
        } catch {
            problems.append(error.description)
        }
        var policies: [String: Policy] = [:]
        do {
            policies = try readPolicies(mustExist: needsPolicies || former?.hasPolicyFiles == true)
        } catch {
            problems.append(error.description)
        }
        guard problems.isEmpty, let rules else { throw Failure(description: problems.joined(separator: "\n")) }
        let hasPolicyFiles = !policies.isEmpty
        if !hasPolicyFiles { policies[defaultPolicy] = .standard }
        let shared = Guardrail(rules: rules, key: key, decodeDepth: decodeDepth)
        let guardrails = policies.mapValues(shared.under)
        guard let standard = guardrails[defaultPolicy] else { throw noPolicy(policies.keys) }
        return GuardSet(
            guardrails: guardrails,
            standard: (defaultPolicy, standard),
            version: try version.get(),
            hasPolicyFiles: hasPolicyFiles
        )
    }

    /// Reads all policies; none where the built-in one stands in.
    private func readPolicies(mustExist: Bool) throws(Failure) -> [String: Policy] {
        let files = try policyFiles()
        if files == nil, mustExist {
            throw Failure(description: "\(self.policies): there is no such directory of policies")
        }
        var problems: [String] = []
        var policies: [String: Policy] = [:]
        for file in files ?? [] {
            var policy: Policy
            do {
                policy = try Policy.load(file: file)
            } catch {
                problems.append(error.description)
                continue
            }
            // A file that states no name is known by its own.
            if policy.name == "unnamed" { policy.name = Self.name(ofFile: file) }
            if policies.updateValue(policy, forKey: policy.name) != nil {
                problems.append("\(file):1: another file has a policy named `\(policy.name)` already")
            }
        }
        guard problems.isEmpty else { throw Failure(description: problems.joined(separator: "\n")) }
        // Without any file the built-in policy stands in; one that is asked for by name must be there.
        if policies[defaultPolicy] != nil || policies.isEmpty && defaultPolicy == Policy.standard.name {
            return policies
        }
        throw noPolicy(policies.keys)
    }

    private func noPolicy(_ names: some Sequence<String>) -> Failure {
        let names = names.sorted().joined(separator: ", ")
        return Failure(description: "\(policies): no policy is named `\(defaultPolicy)`; there are: \(names)")
    }

    private func ruleSet() throws(RuleSetError) -> RuleSet {
        let ownCode = RuleDefinition.ownCode(indexes: fingerprints, key: indexKey, named: "fingerprints")
        let (definitions, problems) = RuleDirectory.readAll(rules, readsExamples: false)
        let taken = Set(definitions.map(\.description.id))
        let clashes = ownCode.map(\.description).filter { taken.contains($0.id) }.map { rule in
            RuleSetError.Problem(
                location: rule.source,
                rule: rule.id.rawValue,
                reason: "a rule of the directory has this name already"
            )
        }
        return try RuleSet.compile(definitions + ownCode, problems: problems + clashes)
    }

    /// What tells that a file of `fingerprints` has changed.
    var stamp: [String] { fingerprints.map(FileStamp.of) }

    /// The policy files, in the order of their names; nil if the directory is not there.
    private func policyFiles() throws(Failure) -> [String]? {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: policies)
        } catch let error as CocoaError where error.code == .fileReadNoSuchFile {
            return nil
        } catch {
            throw Failure(description: "\(policies): the directory of policies cannot be read")
        }
        return names.sorted().filter { ($0.hasSuffix(".yaml") || $0.hasSuffix(".yml")) && !$0.hasPrefix(".") }
            .map { "\(policies)/\($0)" }
    }

    private static func name(ofFile file: String) -> String {
        URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
    }

    /// Twelve hexadecimal digits of a hash over the names and contents of all files, and whether texts are decoded.
    package func version() throws(Failure) -> String {
        var hash = SHA256()
        if decodeDepth > 0 { hash.update(data: Array("decode \(decodeDepth)".utf8)) }
        do {
            for file in try RuleDirectory.filesOfAllLayers(in: rules) + (policyFiles() ?? []) {
                hash.update(data: Array(file.utf8))
                hash.update(data: Array(try RuleDirectory.text(ofFile: file).utf8))
            }
            for file in fingerprints { hash.update(data: try Data(contentsOf: URL(fileURLWithPath: file))) }
        } catch {
            throw Failure(description: "\(error)")
        }
        return hash.finalize().prefix(6).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
