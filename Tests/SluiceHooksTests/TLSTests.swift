// Certificates of the server and of its clients.

import Foundation
import SluiceHooks
import Testing

@Suite struct TLSTests {
    /// A folder with an authority, and certificates that it made for a server and a client.
    private func certificates() async throws -> TestFolder {
        let folder = try TestFolder()
        let run = try await Tool.run(
            "sh",
            [
                "-ec",
                """
                cd "$0"
                key="-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
                openssl req -x509 $key -subj /CN=authority -days 2 -keyout ca.key -out ca.pem
                for name in server client; do
                  openssl req $key -subj "/CN=$name" -keyout $name.key -out $name.csr
                  printf 'subjectAltName=IP:127.0.0.1\\n' > $name.ext
                  openssl x509 -req -in $name.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile $name.ext -out $name.pem
                done
                """,
                folder.path,
            ]
        )
        try #require(run.status == 0, "\(run.output)")
        return folder
    }

    private func curl(_ server: TestServer, _ folder: TestFolder, _ arguments: String...) async throws -> Tool.Run {
        try await Tool.run(
            "curl",
            ["-sS", "--cacert", folder.path + "/ca.pem", "https://127.0.0.1:\(server.port)/health/live"] + arguments
        )
    }

    @Test func theServerShowsItsCertificate() async throws {
        let folder = try await certificates()
        try await TestServer.run { settings in
            settings.tls = .init(certificate: folder.path + "/server.pem", key: folder.path + "/server.key")
        } body: { server in
            let answer = try await curl(server, folder)
            #expect(answer.output == "{\"status\":\"live\"}")
        }
    }

    @Test func onlyClientsOfTheAuthorityCanConnect() async throws {
        let folder = try await certificates()
        try await TestServer.run { settings in
            settings.tls = .init(
                certificate: folder.path + "/server.pem",
                key: folder.path + "/server.key",
                clientAuthority: folder.path + "/ca.pem"
            )
        } body: { server in
            #expect(try await curl(server, folder).status != 0)
            let client = try await curl(
                server,
                folder,
                "--cert",
                folder.path + "/client.pem",
                "--key",
                folder.path + "/client.key"
            )
            #expect(client.output == "{\"status\":\"live\"}")
        }
    }

    /// New connections see new certificates; a file that cannot be used changes nothing and is told.
    @Test func certificatesAreReplacedWhileTheServerRuns() async throws {
        let folder = try await certificates()
        let other = try await certificates()
        try folder.write("rules/one.yaml", ReloadTests.rule("zqx"))
        let (certificate, key) = (folder.path + "/server.pem", folder.path + "/server.key")
        let source = GuardSource(rules: folder.path + "/rules", key: TestEngine.key)
        try await TestServer.run { settings in
            settings.tls = .init(certificate: certificate, key: key)
        } body: { server in
            func trusts(_ folder: TestFolder) async throws -> Bool {
                try await curl(server, folder).output == "{\"status\":\"live\"}"
            }

            func copy(_ name: String) throws {
                try folder.write(name, try String(contentsOfFile: other.path + "/" + name, encoding: .utf8))
            }
            let store = try #require(server.server.certificates)
            #expect(try await trusts(folder))
            try copy("server.pem")
            store.reload()
            #expect(store.problem?.contains("do not fit together") == true)
            #expect(try await trusts(folder))
            let metrics = try await Tool.run(
                "curl",
                ["-sS", "--cacert", folder.path + "/ca.pem", "https://127.0.0.1:\(server.port)/health/ready"]
            )
            #expect(metrics.output.contains("\"reload_failed\":true"))
            try copy("server.key")
            let service = ReloadService(
                source: source,
                guards: GuardStore(try source.load()),
                files: [store],
                interval: .milliseconds(10),
                logger: server.log.logger
            )
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { try await service.run() }
                var attempt = 0
                _ = try await Patience.wait {
                    // The service has begun to watch when it sees a change, which may take several.
                    if attempt.isMultiple(of: 50) { try copy("server.key") }
                    attempt += 1
                    return store.problem == nil
                }
                tasks.cancelAll()
            }
            #expect(store.problem == nil)
            #expect(try await trusts(other))
            #expect(try await !trusts(folder))
            #expect(server.log.lines.contains { $0.contains("certificates loaded") })
        }
    }

    @Test func aKeyOfAnotherCertificateIsRefusedAtTheStart() async throws {
        let folder = try await certificates()
        let error = #expect(throws: ServeFailure.self) {
            try CertificateStore(.init(certificate: folder.path + "/server.pem", key: folder.path + "/client.key"))
        }
        #expect(error?.description == "`tls`: the certificate and the key do not fit together")
    }
}
