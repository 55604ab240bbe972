// Certificates of the server and of its clients.

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
}
