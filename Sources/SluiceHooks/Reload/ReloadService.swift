// Loads rules, policies, tokens and certificates again.

package import Logging
import ServiceLifecycle
import UnixSignals

/// Loads rules, policies, tokens and certificates again when the process gets SIGHUP, and when their files change. What
/// cannot be used is not put in force.
package struct ReloadService: Service {
    /// After so many intervals of changes what is there is loaded.
    private static let mostIntervals = 8

    private let source: GuardSource
    private let guards: GuardStore
    private let files: [any ReloadableFile]
    private let watches: Bool
    private let interval: Duration
    private let logger: Logger
    private let register: DirectoryWatch.Registration

    /// Prepares to load again.
    ///
    /// - Parameters:
    ///   - files: what is loaded beside rules and policies.
    ///   - watches: whether changes of files are looked for.
    ///   - interval: how often; also the time for someone who writes several files to get done.
    ///   - register: what asks the kernel to tell of changes in a folder; nil for the kernel of this machine.
    package init(
        source: GuardSource,
        guards: GuardStore,
        files: [any ReloadableFile] = [],
        watches: Bool = true,
        interval: Duration = .milliseconds(250),
        register: DirectoryWatch.Registration? = nil,
        logger: Logger
    ) {
        self.source = source
        self.guards = guards
        self.files = files
        self.watches = watches
        self.interval = interval
        self.register = register ?? DirectoryWatch.register
        self.logger = logger
    }

    package func run() async throws {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await reloadOnSignal() }
            if watches { group.addTask { await reloadOnChange() } }
            await group.waitForAll()
        }
    }

    private func reloadOnSignal() async {
        await cancelWhenGracefulShutdown {
            for await _ in await UnixSignalsSequence(trapping: .sighup) {
                logger.notice("SIGHUP: loading everything again")
                for file in files { reload(file) }
                reload(force: true)
            }
        }
    }

    private func reloadOnChange() async {
        await cancelWhenGracefulShutdown {
            let folders = Array(Set([source.rules, source.policies])).sorted()
            let watch = DirectoryWatch(folders: folders, register: register)
            var isRefusalTold = false
            var stamps = files.map(\.stamp)
            var indexes = source.stamp
            // How many intervals ago the first change came that has not been loaded. What changed before the watch
            // began may not have been loaded either.
            var age = 1
            while (try? await Task.sleep(for: interval)) != nil {
                if let remedy = watch.remedy, !isRefusalTold {
                    isRefusalTold = true
                    logger.warning(
                        "the system does not tell of changed files: sizes and times are compared",
                        metadata: ["remedy": "\(remedy)"]
                    )
                }
                let newIndexes = source.stamp
                let hasChanged = watch.hasChanged() || newIndexes != indexes
                indexes = newIndexes
                if hasChanged || age > 0 { age += 1 }
                // Loading waits until nothing has changed for one interval, but not for ever.
                if age > 0, !hasChanged || age >= Self.mostIntervals {
                    age = 0
                    reload(force: false)
                }
                for (index, file) in files.enumerated() {
                    let stamp = file.stamp
                    if stamp != stamps[index] { reload(file) }
                    stamps[index] = stamp
                }
            }
        }
    }

    /// Loads everything and puts it in force, unless it is what is in force already.
    func reload(force: Bool) {
        do {
            let version = try source.version()
            if !force, version == guards.current.version {
                return guards.confirm()
            }
            let new = try source.load(insteadOf: guards.current)
            guards.replace(with: new)
            logger.notice(
                "rules and policies loaded",
                metadata: [
                    "version": "\(new.version)", "rules": .stringConvertible(new.ruleCount),
                    "policies": .stringConvertible(new.guardrails.count),
                ]
            )
        } catch {
            guards.keep(because: error.description)
            logger.error(
                "rules or policies cannot be used; those in force stay",
                metadata: ["problem": "\(error.description)", "version": "\(guards.current.version)"]
            )
        }
    }

    private func reload(_ file: any ReloadableFile) {
        file.reload()
        if let problem = file.problem {
            logger.error("the \(file.content) cannot be used; those in force stay", metadata: ["problem": "\(problem)"])
        } else {
            logger.notice("\(file.content) loaded")
        }
    }
}
