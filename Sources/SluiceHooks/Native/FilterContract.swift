// Gives back what it gets, filtered.

import HTTPTypes
import SluiceModel
import SluicePayloads
import SluicePolicies

/// `POST /v1/filter`: gives back the body that it gets, filtered, with the verdict in headers.
package struct FilterContract: GatewayContract {
    package let name = "filter"
    package let routes = [HookRoute.post("/v1/filter")]

    /// Makes the contract.
    package init() {}

    package func handle(_ request: HookRequest, engine: HookEngine) async throws(HookError) -> HookResponse {
        let (part, call) = try NativeHeaders.message(of: request, contract: name)
        switch try await engine.check([part], as: call) {
        case .judged(let verdict):
            return answer(verdict, to: request, outcome: NativeHeaders.judged)
        case .unjudged(let failure):
            guard failure.mode == .open else { throw failure.error }
            var response = answer(failure.partial, to: request, outcome: NativeHeaders.unjudged)
            response.headers[NativeHeaders.notScannedFrom] = String(failure.scannedCount)
            return response
        }
    }

    private func answer(_ verdict: HookVerdict, to request: HookRequest, outcome: String) -> HookResponse {
        var response: HookResponse
        if let bytes = verdict.parts.first?.bytes {
            response = HookResponse(body: bytes)
            response.headers[.contentType] = request.header("Content-Type") ?? "application/octet-stream"
        } else {
            let error = HookError(code: "blocked_by_policy", message: verdict.message ?? "Blocked.", status: .ok)
            response = error.response
        }
        response.headers[NativeHeaders.outcome] = outcome
        response.headers[NativeHeaders.action] = verdict.action.rawValue
        response.headers[NativeHeaders.wouldBe] = verdict.wouldBe.rawValue
        response.headers[NativeHeaders.version] = verdict.version
        response.headers[NativeHeaders.findings] = String(verdict.findingCount)
        return response
    }
}
