// What signals do besides stopping the server.

import Dispatch
import Foundation
import Logging
import SluiceHooks
import SluiceTerminal
import Synchronization

/// Says in the log that the server stops and what it waits for, at the first signal, and ends the process at the second:
/// whoever sends it again does not want to wait for streams.
struct StopSignals {
    private let sources: [any DispatchSourceSignal]

    /// Watches SIGTERM and SIGINT, beside whatever else does.
    init(_ server: HookServer, grace: Duration, logger: Logger) {
        let count = Counter()
        sources = [SIGTERM, SIGINT].map { number in
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                if count.next() == 1 {
                    logger.notice(
                        "stopping once requests and streams have ended; a second signal ends them",
                        metadata: ["grace_seconds": .stringConvertible(grace.components.seconds)]
                    )
                } else {
                    logger.warning("ended by a second signal")
                    // What was decided is recorded, as far as that takes no time.
                    try? server.closeAudit(timeout: .seconds(1))
                    LogOutput.standardError.drain()
                    ProcessState.end(bySignal: number)
                }
            }
            source.resume()
            return source
        }
    }

    /// Ends the watch.
    func cancel() {
        for source in sources { source.cancel() }
    }

    /// Counts the signals, whichever they are.
    private final class Counter: Sendable {
        private let count = Mutex(0)

        func next() -> Int {
            count.withLock { count in
                count += 1
                return count
            }
        }
    }
}
