// A verdict that an answer can be made of.

import HTTPTypes
import Sluice
import SluicePayloads

/// A verdict that an answer can be made of: of the whole message, or of as much as was judged where the policy lets
/// pass what could not be.
struct Judgement {
    let verdict: HookVerdict
    /// Why the end of the message was not judged; nil if all of it was.
    var failure: HookFailure?

    /// What the policy, its part of the message and the gateway together come to.
    ///
    /// - Parameters:
    ///   - handling: what the gateway's configuration says about masks.
    ///   - isMaskable: whether the contract can carry a mask of the piece with this number.
    func ruling(_ handling: MaskHandling, isMaskable: (Int) -> Bool = { _ in true }) -> Ruling {
        if verdict.isBlocked { return .refused(verdict.message ?? "Blocked by policy.") }
        guard !verdict.isUnchanged else { return .passed }
        if handling == .block { return .refused(maskedRules + " must not be sent through here.") }
        let masked = verdict.parts.indices.filter { verdict.parts[$0].action >= .mask }
        let stuck = masked.filter { !isMaskable($0) }
        if !stuck.isEmpty, handling == .mask {
            return .refused(maskedRules + " stands where this gateway cannot mask it.")
        }
        return stuck.count == masked.count ? .passed : .masked
    }

    /// The names of the rules that masked something, as the beginning of a sentence.
    private var maskedRules: String {
        let rules = Set(verdict.findings.filter { $0.action >= .mask }.map(\.finding.rule.rawValue)).sorted()
        return "Blocked by policy: what was found (\(rules.joined(separator: ", ")))"
    }

    /// An answer with the verdict in its headers, where a gateway that ignores them loses nothing.
    func response(_ body: JSONValue, status: HTTPResponse.Status = .ok) -> HookResponse {
        var response = HookResponse.json(body, status: status)
        response.headers[NativeHeaders.outcome] = failure == nil ? NativeHeaders.judged : NativeHeaders.unjudged
        response.headers[NativeHeaders.action] = verdict.action.rawValue
        response.headers[NativeHeaders.version] = verdict.version
        if let failure { response.headers[NativeHeaders.notScannedFrom] = String(failure.scannedCount) }
        return response
    }

    /// What was decided, in numbers and names: nothing of the text, since gateways log it and show it to their callers.
    var summary: JSONValue {
        var counts: [String: Int] = [:]
        for located in verdict.findings { counts[located.finding.rule.rawValue, default: 0] += 1 }
        for (kind, count) in verdict.omittedFindings { counts[kind.rule.rawValue, default: 0] += count }
        var members: [(String, JSONValue)] = [
            ("outcome", .string(failure == nil ? NativeHeaders.judged : NativeHeaders.unjudged)),
            ("action", .string(verdict.action.rawValue)),
            ("would_be", .string(verdict.wouldBe.rawValue)),
            ("policy", .string(verdict.policy)),
            ("version", .string(verdict.version)),
            ("rules", .object(counts.sorted { $0.key < $1.key }.map { ($0.key, .integer($0.value)) })),
        ]
        if let failure {
            members.append(("error", failure.error.detail))
            members.append(("not_scanned_from", .integer(failure.scannedCount)))
        }
        return .object(members)
    }
}

/// What becomes of a message.
enum Ruling: Equatable {
    /// It goes on as it came.
    case passed
    /// It goes on masked.
    case masked
    /// The policy stops it; its sender is told why.
    case refused(String)
}

extension HookOutcome {
    /// What an answer is made of.
    ///
    /// - Throws: the failure's `HookError` where the policy stops what could not be judged.
    func judgement() throws(HookError) -> Judgement {
        switch self {
        case .judged(let verdict): return Judgement(verdict: verdict)
        case .unjudged(let failure):
            guard failure.mode == .open else { throw failure.error }
            return Judgement(verdict: failure.partial, failure: failure)
        }
    }
}
