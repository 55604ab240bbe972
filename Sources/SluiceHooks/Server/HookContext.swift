// What is known of a request besides what it says.

package import Hummingbird
import NIOCore

/// What is known of a request besides what it says.
package struct HookContext: InitializableFromSource, Sendable {
    /// The connection.
    let channel: any Channel

    package init(source: ApplicationRequestContextSource) {
        channel = source.channel
    }

    /// The address that the connection comes from; nil over a unix socket.
    var address: String? { channel.remoteAddress?.ipAddress }
}
