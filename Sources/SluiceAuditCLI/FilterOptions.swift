// Which entries are meant, on the command line.

import ArgumentParser
import SluiceAudit
import SluiceModel
import SluiceTerminal

/// The options that choose entries.
struct FilterOptions: ParsableArguments {
    enum Outcome: String, CaseIterable, Sendable {
        case policy
        case error
    }

    @Option(
        help: ArgumentHelp(
            "Only from this time on.",
            discussion: "2026-11-21T09:00:00Z, 2026-11-21, or an age: 90s, 15m, 24h, 7d, 2w.",
            valueName: "time"
        )
    )
    var since: String?

    @Option(help: ArgumentHelp("Only before this time.", valueName: "time"))
    var until: String?

    @Option(
        help: ArgumentHelp("Only with this in the metadata; may be repeated, all must hold.", valueName: "NAME=VALUE")
    )
    var metadata: [String] = []

    @Option(help: ArgumentHelp("Short for --metadata team=….", valueName: "team"))
    var team: String?

    @Option(help: ArgumentHelp("Only with a finding of this rule; may be repeated.", valueName: "rule"))
    var rule: [String] = []

    @Option(help: ArgumentHelp("Only with a finding that has this fingerprint; may be repeated.", valueName: "digits"))
    var fingerprint: [String] = []

    @Option(help: "Only with this action: allow, log, mask or block; may be repeated.")
    var action: [ChoiceArgument<Action>] = []

    @Option(help: "Only this direction: request or response.")
    var direction: ChoiceArgument<Direction>?

    @Option(help: ArgumentHelp("Only of this policy; may be repeated.", valueName: "policy"))
    var policy: [String] = []

    @Option(help: ArgumentHelp("Only of this route; may be repeated.", valueName: "route"))
    var route: [String] = []

    @Option(help: ArgumentHelp("Only of this request; may be repeated.", valueName: "id"))
    var request: [String] = []

    @Option(help: "Only decided by the policy, or only made by an error: policy or error.")
    var outcome: ChoiceArgument<Outcome>?

    /// What the options say.
    func filter() throws -> AuditFilter {
        var filter = AuditFilter()
        filter.since = try time(since, "--since")
        filter.until = try time(until, "--until")
        for text in metadata {
            guard let sign = text.firstIndex(of: "="), sign > text.startIndex else {
                throw CommandFailure("--metadata takes NAME=VALUE")
            }
            filter.metadata.append((String(text[..<sign]), String(text[text.index(after: sign)...])))
        }
        if let team { filter.metadata.append(("team", team)) }
        filter.rules = rule
        filter.fingerprints = try fingerprint.map { text in
            guard text.utf8.count == 16, let value = UInt64(text, radix: 16) else {
                throw CommandFailure("--fingerprint takes 16 hexadecimal digits, as query prints them")
            }
            return Fingerprint(rawValue: value)
        }
        filter.actions = action.map(\.value)
        filter.direction = direction?.value
        filter.policies = policy
        filter.routes = route
        filter.requests = request
        filter.isError = outcome.map { $0.value == .error }
        return filter
    }

    private func time(_ text: String?, _ option: String) throws -> Int64? {
        guard let text else { return nil }
        guard let time = AuditClock.parse(text, now: AuditClock.now) else {
            throw CommandFailure("\(option) takes a time such as 2026-11-21T09:00:00Z, 2026-11-21 or 24h")
        }
        return time
    }
}
