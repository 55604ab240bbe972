// The words that corpora are made of.

/// The words that corpora are made of, the frequent ones first.
enum Vocabulary {
    static let words = list(
        """
        the of to and a in is that for it you with as this be on can are not or if from by we have will at when which
        an your all use has more but one so code should function then what file there would into also error need data
        they test each other first only using used value two new like make how up does time its same set after run
        call add get change before line must any case work where them these some most here just between because both
        key name type list string number model server user request response token message return result order build
        version example default current field read write check found path module check input output stream text class
        point state note since without while still until every simple small large long short likely usually instead
        below above following previous next start end step part place right left either already once again often
        expected actual correct missing empty valid invalid broken fixed failing passing related separate shared public
        private static async single multiple several various common local remote global main branch commit merge pull
        review issue report problem cause reason answer question idea approach option choice change detail note summary
        section paragraph document page table column row index cache memory buffer queue thread process network address
        password login session account customer invoice payment billing shipping product price order status history
        database query schema migration backup restore deploy release rollback monitor alert metric latency throughput
        because therefore however although otherwise moreover meanwhile perhaps certainly exactly roughly slightly
        """
    )

    static let nouns = list(
        """
        user order item account session request response message event job task queue cache token invoice payment
        product customer address profile report record entry batch chunk stream buffer index cursor page header body
        config option setting client server worker handler router parser lexer scanner filter matcher builder reader
        writer store repository registry factory manager service gateway proxy limiter scheduler timer clock metric
        """
    )

    static let verbs = list(
        """
        get set load save fetch parse build make create update delete insert append remove find filter sort merge split
        open close start stop send receive read write flush validate check resolve render encode decode apply handle
        """
    )

    static let firstNames = list(
        "anna ben clara david emma felix greta hugo ines jonas karla leon maria nils olga paul"
    )
    static let lastNames = list("fischer meyer novak rossi dubois larsen kowalski silva okafor tanaka nguyen haddad")
    static let hosts = list("db-1.internal cache-2.internal api.internal queue.internal search-3.internal")
    static let services = list("checkout billing search ingest gateway notifier auth catalog scheduler export")

    private static func list(_ text: String) -> [String] {
        text.split(whereSeparator: \.isWhitespace).map(String.init)
    }
}
