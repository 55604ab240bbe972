// Calls a contract as the server does, without a socket.

import Foundation
import HTTPTypes
import SluiceHooks
import SluicePayloads

/// Calls a contract as the server does: finds the route, and turns errors into the contract's answers.
struct ContractClient {
    let contract: any GatewayContract
    let engine: HookEngine

    /// Sends a body to a path, which may have a query.
    func post(
        _ path: String,
        _ body: String,
        headers: HTTPFields = [:],
        deadline: ContinuousClock.Instant = .now + Patience.duration
    ) async throws -> HookResponse {
        let parts = path.split(separator: "?", maxSplits: 1).map(String.init)
        return try await post(
            parts[0],
            bytes: Array(body.utf8),
            query: parts.count > 1 ? parts[1] : nil,
            headers: headers,
            deadline: deadline
        )
    }

    /// Sends bytes to a path.
    func post(
        _ path: String,
        bytes: [UInt8],
        query: String?,
        headers: HTTPFields = [:],
        deadline: ContinuousClock.Instant = .now + Patience.duration
    ) async throws -> HookResponse {
        guard let (route, parameters) = match(path) else { throw Problem.noRoute }
        let request = HookRequest(
            route: route,
            path: path,
            parameters: parameters,
            query: query,
            headers: headers,
            body: bytes,
            deadline: deadline
        )
        do {
            return try await contract.handle(request, engine: engine)
        } catch {
            return contract.response(to: error, request: request)
        }
    }

    enum Problem: Error { case noRoute }

    private func match(_ path: String) -> (HookRoute, [String: String])? {
        let steps = path.split(separator: "/").map { $0.removingPercentEncoding ?? String($0) }
        for route in contract.routes {
            let names = route.path.split(separator: "/").map(String.init)
            guard names.count == steps.count else { continue }
            var parameters: [String: String] = [:]
            let fits = zip(names, steps).allSatisfy { name, step in
                guard name.hasPrefix("{") else { return name == step }
                parameters[String(name.dropFirst().dropLast())] = step
                return true
            }
            if fits { return (route, parameters) }
        }
        return nil
    }
}

extension HTTPFields {
    /// A header with any name.
    static func one(_ name: String, _ value: String) -> HTTPFields {
        var fields = HTTPFields()
        if let name = HTTPField.Name(name) { fields[name] = value }
        return fields
    }
}

extension HookResponse {
    /// A header of the answer.
    func header(_ name: String) -> String? {
        HTTPField.Name(name).flatMap { headers[$0] }
    }

    /// A value of the body by a path of names and positions.
    func value(_ path: String...) -> JSONTree.Node? {
        json.flatMap { Self.find(path, in: $0) }
    }

    /// A text of the body.
    func text(_ path: String...) -> String? {
        json.flatMap { json in json.string(Self.find(path, in: json)) }
    }

    /// A value of the body as it is written.
    func raw(_ path: String...) -> String? {
        json.flatMap { json in json.raw(Self.find(path, in: json)) }
    }

    private static func find(_ path: [String], in json: JSONTree) -> JSONTree.Node? {
        var node: JSONTree.Node? = json.root
        for step in path {
            guard let current = node else { return nil }
            if let index = Int(step) {
                let elements = Array(json.elements(of: current))
                node = index < elements.count ? elements[index] : nil
            } else {
                node = json.children(of: current).first {
                    String(decoding: json.bytes[json.name($0)], as: UTF8.self) == step
                }
            }
        }
        return node
    }
}
