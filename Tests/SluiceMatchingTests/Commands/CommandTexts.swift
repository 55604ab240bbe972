// Commands that are run and commands that are only named.

import SluiceMatching
import SluiceModel
import Testing

/// Texts in which a command is run, or only named.
enum CommandTexts {
    static let run = [
        "rm -rf /",
        "sudo rm -rf /",
        #"bash -c "rm -rf /""#,
        "ssh host 'rm -rf /'",
        "x=$(rm -rf /)",
        "true && rm -rf /",
        #"eval "rm -rf /""#,
        """
        CMD="rm -rf /"
        $CMD
        """,
        """
        if [ -f x ]; then
          rm -rf /
        fi
        """,
        "yes | sudo rm -rf /",
        """
        cat x \\
          | xargs rm -rf /
        """,
        #"os.system("rm -rf /")"#,
        #"subprocess.run("rm -rf /", shell=True)"#,
        #"subprocess.run(["bash", "-c", "rm -rf /"])"#,
        #"subprocess.check_output("rm -rf /", shell=True)"#,
        """
        subprocess.check_call(
            "rm -rf /",
            shell=True,
        )
        """,
        """
        cmd = "rm -rf /"
        os.system(cmd)
        """,
        #"ssh.exec_command("sudo rm -rf /")"#,
        #"run_command("rm -rf /")"#,
        #"sh("rm -rf /")"#,
        #"commands = ["rm -rf /"]"#,
        #"execute(cmd="rm -rf /")"#,
        #"return "rm -rf /""#,
        #"execSync("rm -rf /")"#,
        "child_process.exec(`rm -rf /`, cb)",
        "await $`rm -rf /`",
        #"spawn("sh", ["-c", "rm -rf /"])"#,
        #"shell.exec("rm -rf /")"#,
        #"const cmd = "rm -rf /";"#,
        #"exec.Command("sh", "-c", "rm -rf /").Run()"#,
        #"Command::new("sh").arg("-c").arg("rm -rf /").spawn()"#,
        #"system("rm -rf /")"#,
        "`rm -rf /`",
        #"shell_exec("rm -rf /");"#,
        #"Runtime.getRuntime().exec("rm -rf /");"#,
        #"system("rm -rf /");"#,
        """
        steps:
          - run: rm -rf /
        """,
        """
        script:
          - rm -rf /
        """,
        #"script: ["rm -rf /"]"#,
        """
        commands:
          - "rm -rf /"
        """,
        """
          - name: clean
            shell: rm -rf /
        """,
        "RUN rm -rf /",
        #"CMD ["sh", "-c", "rm -rf /"]"#,
        #"{"scripts": {"clean": "rm -rf /"}}"#,
        #"{"command": "rm -rf /"}"#,
        """
        clean:
        \trm -rf /
        """,
        """
          provisioner "local-exec" {
            command = "rm -rf /"
          }
        """,
        #"system("rm -rf /");"#,
        #"os.execute("rm -rf /")"#,
        "0 3 * * * root rm -rf /",
        "To free space, run `rm -rf /` now.",
        """
        1. Open a terminal
        2. Type this:

           rm -rf /
        """,
        #"ProcessBuilder("sh", "-c", "rm -rf /").start()"#,
        #"Process.Start("bash", "-c \"rm -rf /\"");"#,
        #"try process.run("rm -rf /")"#,
    ]

    static let named = [
        #"assert is_dangerous("rm -rf /")"#,
        #"assert not guard.allows("rm -rf /")"#,
        """
        def test_root():
            assert classify("rm -rf /") == "deny"
        """,
        #"self.assertTrue(blocked("rm -rf /"))"#,
        #"self.assertEqual(judge("rm -rf /"), Verdict.DENY)"#,
        #"@pytest.mark.parametrize("cmd", ["rm -rf /", "mkfs.ext4 /dev/sda"])"#,
        #"BLOCKED = ["rm -rf /", "mkfs"]"#,
        """
        DANGEROUS_COMMANDS = {
            "rm -rf /",
            "rm -rf ~",
        }
        """,
        """
        DENY = (
            "rm -rf /",
            "dd if=/dev/zero of=/dev/sda",
        )
        """,
        """
        if "rm -rf /" in cmd:
            raise ValueError
        """,
        #"if cmd == "rm -rf /":"#,
        """
            ("rm -rf /", True),
            ("ls", False),
        """,
        #"RULES = {"rm -rf /": "deny"}"#,
        #"re.compile(r"rm -rf /")"#,
        #"logger.warning("rm -rf /")"#,
        #"print("rm -rf /")"#,
        """
        with pytest.raises(Denied):
            policy.check("rm -rf /")
        """,
        #"pattern = "rm -rf /""#,
        #"expect(check("rm -rf /")).toBe(false)"#,
        "expect(isDangerous(`rm -rf /`)).toBe(true)",
        #"it("rm -rf /", () => {})"#,
        """
        const BLOCKLIST = [
          "rm -rf /",
          "mkfs",
        ]
        """,
        #"if (cmd.includes("rm -rf /")) throw new Error("no")"#,
        """
        switch (c) {
          case "rm -rf /":
            return false
        """,
        #"test.each([["rm -rf /", true], ["ls", false]])("x", f)"#,
        #"{ cmd: "rm -rf /", expected: "deny" },"#,
        #"console.log("rm -rf /")"#,
        #"type Bad = "ls" | "rm -rf /""#,
        #"{ command: "rm -rf /", blocked: true },"#,
        #"const deny = new Set(["rm -rf /", "rm -rf ~"])"#,
        #"validateCommand("rm -rf /")"#,
        #"{cmd: "rm -rf /", want: false},"#,
        #"\t\t{"rm -rf /", false},"#,
        #"if strings.Contains(cmd, "rm -rf /") {"#,
        #"t.Run("rm -rf /", func(t *testing.T) {"#,
        #"{name: "root", cmd: "rm -rf /", wantErr: true},"#,
        """
        var denied = map[string]bool{
        \t"rm -rf /": true,
        }
        """,
        #"assert.False(t, Allowed("rm -rf /"))"#,
        #"assert!(is_blocked("rm -rf /"));"#,
        #""rm -rf /" => Verdict::Deny,"#,
        #"let denied = vec!["rm -rf /", "mkfs"];"#,
        #"expect(guard.judge("rm -rf /")).to eq(:deny)"#,
        #"assertThrows(Denied.class, () -> guard.judge("rm -rf /"));"#,
        #"@ValueSource(strings = {"rm -rf /", "mkfs"})"#,
        #"#expect(Guard.denies("rm -rf /"))"#,
        #"XCTAssertTrue(isBlocked("rm -rf /"))"#,
        #"case "rm -rf /": return .deny"#,
        #""rm -rf /" -> Verdict.DENY"#,
        #"[InlineData("rm -rf /", false)]"#,
        #"$this->assertFalse($guard->allows("rm -rf /"));"#,
        #"{"permissions": {"deny": ["Bash(rm -rf /)", "Bash(sudo rm -rf /)"]}}"#,
        #"{"rm -rf /": "deny"}"#,
        """
        deny:
          - rm -rf /
          - "rm -rf ~"
        """,
        """
        blocked_commands:
          # root
          - "rm -rf /"
        """,
        #"deny = ["rm -rf /"]"#,
        """
        case "$1" in
          *"rm -rf /"*) exit 1;;
        esac
        """,
        #"if [ "$cmd" = "rm -rf /" ]; then exit 1; fi"#,
        #"[[ "$cmd" == *"rm -rf /"* ]] && exit 1"#,
        """
        | command | verdict |
        | --- | --- |
        | `rm -rf /` | blocked |
        | rm -rf ~ | blocked |
        """,
        """
        Blocked commands:

        - `rm -rf /`
        - `rm -rf ~`
        """,
    ]
}
