// What the matchers of e-mail, Internet and hardware addresses find and leave alone.

import SluiceMatching

/// What the matchers of e-mail, Internet and hardware addresses find and leave alone.
enum AddressTables {
    static let all = [email] + internet + [hardware]

    private static let longLocal = String(repeating: "a", count: 64)
    private static let longLabel = String(repeating: "b", count: 63)

    private static let email = MatcherTable(
        type: EmailMatcher.self,
        finds: [
            "mail «bob@corp.io» now", "«bob@corp.io»", "<«bob.b-c+tag@mail.corp.co.uk»>", "mailto:«bob@corp.io»",
            "'«bob@corp.io»'", "see «bob@corp.io».", "see «bob@corp.io»: he", "«bob@corp.io»:secret",
            "x=«o'neil@corp.ie»",
            "wait...«bob@corp.io»...", "a..«b@corp.io»", "‹bob@example.com›, ‹a@mail.example.org›", "‹x@host.test›",
            "«a@xn--mnchen-3ya.de»", "«a@b.xn--p1ai»", "«\(longLocal)@corp.io»", "«a@\(longLabel).com»",
            "https://corp.io/u/«bob@corp.io»", "{\"to\":\"«bob@corp.io»\"}", "«_x@corp.io»_", "«a@corp.io»,«b@corp.io»",
            "the ssh key goes to «ada@corp.io»", "ssh-keygen -C «ada@corp.io»", "«yourievsky@corp.io»",
            "write to «ada@corp.io»",
            "give ssh to «ada@corp.io»", "via ssh to «ada@corp.io»", "«a@corp.io» ssh «b@corp.io»",
            "ssh\t«ada@corp.io»",
            "\"ssh\" \"«ada@corp.io»\"", "ssh 24/7 «ada@corp.io»", "mail -s ssh «ada@corp.io»",
            "«joe@youraccountant.co»",
            "«yourmailman@corp.io»", "«ada@yourorganicstore.com»", "«email@corp.io»",
            "«BOB@CORP.COM»", #"x\n«bob@corp.io»\r\t«nan@corp.io»"#, #"\u00e9«bob@corp.io»"#,
            "bob «notexample@notexample.com»", "«bob@corp.io»-", "«a_b@corp.museum»\n",
        ],
        ignores: [
            "bob@corp", "bob@.com", "@corp.io", "bob.@corp.io", "bob @corp.io", "bob@ corp.io", "bob@corp.zz", "a@b.c",
            "a@-corp.io", "a@corp-.io", "a@corp..io", "a\(longLocal)@corp.io", "a@b\(longLabel).com",
            "bob@corp.io@host",
            "ssh ada@corp.io", "ssh -i ~/.ssh/k.pem -p 22 ada@web.corp.io", "SSH into `ada@corp.io`",
            "sudo ssh ada@corp.io",
            "ssh -o A=no ada@corp.io uptime", "your-email@gmail.com", "YourName@gmail.com", "$ sudo ssh ada@corp.io",
            "ada@your-domain.com", "ada@mail.yourdomain.com", "anonymous@corp.io",
            "git@corp.io", "GIT@corp.io", "bob@corp.io:a/b", "ssh://bob@corp.io", "postgres://u:p%40w@db.corp.io/x",
            "pkg@1.2.3", "x@1.2.js", "logo@2x.svg", "m@n.inv(", "a@b.shape[0]", "---@corp.io",
            "a@" + String(repeating: "bc.", count: 84) + "com", "a@corp.i0",
        ]
    )

    private static let internet = [
        MatcherTable(
            type: IPv4Matcher.self,
            finds: [
                "from «93.184.216.34» port", "«93.184.216.34»", "http://«93.184.216.34»/x", "«93.184.216.34»:8080",
                "«93.184.216.34»/24", "«93.184.216.34»-«93.184.216.40»", "at «93.184.216.34».", "ip=«93.184.216.34»",
                "user@«93.184.216.34»", "http://«34.118.0.0»/16", "«34.118.0.0»/16/x",
                "session_oid_host: «93.184.216.34»", #"a\n«93.184.216.34»"#, "(«81.2.69.142»,«81.2.69.143»)",
                "‹8.8.8.8› ‹1.1.1.1›",
            ],
            ignores: [
                "34.118.0.0/16", "route 34.118.0.0/16;", "cidr: \"93.184.216.0/24\"", "OID_KEY = '93.184.216.34'",
                "10.1.2.3", "127.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.1.1", "0.0.0.0", "255.255.255.255",
                "192.0.2.1", "198.51.100.7", "203.0.113.9", "100.64.1.1", "224.0.0.1", "93.184.216.256", "93.184.216",
                "93.184.216.034", "93.184.216.34.5", "5.93.184.216.34", "v93.184.216.34", "tool-93.184.216.34",
                "a/93.184.216.34",
                "==93.184.216.34", ">=93.184.216.34", "^93.184.216.34", "93.184.216.34-beta", "93.184.216.34+x",
                "93.184.216.34a",
                "version: 93.184.216.34", "\"AssemblyVersion\": \"93.184.216.34\"", "section 93.184.216.34",
                "[assembly: AssemblyVersion(\"93.184.216.34\")]", "<Version>93.184.216.34</Version>",
                "see RFC 5280 93.184.216.34", "oldVersion=\"0.0.0.0-93.184.216.34\"", "(OID 93.184.216.34)",
                "93.184.216.",
                "93..184.216.34", "1193.184.216.34", "93.184.216.34.in-addr.arpa",
            ]
        ),
        MatcherTable(
            type: IPv4Matcher.self,
            options: ["private": ["true"]],
            finds: ["«10.1.2.3»", "«192.168.1.1»", "‹192.0.2.1›", "«127.0.0.1»", "«93.184.216.34»"],
            ignores: ["10.1.2", "10.1.2.3.4", "010.1.2.3"]
        ),
        MatcherTable(
            type: IPv6Matcher.self,
            finds: [
                "from «2a00:1450:4001:82a::200e» port", "«2a00:1450:4001:82a:0:0:0:200e»",
                "[«2606:4700:4700::1111»]:443", #"x\t«2606:4700::1»"#,
                "«2606:4700::»/32", "at «2a00:1450::1».", "at «2a00:1450::1»: x", "‹2001:db8::1›",
                "«2001:4860::1:2:3:4:5»",
                "«::ffff:93.184.216.34»", "«64:ff9b::93.184.216.34»", "«684D:1111:222:3333:4444:5555:6:77»",
                "«2606:4700::1%eth0» x", "«2606:4700::1%eth0».",
            ],
            ignores: [
                "::1", "::", "fe80::1", "fd00::1", "ff02::1", "::ffff:10.0.0.1", "::1.2.3.4", "2001::db8::1",
                "2a00:1450::12345",
                "1:2:3:4:5:6:7:8:9", "00:11:22:33:44:55:66:77", "12:30:45", "a::b", "std::dead::beef",
                "2a00:1450:4001:82a:0:0:93.184.216.34", "x2a00:1450::1",
                "2a00:1450::1g", "2a00:1450:1", "2a00::", "2a00:1450:4001:82a:0:0:0", ":2a00:1450::1", "2a00:1450:::1",
                "2a00:1450:4001:82a:0:0:0:200e:1", "2a00:1450::1:2:3:4:5:6:7", "beef::cafe", "2a00:1450::1:::",
                "2a00:1450::1.2.3",
            ]
        ),
        MatcherTable(
            type: IPv6Matcher.self,
            options: ["private": ["true"]],
            finds: ["«fe80::1ff:fe23:4567:890a%eth2»", "«fd12:3456::1»", "«::ffff:10.0.0.1»", "«2606:4700::1»"],
            ignores: ["::1", "a::b", "dead::beef", "::ffff"]
        ),
    ]

    private static let hardware = MatcherTable(
        type: MACAddressMatcher.self,
        finds: [
            "ether «3c:22:fb:12:9a:01» x", "«3C-22-FB-12-9A-01»", "«3c22.fb12.9a01».", "(«3c:22:fb:12:9a:01»)",
            #"a\n«3c:22:fb:12:9a:01»\n"#,
            "‹00:11:22:33:44:55›", "‹aa-bb-cc-dd-ee-ff›", "‹00:00:5e:00:53:7f›", "mac=«02:42:ac:11:00:02»,",
        ],
        ignores: [
            "00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff", "FFFF.FFFF.FFFF", "3c:22:fb:12:9a", "3c:22:fb:12:9a:0",
            "3c:22:fb:12:9a:01:77", "77:3c:22:fb:12:9a:01", "3c:22-fb:12-9a:01", "3c22:fb12:9a01", "3c22.fb12.9a01.ab",
            "3c:22:fb:12:9a:011", "x3c:22:fb:12:9a:01", "24-01-31-12-30-45", "3c:2:2fb:12:9a:01", "3c::22:fb:12:9a:01",
            "3c22-fb12-9a01", "3g:22:fb:12:9a:01", "n3c:22:fb:12:9a:01",
        ]
    )
}
