// Finds what answers a request.

import HTTPTypes

/// Finds what answers a request by its method and path.
struct RouteTable<Answer: Sendable>: Sendable {
    /// What was found.
    enum Match: Sendable {
        /// What answers, and what stands in the path for the names of the route.
        case found(Answer, HookRoute, [String: String])
        /// The path is there, with other methods.
        case otherMethods([HTTPRequest.Method])
        /// There is no such path.
        case none
    }

    private struct Pattern: Sendable {
        var parts: [Substring]
        var entries: [Entry]
    }

    private struct Entry: Sendable {
        var route: HookRoute
        var answer: Answer
    }

    private var plain: [String: [Entry]] = [:]
    private var patterns: [Pattern] = []

    /// Adds a route. The first of two that are the same wins.
    mutating func add(_ route: HookRoute, _ answer: Answer) {
        let entry = Entry(route: route, answer: answer)
        guard route.path.contains("{") else {
            plain[route.path, default: []].append(entry)
            return
        }
        let parts = route.path.split(separator: "/", omittingEmptySubsequences: false)
        if let index = patterns.firstIndex(where: { $0.parts == parts }) {
            patterns[index].entries.append(entry)
        } else {
            patterns.append(Pattern(parts: parts, entries: [entry]))
        }
    }

    /// What answers a method and a path; GET's answers HEAD too, and a path that stands in full goes before one with
    /// names.
    func match(_ method: HTTPRequest.Method, _ path: String) -> Match {
        if let entries = plain[path] { return Self.match(method, entries, [:]) }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        for pattern in patterns {
            if let parameters = Self.parameters(of: parts, in: pattern.parts) {
                return Self.match(method, pattern.entries, parameters)
            }
        }
        return .none
    }

    private static func match(
        _ method: HTTPRequest.Method,
        _ entries: [Entry],
        _ parameters: [String: String]
    ) -> Match {
        // HEAD asks for what GET would be told, without the body.
        let wanted = method == .head ? .get : method
        guard let entry = entries.first(where: { $0.route.method == wanted }) else {
            return .otherMethods(entries.flatMap { $0.route.method == .get ? [.get, .head] : [$0.route.method] })
        }
        return .found(entry.answer, entry.route, parameters)
    }

    private static func parameters(of parts: [Substring], in pattern: [Substring]) -> [String: String]? {
        guard parts.count == pattern.count else { return nil }
        var parameters: [String: String] = [:]
        for (part, wanted) in zip(parts, pattern) {
            if wanted.hasPrefix("{"), wanted.hasSuffix("}") {
                guard !part.isEmpty else { return nil }
                parameters[String(wanted.dropFirst().dropLast())] = PercentCoding.decoded(part)
            } else if part != wanted {
                return nil
            }
        }
        return parameters
    }
}
