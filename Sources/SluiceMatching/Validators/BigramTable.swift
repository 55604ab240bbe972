// How surprising each character is after another, in words and identifiers.

/// The surprise of each pair of characters, made by `Benchmarks/tools/bigram_table.py`; do not edit.
enum BigramTable {
    /// The number of classes: `a-z`, `A-Z`, `0-9`, separators, all others.
    static let classCount = 64
    /// How many levels make a bit.
    static let levelsPerBit = 4
    /// The character that stands for level 0.
    static let firstCharacter: UInt8 = 48
    /// One line for each class of the first character, in it one character for each class of the second.
    static let levels = #"""
        ZC?@VJDXD[I<@>cCZ<?:IKKLITjjfobgoelooalYefol`cehoooola\^ocjldlNo
        =KGL>PPV?A`9NL?G^CAJ<\RZATob`[[X`fooooffoX]]T\o]o^ooXWSRb]TbUbCo
        =VIQ=TU>D^?BGR:QLBI<DR[XL`W^VZXX`gWdcYXbVYoWTThacboomNMNLbNcNdEo
        @POA8NLY;SYBSOARZCCJCTVVKaOOLRLQVTM][SQSQNXOMORRVko[bWX^XZXcag<o
        BO??IFJWO]SCD=PFI;=?QJJBL[RQPUOU[VR`bTSTTRcUPRTYX_odb[W]al]jco@o
        @UHH==Q\8dbBOO<KX?DBB\ToIoYZV_U\`c_oob^W\ToWZ]d`_ooo]TY[][_dSoEo
        DROP6TFB@ggCJ@GRoA?FBQToYTUULOOTXVMoUQRSNKgNRNSUXcoVZOW]V\oo]o?o
        9XSN8UJY=fPJKM;XoBGBD^ZbN`UbPSTS_SVooXW\TZfbRPNT[_oooZfoooooooAo
        EF@DEECdV`R?C8>FSD?=ZEeHfFodbolhooohoodobfolllohooooooeoolooboOo
        AkFO6YkUFkFPYk==kMHU;?YkPkkkEkkkkkkkkkkkkkkkkkkYkkkkkkJkkkkkkkBk
        BPMK6KHQ>_XDSELNSK>KIYFoR]QYM]KTK_NoZKTQVQoPL]QP\ooo_U[_ooooco:o
        =MOC8LUU;`U>UO=KeUEACRUgC\X[RVQ\`\Xib\VY]XiWTRaX[mooe`adi`imioBo
        :DTK7UY[>fRJDO><aUEKF[IjMoVZTdVbf^Woa[XWZVoTUVY[^oocoY^_oo_oooDo
        ?T?=>F<QB[JKQICLVR?9HHV_O]VTSXQW^XXoaXXWYUoVSUX_\gooo]Z[fofookBo
        HHA@TIH\I[IB?9EAo:CB@HCKVVaXX``goe]oc`\\\^i\[^`oboooobfbiooo\oFo
        :UNL:OUJBoR>RR>A[<G?EWTPEoS\VYURodVoeWY`\XoWRVd\Wdoo`YUa^`ZookAo
        SY@NVX]UYooJYFoMNAFU2]UooooooooooooooooSooYooVoooooo]OSoooooooAo
        =SFF8LFV=eJKCG=MiB@@HJR\FkTSRST[aZTffTV^[RoXTUiZ\ooof[[kiodkfoBo
        DVCP9OMC>]GIOQDBSO?9AUK\GcSXQYRS^[SmdXWRSUfYQUUWWmodo\Ye_hfoao@o
        >RIL:O[@;cXKOQ?K_?CEFUPXDSQRMTNS\UQocQSSTSdROQVVYjllfJYKboKoNo=o
        EAEI>DH_AgY=@;I@b=@<U^`Vb]gogoogojjoojoooooojjooooooVgL\ooooooTo
        9RL[4PVV=I\UNPEH^PQVZRTYZ`d[odo`odXoodooToodZoooooooWRU[OoPoooFo
        ;UMK?N^D9^YGL??RV=BPVULUddRLNVLQ`TSoZQU`VJoUKQUMUoo\o[TWodoooo<o
        HW>R>K[N@o`KJXH=oQN8QSWHFYXPOOPD`T<ooQR[PSoRMZTVOdooNJTU```YSo?o
        JJIMDOLWFo]DE?I9_J>=SOIVXSLIJJJIcOJcTNORMGYJGKPTYooYYUSWooooWo<o
        @SQP3PmJ=mmMNOCKmSQLTmXmB\Lmmmmmmmmmmmmmmmmmmmmmm\mmV\Qmmmm\mmCm
        ]KEDoPT`\odDUD`J`BCDKPToo`UFBCUMB^FXO>CCVEd?A=FANGM[^XWYo[doooKo
        <o[VFoo_=_oJoo?ooBYo;ooo?oAMHNE[__AJ[BNWDO[GGPAoW[IM_oYV_oooooIo
        >^Y\NooBTooA^[8ooITSHooLScATHIAIQCFcEFNS>LoDHBJPccVYVVQZcc]_[oEo
        EX]o;ooo<[oUo\@ooJToHoooQoCKOJ;GQQ?[RHMOBRYLFLCSQ[LXXWQPQUNoSo>o
        Ro]\oY_o[ooELCfWJ?OW_Ma@ooDNDC?HJVOZSGG?LGL>@CUJMFH[`K[J]fJ^Oo<o
        Ao\UJoZo<ooA\V@ooAooCoooooCWGMHBSO>WU@OWB=ZFKHG[PoQo\JSOSSY`D`Co
        QnXV=nnTKnnHXXLnn=\\InnnnPFOLO;\KD?\nDH@DRnC?FInXXnnnUnnXnnVnn<n
        :oR]>oooGoooToGoooWSNoooWo8ZOM>RZSCoMHIR>T]GK?IWWoZoooZoooooooBo
        `e]LoMTooooWG6VeoXJF^ooeooLHEFAHETLX^CC<AF_HCAbLZHoHo_ooXooo^oMo
        ;bGbHbbbQbIQbb;bbbMb?bbbHbbbbK<bbbDbBbQbCEbb<b;bbbbbbQbbbbbbbbbb
        JiXi9iiTEiiLiJIiQPOiQiOiXiDiIJ7MHQFXiEiDNTMNDOXiDiiiiQiiiiXiii<i
        Do\YBooY=oobbo=bboUbSToo^o?QIC;NUS>bTAQR>J^LFCGTRoIN^^ZZ^\Y^oo@o
        ;aYo?o[oCooooo@oooOoAoooRo<JZD;QaUAoREHP@BoYGFJ]aYTooa]]ooVoooCo
        >o^oBoboOooooo>oooU]Iooo[o@LB@@F?WC^HHRG?KoTA=GKW\W[o\XRooooZoAo
        SDQZoC]ooocRXH[BoD_OIIXoooKHB?RIGUOVLEB<HCo<BACLEV[SoocooocoLoCo
        =bb^HooUGooHoo?oo<YNILooHoAUHM?OUM=oPDRPAFU@GCJSRbFo^TVRPbToooCo
        cNcccccRccccccRcccRc6cccccNHcLNccccccHcCccHAcc5cccccccccccccccEc
        Aoco9oooKoco_\Iooc_oHocoooAQHG:JKZ@oLJFK?IoDCAHLQoEooo_]ooooooAo
        KoD^=ooHE_RMSXGFR``=AUJdGoHZEN?VME?^NGJQDHTMB=FQVTIYod`od``\]dBo
        A_Vo@ooEHoToooEooC^`Ko`oAo@WJJ<DXA>d[IMQCCYBFDISO[DSoTV^ZoZo]o>o
        W\X\ooZo_o__o9_EoUDRRooo\\HFJHCGKoBoo>D=JBoAA<MSoO_WQXoTooooooPo
        ;^oX5ooZDoo^ooLoo^^oo^oXooBTNZ8SZoGooXTRWWoQUQooQZooo^^oToOoooKo
        =[[lDl[?;llllN@ll?RlllSlll?PNNHQOF?llJICALlC@M[lPLllll[lllUlllBl
        hhRhRhhVhhhRMhIVhVVVVhVVhhIO@I@JHFBhhF=IG=hMI;MLO@GNhMJVVRVhPh;h
        QiXiLiiiIiiiiiHiiiXiXiiiiiRiKiGNiiMiiGHDM;iG>?MOEiCKiiiiiiiiQi5i
        HeTe;eee>eeeeeHeeMTeTeTeeeBeTe6eeT>eeJ@PHGeeJeeeeeeTHeDeeeeeeeHe
        HLMKNIiWiiiWiiiiiiiMWiN8iiKNNOIIiiRiSiSiiiiWiSiiiiJi9@C@CFJJJJ=i
        NMNClElllll[OllNll[lUllllll[llllWllllllllWll[lllllll@G;JHH4LLI<l
        @GJHIRWUNl[HQPJHlQKGMll9lWlPRMlRl[ll[Tl[llllJWllllllCC?DJAMG=D;l
        TFQMkVUkkkVkkkkZkkkkkkkkVkkPVkkVkZkkkkkkkZkZTkkkkkkkGE2GHKHKHIBk
        LLLIJTjjjXjTPMjXjQOjTjj5jjNLOXjjjTQjjIjKjjjXJLjjjjQjDHFGHGJHMI8j
        EFDEEKdLddSSddddddddOddSSddKLddddSddddLdddddddLddddd@>DEDD=AG7?d
        ROlWQTlllll[llllll[Slll=llNPKl[lllWllUlPOlllNllOllllLMMN2IRPNN>l
        FL^^FB^^^^^^^^F^^^^^^^L^^L^G^^^H^^^^^^^C^^^^^^^^^^^^=A?A?<FBBD;^
        WGShhOhhhhhhhhhWhhMhhhh8hWhEHhhhhhhhhhQhhWhMEhPhWhhh=JFLI:CJ<I=h
        DHPLJbbbbbbbbbbPbbbLbbbPPbbbbbbbbbbbbbbbbbbbbbbbbbbbDDBCEF=EA@4b
        BE?CCAGGCROCCDDAQC>BGHFSXUKNJLLIROE[VLLMPL[MHMNGPZ`XYQVUX][`U\Bo
        HHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHH
        """#
}
