// A server that gives back what it gets: what the framework itself costs.

import ArgumentParser
import Hummingbird
import Logging

/// A bare Hummingbird server that gives back what it gets, to measure this project's server against.
@main
struct EchoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "echo",
        abstract: "Gives back every body that is posted to /echo, on this machine only."
    )

    @Option(help: "The port.")
    var port: Int

    func run() async throws {
        let router = Router()
        router.get("/health/live") { _, _ in HTTPResponse.Status.ok }
        router.post("/echo") { request, _ in
            let body = try await request.body.collect(upTo: 16 << 20)
            return Response(
                status: .ok,
                headers: [.contentType: "application/json"],
                body: ResponseBody(byteBuffer: body)
            )
        }
        var logger = Logger(label: "echo")
        logger.logLevel = .warning
        let application = Application(
            router: router,
            configuration: .init(address: .hostname("127.0.0.1", port: port)),
            logger: logger
        )
        try await application.runService()
    }
}
