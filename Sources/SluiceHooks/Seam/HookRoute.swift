// A method and a path that are answered.

package import HTTPTypes

/// A method and a path that are answered.
package struct HookRoute: Sendable, Hashable {
    /// The method.
    package let method: HTTPRequest.Method
    /// The path, in which `{name}` stands for one part, as in `/guardrail/{id}/version/{version}/apply`.
    package let path: String

    /// Names a route.
    package init(_ method: HTTPRequest.Method, _ path: String) {
        self.method = method
        self.path = path
    }

    /// A route for POST.
    package static func post(_ path: String) -> HookRoute { HookRoute(.post, path) }

    /// A route for GET.
    package static func get(_ path: String) -> HookRoute { HookRoute(.get, path) }
}
