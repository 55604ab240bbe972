"""Training texts: templates and records filled with generated people and places, and openly licensed text without them."""
import glob
import os
import random
import re

from faker import Faker

import features as F
import lists

HERE = os.path.dirname(os.path.abspath(__file__))

JOBS = '''engineer manager teacher nurse doctor lawyer plumber electrician designer developer consultant accountant
director chief executive officer|vice president|product manager|software engineer|data analyst|sales representative
journalist photographer chef pilot architect professor student singer actor player coach minister spokesman writer
pianist drummer painter pharmacist dentist|head of sales|Head of Marketing|CEO|CTO|Managing Director|Senior Engineer
Account Manager|Geschäftsführer|Support Specialist|HR Business Partner|Chief Financial Officer|recruiter'''
JOBS = [j.strip() for line in JOBS.split('\n') for part in line.split('|')
        for j in ([part] if ' ' in part.strip() and part.strip()[0].isupper() or len(part.split()) <= 2 else part.split())]
TITLES = ['Mr.', 'Mrs.', 'Ms.', 'Dr.', 'Mr', 'Mrs', 'Ms', 'Dr', 'Prof.', 'Professor', 'Sir', 'Herr', 'Frau', 'Mme', 'Monsieur',
          'Madame', 'Señor', 'Señora', 'Sr.', 'Sra.', 'Signor', 'Dott.', 'Miss', 'Judge', 'Captain', 'Rev.']
UNITS = ['Apt. {n}', 'Suite {n}', 'Apt {n}', 'Unit {n}', 'Flat {n}', '#{n}', 'Apartment {n}', 'Ste {n}', 'Floor {n}', 'No. {n}']
ORG_HEADS = '''Global First National United General Blue Green Silver Golden North South East West Pacific Atlantic Alpine
Apex Summit Prime Delta Omega Nova Vertex Quantum Bright Clear Red River Lake Stone Oak Maple Cedar Eagle Falcon Lion
Phoenix Star Sun Moon Sky Cloud Ocean Harbor Bridge Tower Crown Royal Liberty Heritage Pioneer Frontier Metro Urban
Central Capital Premier Elite Smart Rapid Swift Solid Trusted Modern Digital Cyber Data Info Net Micro Inter Trans'''.split()
ORG_TAILS = '''Bank Insurance Systems Technologies Solutions Energy Foods Motors Airlines Pharmaceuticals Logistics Consulting
Partners Capital Holdings Industries Labs Media Networks Software Foundation University College Hospital Clinic Institute
Academy Church Museum Hotel Restaurant Cafe Pharmacy Group Trust Realty Properties Construction Engineering Electric
Telecom Studios Records Press Publishing Sports Fitness Travel Tours Bakery Brewery Farms Gardens Stores Market Outlet
Ratings Agency Council Association Society Union Federation League Club Authority Ministry Department Bureau'''.split()
ORG_FORMS = ['Inc.', 'Inc', 'Ltd', 'Ltd.', 'LLC', 'Corp.', 'Corporation', 'GmbH', 'AG', 'GmbH & Co. KG', 'S.A.', 'SA', 'S.p.A.', 'SARL',
             'S.L.', 'B.V.', 'BV', 'AB', 'Oy', 'A/S', 'AS', 'Kft.', 's.r.o.', 'Sp. z o.o.', 'Ltda', 'Pvt Ltd', 'PLC', 'plc', 'Limited',
             'Group', 'Holdings', 'KG', 'SE', 'Co.', '& Co', '& Sons', 'and Sons', 'Pty Ltd', 'K.K.']
KNOWN_ORGS = '''Siemens|Bosch|Toyota|Honda|Samsung|Sony|Nestlé|Unilever|Shell|BP|Total|Boeing|Airbus|Lufthansa|Delta|Walmart|Target
Costco|Tesco|Aldi|IKEA|Volkswagen|BMW|Ford|Tesla|General Motors|Pfizer|Novartis|Roche|Bayer|HSBC|Barclays|Citibank|JPMorgan
Goldman Sachs|Morgan Stanley|Deutsche Bank|Wells Fargo|Bank of America|BBC|CNN|Reuters|Bloomberg|The New York Times|UNICEF|NASA
United Nations|World Bank|WHO|FBI|NATO|European Union|Red Cross|Greenpeace|Harvard University|Stanford|MIT|Oxford University
Cambridge University|Manchester United|Real Madrid|FC Barcelona|Bayern Munich|Chicago Bulls|Nike|Adidas|Coca-Cola|PepsiCo
McDonald's|Starbucks|Disney|Warner Bros|Universal|Vodafone|Orange|AT&T|Verizon|Accenture|Deloitte|KPMG|McKinsey & Company'''
KNOWN_ORGS = [o.strip() for line in KNOWN_ORGS.split('\n') for o in line.split('|')]
NATIVE_STREETS = {
    'en': None,
    'de': 'Haupt Bahnhof Garten Schul Berg Dorf Wald Linden Wiesen Kirch Ring Goethe Schiller Mozart Rosen Birken Mühlen Park',
    'fr': 'de la Paix|Victor Hugo|des Lilas|du Moulin|Jean Jaurès|de la République|Pasteur|des Écoles|du Général Leclerc|Stanislas',
    'es': 'Mayor|de Alcalá|San Juan|Real|del Sol|Gran Vía|Constitución|Cervantes|de la Paz|Goya|Colón|Hidalgo|Juárez|Libertad',
    'it': 'Roma|Garibaldi|Dante Alighieri|Giuseppe Verdi|Mazzini|XX Settembre|della Libertà|Cavour|dei Mille|San Marco|Nazionale',
    'pt': 'das Flores|Augusta|São João|Sete de Setembro|da Liberdade|XV de Novembro|Paulista|Getúlio Vargas|do Comércio|Dom Pedro II',
    'in': 'MG|Nehru|Gandhi|Station|Brigade|Park|Linking|Ring|Mall|Anna|Church|Residency|Sarjapur|Link|Lal Bahadur Shastri',
}
NORDIC = [('vägen', 'sv'), ('gatan', 'sv'), ('veien', 'no'), ('gata', 'no'), ('vej', 'da'), ('gade', 'da'), ('katu', 'fi'), ('tie', 'fi'),
          ('straat', 'nl'), ('laan', 'nl'), ('weg', 'nl'), ('sletta', 'no'), ('lia', 'no'), ('bakken', 'no'), ('ova', 'cs'), ('ská', 'cs'),
          ('tänav', 'ee'), ('utca', 'hu'), ('strasse', 'de'), ('gasse', 'de'), ('platz', 'de'), ('allee', 'de'), ('ulica', 'pl')]


class World:
    """People, places and organisations drawn from a seed."""

    def __init__(self, seed):
        self.r = random.Random(seed)
        first, last, _ = lists.census()
        self.census = (first[:2500], last[:20000])
        self.locales = {l: lists.names_of(l) for l in lists.LOCALES}
        self.locales = {l: v for l, v in self.locales.items() if len(v[0]) > 10 and len(v[1]) > 10}
        self.keys = sorted(self.locales)
        self.asian = {l: lists.names_of(l) for l in ('zh_CN', 'ja_JP', 'ko_KR')}
        # Words that are no names as well.
        names = {w.lower() for v in self.locales.values() for n in v for w in n} | {w.lower() for n in self.census for w in n}
        self.english = [w for w in lists.scowl(10, 20, 35) if w not in names and len(w) > 2 and w.islower()]
        self.cities = lists.cities(15000)
        self.large = lists.cities(300000)
        self.countries = lists.countries() + lists.COUNTRIES_ELSEWHERE_TITLED
        self.faker = {l: Faker(l) for l in ('en_US', 'en_GB', 'de_DE', 'fr_FR', 'es_ES', 'it_IT', 'nl_NL', 'pl_PL', 'pt_BR', 'sv_SE',
                                            'no_NO', 'fi_FI', 'cs_CZ', 'en_IN', 'hu_HU', 'da_DK', 'tr_TR', 'en_AU', 'et_EE',
                                            'el_GR', 'de_AT', 'fr_CH', 'es_MX', 'sk_SK')}
        for i, l in enumerate(sorted(self.faker)):
            self.faker[l].seed_instance(seed * 100 + i)
        self.fakers = sorted(self.faker)
        self.fakers += ['en_US', 'en_GB', 'en_AU', 'en_IN'] * 2

    def pick(self, items):
        return items[self.r.randrange(len(items))]

    def blend(self, names):
        """A name that no list holds, made of the beginning of one and the end of another."""
        a, b = self.pick(names), self.pick(names)
        a, b = a.split()[0], b.split()[0]
        if len(a) < 4 or len(b) < 4:
            return a
        return a[:self.r.randint(2, len(a) - 1)] + b[self.r.randint(1, len(b) - 2):].lower()

    def parts(self):
        """A first and a last name of one country."""
        x = self.r.random()
        if x < .3:
            f, l = self.census
            pair = self.pick(f), self.pick(l)
        else:
            f, l = self.locales[self.pick(self.keys)]
            pair = self.pick(f), self.pick(l)
        y = self.r.random()
        if y < .12:
            pair = self.blend(f), pair[1]
        if .06 < y < .26:
            pair = pair[0], self.blend(l)
        return pair

    def first(self):
        return self.parts()[0]

    def last(self):
        return self.parts()[1]

    def asian_person(self):
        locale = self.pick(('zh_CN', 'ja_JP', 'ko_KR'))
        f, l = self.asian[locale]
        f = [n for n in f if F.is_cjk(ord(n[0]))]
        l = [n for n in l if F.is_cjk(ord(n[0]))]
        return self.pick(l) + (self.pick(['', ' ']) if locale == 'ja_JP' else '') + self.pick(f)

    def person(self):
        if self.r.random() < .04:
            return self.asian_person()
        f, l = self.parts()
        x = self.r.random()
        if x < .62:
            return f'{f} {l}'
        if x < .70:
            return f
        if x < .76:
            return l
        if x < .82:
            return f'{f} {self.initial()}. {l}'
        if x < .85:
            return f'{f[0]}. {l}'
        if x < .88:
            return f'{f} {self.first()} {l}'
        if x < .90:
            return f'{f} {l}-{self.last()}' if ' ' not in l else f'{f} {l}'
        if x < .92:
            return f'{f} {l} {self.last()}'
        if x < .93:
            return f'{f}-{self.first()} {l}'
        if x < .945:
            return f'{f} {self.pick(["de", "van", "von", "van der", "de la", "del", "di", "bin", "al", "da", "dos", "El", "Le", "Mc", "Mac"])} {l}'
        if x < .955:
            return f"{f} {self.pick(['O', 'D'])}'{l}"
        if x < .97:
            return f'{f} {l} {self.pick(["Jr.", "Jr", "Sr.", "III", "II"])}'
        if x < .985:
            return f'{f} "{self.first()}" {l}'.replace('"', '')
        return f'{f} {self.initial()} {l}'

    def initial(self):
        return self.pick('ABCDEFGHJKLMNPRSTVW')

    def city(self):
        x = self.r.random()
        name = self.pick(self.large if x < .45 else self.cities)[0] if x < .9 else self.faker[self.pick(self.fakers)].city()
        y = self.r.random()
        if y < .12:
            name = self.blend([name, self.pick(self.cities)[0]])
        elif y < .14:
            name = self.pick(['Bad', 'San', 'Santa', 'St.', 'Port', 'New', 'East', 'West', 'North', 'Lake', 'Saint', 'Villa', 'La', 'Le', 'El', 'Los', 'Ober', 'Nova']) + ' ' + name
        elif y < .16:
            name += self.pick(['ville', 'ton', 'burg', 'dorf', 'stad', 'by', 'shire', 'mouth', 'hausen', 'berg', 'bury', ' am Main', ' de la Sierra', ' del Barco', ' di Sopra', ' nad Labem', '-sur-Mer'])
        if self.r.random() < .06:
            name = name.upper()
        return name

    def country(self):
        return self.pick(self.countries)

    def number(self, least=1, most=999):
        n = self.r.randint(1, 4)
        return str(max(least, min(most, self.r.randint(1, 10 ** n))))

    def code(self, kind):
        d = lambda n: ''.join(self.pick('0123456789') for _ in range(n))
        u = lambda n: ''.join(self.pick('ABCDEFGHJKLMNPRSTUVWXY') for _ in range(n))
        return {'us': lambda: self.pick([d(5), d(5), d(5) + '-' + d(4)]), 'gb': lambda: u(self.r.randint(1, 2)) + d(1) + self.pick(['', d(1), u(1)]) + ' ' + d(1) + u(2),
                '5': lambda: d(5), '4': lambda: d(4), 'br': lambda: d(5) + '-' + d(3), 'in': lambda: d(6), 'nl': lambda: d(4) + ' ' + u(2),
                'se': lambda: d(3) + ' ' + d(2), 'pl': lambda: d(2) + '-' + d(3), 'ca': lambda: u(1) + d(1) + u(1) + ' ' + d(1) + u(1) + d(1),
                'jp': lambda: '〒' * self.r.randint(0, 1) + d(3) + '-' + d(4), 'cn': lambda: d(6)}[kind]()

    def street(self):
        """A street and a number in one of many countries' ways."""
        n = self.number(1, 9999)
        small = str(self.r.randint(1, 220)) + self.pick(['', '', '', '', 'a', 'b', 'A', '/2', '-' + str(self.r.randint(1, 30))])
        x = self.r.random()
        if x < .28:
            kind = self.pick('Street Street St. St Road Rd Rd. Avenue Ave. Ave Lane Ln Drive Dr. Dr Boulevard Blvd. Blvd Way Court Ct Place Pl Square Terrace Crescent Close Parkway Pkwy Highway Circle Trail'.split())
            name = self.pick([self.last(), self.last(), self.pick('Main Oak Maple Cedar Elm Park Church High Station Mill King Queen Victoria Washington Lincoln Second Third Fifth 1st 2nd 5th 42nd Baker Green Hill Lake Sunset Pine Walnut'.split()),
                              self.pick(['W', 'E', 'N', 'S', 'North', 'West']) + ' ' + self.last(), self.first() + ' ' + self.last(), 'St ' + self.first()])
            s = f'{n} {name} {kind}'
        elif x < .40:
            s = self.pick(NATIVE_STREETS['de'].split()) + self.pick(['straße', 'strasse', 'str.', 'weg', 'gasse', 'allee', 'platz', 'ring'])
            s = self.pick([s, s, s, self.last() + '-Straße', 'Am ' + self.last() + 'platz', 'Alte ' + s.capitalize(), self.last() + self.pick(['straße', 'weg', 'gasse'])]) + ' ' + small
        elif x < .50:
            kind = self.pick(['rue', 'rue', 'Rue', 'avenue', 'Avenue', 'boulevard', 'Boulevard', 'place', 'chemin', 'Impasse', 'quai', 'allée', 'cours'])
            s = f'{small}{self.pick([" ", ", ", " bis "] if small[-1].isdigit() else [" ", ", "])}{kind} {self.pick(NATIVE_STREETS["fr"].split("|") + ["de " + self.last(), self.first() + " " + self.last()])}'
            if self.r.random() < .2:
                s = f'Rue {self.last()} {small}'
        elif x < .60:
            kind = self.pick(['Calle', 'calle', 'C/', 'Avenida', 'Avda.', 'Av.', 'Paseo', 'Plaza', 'Camino', 'Carrera', 'Ronda', 'C.', 'Cl.'])
            s = f'{kind} {self.pick(NATIVE_STREETS["es"].split("|") + [self.last(), self.first() + " " + self.last()])}{self.pick([", ", " ", " nº ", " Nº ", " #", ", núm. "])}{small}'
            if self.r.random() < .35:
                s += self.pick([', 2º B', ', 3º izq.', ', piso 4', ', 1º A', ' Bajo', ', Int. 3'])
        elif x < .68:
            kind = self.pick(['Via', 'via', 'Viale', 'Piazza', 'Corso', 'Vicolo', 'Strada', 'Largo'])
            s = f'{kind} {self.pick(NATIVE_STREETS["it"].split("|") + [self.first() + " " + self.last()])}{self.pick([", ", " ", " n. "])}{small}'
        elif x < .76:
            kind = self.pick(['Rua', 'rua', 'R.', 'Avenida', 'Av.', 'Travessa', 'Praça', 'Alameda', 'Rodovia', 'Estrada'])
            s = f'{kind} {self.pick(NATIVE_STREETS["pt"].split("|") + [self.last(), self.first() + " " + self.last()])}{self.pick([", ", ", nº ", " "])}{self.number(1, 3000)}'
            if self.r.random() < .35:
                s += self.pick([' - Apto 12', ', apto. 301', ' - Centro', ', Bloco B', ', Jardim Paulista', ' - Vila Nova'])
        elif x < .82:
            road = self.pick(NATIVE_STREETS['in'].split('|')) + ' ' + self.pick(['Road', 'Rd', 'Marg', 'Street', 'Nagar', 'Colony', 'Layout'])
            s = self.pick([f'{small}, {road}', f'Flat {small}, {self.last()} Apartments, {road}', f'House No. {small}, Sector {self.r.randint(1, 90)}', f'Plot {small}, {self.last()} Nagar',
                           f'H.No. {small}, {road}', f'{small}/{self.r.randint(1, 90)} {self.last()} Chowk', f'B-{small}, {self.last()} Enclave', f'{small} {road}'])
        elif x < .92:
            end, _ = self.pick(NORDIC)
            base = self.last()
            s = f'{base}{end} {small}' if len(end) > 2 and end not in ('tänav', 'utca', 'ulica') else f'{base}{end} {small}'
            if end in ('tänav', 'utca'):
                s = f'{base} {end} {small}'
            if end == 'ulica':
                s = f'{self.pick(["ul.", "ulica", "ul", "al.", "os."])} {base} {small}'
            elif self.r.random() < .25:
                s = f'{base} {small}'
        elif x < .96:
            s = f'P.O. Box {n}' if self.r.random() < .5 else self.pick(['PO Box ', 'Postfach ', 'Apartado ', 'BP ', 'P.O.Box ']) + n
        else:
            s = self.faker[self.pick(self.fakers)].street_address().replace('\n', ', ')
        if self.r.random() < .10 and not s[0].isdigit():
            s = f'{n} {s}'
        return s

    def town(self):
        """The lines of a town with its code."""
        c = self.city()
        if self.r.random() < .15:
            c = c.upper()
        kind = self.r.random()
        state = self.pick('AL CA CO FL GA IL MA MI NY NJ NC OH OR PA TX VA WA'.split())
        if kind < .28:
            return f'{c}, {state} {self.code("us")}' if self.r.random() < .8 else f'{c}{self.pick([", ", " "])}{self.code("us")}'
        if kind < .38:
            return f'{c}{self.pick([", ", " "])}{self.code("gb")}'
        if kind < .62:
            return f'{self.pick(["", "", "", "D-", "F-", "CH-", "A-"])}{self.code(self.pick(["5", "5", "4", "se", "pl", "nl"]))} {c}'
        if kind < .70:
            return f'{c}{self.pick([" - ", ", ", "/"])}{self.pick(["SP", "RJ", "MG", "RS", "PR", "BA"])}{self.pick([", ", " ", ", CEP "])}{self.code("br")}'
        if kind < .77:
            return f'{c}{self.pick([" - ", " ", ", "])}{self.code("in")}'
        if kind < .82:
            return f'{c}{self.pick([" ", ", ON ", ", "])}{self.code("ca")}'
        if kind < .86:
            return f'{c} {self.code("cn")}'
        return c

    def address(self, several=False):
        """An address in one line, or in several."""
        if self.r.random() < .2:
            lines = self.faker[self.pick(self.fakers)].address().split('\n')
            if self.r.random() < .3:
                lines.append(self.country())
            return ('\n' if several else self.pick([', ', ', ', ' '])).join(lines)
        parts = [self.street()]
        if self.r.random() < .3:
            parts.insert(self.r.randint(0, 1) if self.r.random() < .3 else 1, self.pick(UNITS).format(n=self.r.randint(1, 999)))
        x = self.r.random()
        if x < .92 or several:
            parts.append(self.town())
        if self.r.random() < (.5 if several else .3):
            parts.append(self.country())
            if self.r.random() < .4:
                parts[-1] += ' ' + self.code(self.pick(['5', '5', '4', 'gb']))
        if not several:
            joint = self.pick([', '] * 8 + [' ', ' - ', ',', ' , '])
            return joint.join(parts)
        joint = self.pick(['\n'] * 5 + ['\n ', '\n\n ', ',\n', '\n  ', '\n', '\n> ', '\\n', '\n??? '])
        if joint == '\n\n ':
            return parts[0] + '\n ' + joint.join(parts[1:])
        return joint.join(parts)

    def organisation(self):
        x = self.r.random()
        if x < .22:
            return self.faker[self.pick(self.fakers)].company()
        if x < .40:
            return self.pick(KNOWN_ORGS)
        if x < .52:
            return f'{self.last()} {self.pick(ORG_FORMS)}'
        if x < .62:
            return f'{self.pick(ORG_HEADS)} {self.pick(ORG_TAILS)}'
        if x < .70:
            return f'{self.pick(ORG_HEADS)} {self.pick(ORG_TAILS)} {self.pick(ORG_FORMS)}'
        if x < .78:
            return f'{self.city()} {self.pick(["University", "General Hospital", "Bank", "Medical Center", "City Council", "College", "Police Department", "Airport Authority", "School District", "Institute of Technology", "FC", "United"])}'
        if x < .82:
            return f'{self.pick(["University of", "Bank of", "Museum of", "Institute of", "Church of", "City of", "Government of", "Universität", "Université de", "Universidad de", "Stadtwerke", "Hospital"])} {self.city()}'
        if x < .88:
            return f'{self.last()} & {self.last()}{self.pick(["", " LLP", " Partners", " Associates"])}'
        if x < .92:
            return f'{self.last()}, {self.last()} and {self.last()}'
        if x < .96:
            return self.blend([self.pick(ORG_HEADS) + 'on', self.pick(ORG_TAILS) + 'ia']).capitalize()
        return self.pick(ORG_HEADS) + self.pick(['soft', 'tech', 'corp', 'ware', 'net', 'bank', 'care', 'flix', 'ify', 'ster'])

    def date(self):
        d, m, y = self.r.randint(1, 28), self.r.randint(1, 12), self.r.randint(1930, 2025)
        names = 'January February March April May June July August September October November December'.split()
        return self.pick([f'{d}/{m}/{y}', f'{y}-{m:02}-{d:02}', f'{names[m - 1]} {d}, {y}', f'{d} {names[m - 1]} {y}', f'{d}.{m}.{y}', f'{names[m - 1][:3]} {d}',
                          self.pick('Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split()), names[m - 1], f'{names[m - 1]} {y}'])

    def mail(self):
        f, l = self.parts()
        clean = lambda s: re.sub('[^a-z]', '', s.lower()) or 'x'
        return f'{clean(f)}{self.pick([".", "_", ""])}{clean(l)}@{self.pick(["example.com", "example.org", "mail.example"])}'

    def phone(self):
        d = lambda n: ''.join(self.pick('0123456789') for _ in range(n))
        return self.pick([f'+{d(2)} {d(3)} {d(6)}', f'({d(3)}) {d(3)}-{d(4)}', f'{d(3)}-{d(3)}-{d(4)}', f'0{d(3)} {d(6)}', f'{d(10)}'])

    def identifier(self):
        d = lambda n: ''.join(self.pick('0123456789') for _ in range(n))
        u = lambda n: ''.join(self.pick('ABCDEFGHIJKLMNOPQRSTUVWXYZ') for _ in range(n))
        iban = u(2) + d(2) + ' ' + ' '.join([self.pick([u(4), d(4)])] + [d(4) for _ in range(self.r.randint(2, 4))]) + ' ' + d(2)
        return self.pick([f'{u(3)}-{d(6)}', f'{u(2)}{d(6)}', f'#{d(5)}', iban, iban.replace(' ', ''), f'{u(2)}-{d(4)}-{u(2)}', f'v{d(1)}.{d(2)}', d(4) + ' ' + d(4) + ' ' + d(4) + ' ' + d(4),
                          f'{u(1)}{d(7)}{u(1)}', f'{u(4)}{u(2)}{d(2)}', f'{d(2)}-{u(3)}-{d(2)}', f'{u(3)} {d(4)}', f'{u(2)}{d(2)} {u(3)}', f'ISO {d(4)}', f'RFC {d(4)}', f'Git v{d(1)}.{d(2)}.{d(1)}'])

    def fill(self, slot):
        """The text of a slot and its label, or None."""
        return {
            'P': lambda: (self.person(), 'PER'), 'F': lambda: (self.first(), 'PER'), 'L': lambda: (self.last(), 'PER'),
            'C': lambda: (self.city(), 'LOC'), 'K': lambda: (self.country(), 'LOC'),
            'Q': lambda: (self.city() if self.r.random() < .5 else self.country(), 'LOC'),
            'A': lambda: (self.address(), 'ADR'), 'S': lambda: (self.street(), 'ADR'), 'M': lambda: (self.address(True), 'ADR'),
            'O': lambda: (self.organisation(), 'ORG'), 'D': lambda: (self.date(), None), 'N': lambda: (self.number(), None),
            'E': lambda: (self.mail(), None), 'T': lambda: (self.phone(), None), 'J': lambda: (self.pick(JOBS), None),
            'X': lambda: (self.identifier(), None), 'H': lambda: (self.pick(TITLES), None), 'I': lambda: (self.initial(), 'PER'),
        }[slot]()


SLOT = re.compile(r'\{([A-Z])\}')


def filled(world, template, case=None):
    """A template with its slots filled: the text and spans of (start, end, label)."""
    out, spans, at, size = [], [], 0, 0
    template = template.replace('\\n', '\n')
    for m in SLOT.finditer(template):
        before = template[at:m.start()]
        out.append(before)
        size += len(before)
        text, label = world.fill(m.group(1))
        if case == 'lower' or case == 'UPPER' and label:
            text = text.lower() if case == 'lower' else text.upper()
        if label:
            # Line breaks end a mask's part: each line of an address is a span of its own.
            spans.append((size, size + len(text), label))
        out.append(text)
        size += len(text)
        at = m.end()
    out.append(template[at:])
    text = ''.join(out)
    if case == 'UPPER' and world.r.random() < .5 and len(text.upper()) == len(text):
        text = text.upper()
    elif case == 'lower' and world.r.random() < .7 and len(text.lower()) == len(text):
        text = text.lower()
    return text, spans


def spaced(world, text, spans):
    """The text as a tokeniser leaves it, with spaces around punctuation."""
    out, where = [], []
    for i, c in enumerate(text):
        where.append(len(out))
        if c in '.,!?:;()"\'' and i and text[i - 1] != ' ':
            out.append(' ')
        where[-1] = len(out)
        out.append(c)
        if c in ',!?:;()"\'' and i + 1 < len(text) and text[i + 1] not in ' \n':
            out.append(' ')
    where.append(len(out))
    return ''.join(out), [(where[a], where[b - 1] + 1, l) for a, b, l in spans]


KEYS = {
    'P': '''name full_name fullName customer customer_name customerName contact contactName patient patient_name user userName author owner
recipient sender employee manager assignee cardholder account_holder displayName display_name person applicant holder buyer seller
reviewer doctor primary_contact client passenger guest student teacher Name Kunde nom nombre cliente titular''',
    'F': 'first_name firstName firstname given_name givenName fname forename first Vorname prenom prénom nombre nome middleName',
    'L': 'last_name lastName lastname surname family_name familyName lname last Nachname nom apellido apellidos cognome sobrenome',
    'C': 'city town birthplace place_of_birth hometown ort stadt ville ciudad city_name cityName location origin destination',
    'K': 'country state region country_name countryName birth_country land pays país province nationality_country',
    'A': 'address full_address billing_address shipping_address shippingAddress home_address Anschrift adresse direccion addr',
    'S': 'street street_address streetAddress address1 address_line_1 addressLine1 line1 strasse rue calle',
    'O': 'company company_name companyName organization organisation employer vendor supplier org client_company Firma empresa bank_name',
}
KEYS = {k: v.split() for k, v in KEYS.items()}
PLAIN_KEYS = '''id status type role content title description version path url file model message error code key value label event action
color language framework module package class function tag category product item sku plan feature topic subject service host env branch
level logger component theme format unit currency timezone mode source target kind text summary label_name table column index'''.split()
PLAIN_VALUES = '''Active Pending Completed High Medium Low Red Blue Admin User Error Warning Success Failed Enabled Disabled Premium Basic Gold
Standard Production Staging Development English German Default Unknown None True False Open Closed Draft Published Monday March
JavaScript Python Monthly Yearly Weekly Credit Debit Shipped Delivered Invoice Order Payment Subscription Dashboard Settings Home
Profile Search Logout Login Button Header Footer Sidebar Modal Table Chart Report Summary Overview Introduction Conclusion Chapter
Internal External Public Private Manager Engineer Sales Marketing Finance Support Engineering Bug Feature Task Story Epic'''.split()


def record(world):
    """A record with keys and values: JSON, YAML, an assignment, a form or a log line."""
    r = world.r
    kinds = [r.choice('PPFLCKASOPFL') for _ in range(r.randint(1, 4))]
    items = []
    for k in kinds:
        value, label = world.fill(k)
        if r.random() < .12:
            value = value.lower() if k in 'PFL' else value.upper()
        items.append((r.choice(KEYS[k]), value, label))
    for _ in range(r.randint(0, 3)):
        items.append((r.choice(PLAIN_KEYS), ' '.join(r.choice(PLAIN_VALUES) for _ in range(r.choice([1, 1, 1, 2, 3]))), None))
    for _ in range(r.randint(0, 2)):
        items.append((r.choice(['email', 'phone', 'dob', 'amount']), r.choice([world.mail, world.phone, world.date, world.number])(), None))
    r.shuffle(items)
    style = r.choice(['json', 'json', 'pretty', 'yaml', 'env', 'form', 'log', 'escaped', 'xml', 'python', 'kwargs'])
    parts, spans = [], []
    size = 0

    def put(t, label=None):
        nonlocal size
        if label:
            spans.append((size, size + len(t), label))
        parts.append(t)
        size += len(t)

    opening, closing, joint = {
        'json': ('{', '}', r.choice([', ', ','])), 'pretty': ('{\n  ', '\n}', ',\n  '), 'yaml': ('', '\n', '\n'), 'env': ('', '', '\n'),
        'form': ('', '', '\n'), 'log': (r.choice(['INFO ', 'ERROR 2024-05-04 ', '[web] ']), '', ' '), 'escaped': ('{\\"', '}', ',\\"'),
        'xml': ('<row>', '</row>', ''), 'python': ('data = {', '}', ', '), 'kwargs': ('create(', ')', ', '),
    }[style]
    put(opening)
    for i, (k, v, label) in enumerate(items):
        if i:
            put(joint)
        if style == 'form':
            k = re.sub(r'([a-z])([A-Z])', r'\1 \2', k.replace('_', ' ')).capitalize()
            put(r.choice([k + ': ', k + ':\t', k + ' - ', '**' + k + '**: ', '- ' + k + ': ', k.upper() + ': ']))
            put(v, label)
        elif style in ('json', 'pretty'):
            put(f'"{k}"{r.choice([": ", ":"])}"')
            put(v, label)
            put('"')
        elif style == 'escaped':
            put(f'{k}\\":\\"')
            put(v, label)
            put('\\"')
        elif style == 'yaml':
            q = r.choice(['', '', '"', "'"])
            put(f'{k}: {q}')
            put(v, label)
            put(q)
        elif style == 'xml':
            put(f'<{k}>')
            put(v, label)
            put(f'</{k}>')
        elif style == 'python':
            q = r.choice('\'"')
            put(f'{q}{k}{q}: {q}')
            put(v, label)
            put(q)
        else:
            q = r.choice(['"', "'", '"']) if style != 'env' else r.choice(['', '"'])
            put(f'{k.upper() if style == "env" else k}={q}')
            put(v, label)
            put(q)
    put(closing)
    return ''.join(parts), spans


def table(world):
    """A table of people: CSV, TSV or Markdown."""
    r = world.r
    columns = r.sample(['P', 'F', 'L', 'C', 'K', 'A', 'O', 'E', 'T', 'D', 'N', 'x'], r.randint(2, 5))
    if not set(columns) & set('PFLCKAO'):
        columns[0] = 'P'
    head = [r.choice(KEYS.get(c, ['email'] if c == 'E' else ['phone'] if c == 'T' else ['date'] if c == 'D' else ['amount'] if c == 'N' else ['status'])) for c in columns]
    joint = r.choice([',', ', ', ';', '\t', ' | '])
    rows, spans, size = [], [], 0
    text = joint.join(head) + '\n'
    if joint == ' | ':
        text = '| ' + text[:-1] + ' |\n|' + '---|' * len(head) + '\n'
    for _ in range(r.randint(1, 4)):
        line = '| ' if joint == ' | ' else ''
        for i, c in enumerate(columns):
            if i:
                line += joint
            v, label = (r.choice(PLAIN_VALUES), None) if c == 'x' else world.fill(c)
            if ',' in v and joint in (',', ', '):
                line += '"'
                at = len(text) + len(line)
                line += v + '"'
            else:
                at = len(text) + len(line)
                line += v
            if label:
                spans.append((at, at + len(v), label))
        text += line + (' |' if joint == ' | ' else '') + '\n'
    return text, spans


def code_line(world):
    """A line of source code in one of many languages' ways; its capitalised words are English words, not names."""
    r = world.r
    w = lambda: r.choice(world.english)
    p = lambda: r.choice([w().capitalize(), w().capitalize(), w().capitalize() + w().capitalize(), w().upper()])
    c = lambda: w() + w().capitalize()
    pairs = lambda n: ', '.join(p() for _ in range(r.randint(1, n)))
    return r.choice([
        lambda: f'{r.choice(["struct", "class", "enum", "extension", "public struct", "final class", "protocol"])} {p()}: {pairs(4)} {{',
        lambda: f'class {p()}({pairs(3)}):', lambda: f'public class {p()} extends {p()} implements {pairs(3)} {{',
        lambda: f'import {{ {pairs(4)} }} from "{w()}/{p()}";', lambda: f'import {p()}', lambda: f'from {w()} import {pairs(4)}',
        lambda: f'using {p()}.{p()};', lambda: f'import java.{w()}.{p()};', lambda: f'#include <{p()}.h>', lambda: f'#import "{p()}.h"',
        lambda: f'const {c()}: {p()}<{p()}, {p()}> = new {p()}({w()});', lambda: f'func {c()}(_ {w()}: {p()}) -> {p()} {{',
        lambda: f'    return {p()}({w()}: {w()}, {p()}.{w()})', lambda: f'throw new {p()}("{p()} {w()} {w()}")',
        lambda: f'type {p()} struct {{', lambda: f'    {p()} {p()} `json:"{w()}"`', lambda: f'enum {p()} {{ {pairs(5)} }}',
        lambda: f'<{p()} {w()}="{w()}">{p()}</{p()}>', lambda: f'@{p()}({w()} = "{w()}")', lambda: f'SELECT {pairs(3)} FROM {p()} WHERE {p()} = 1',
        lambda: f'let {w()} = {p()}.{w()}({p()}())', lambda: f'case {p()}: return {p()};', lambda: f'// {p()} {w()} {w()} {p()}.', lambda: f'# {p()} {w()} {w()}',
        lambda: f'    {w()}: {p()},', lambda: f'    {p()} => {p()}::{p()},', lambda: f'impl {p()} for {p()} {{', lambda: f'use {w()}::{{{pairs(4)}}};',
        lambda: f'Optional[{p()}]', lambda: f'def {w()}_{w()}({w()}: {p()}, {w()}: {p()} = None) -> {p()}:', lambda: f'{p()} {w()} = new {p()}();',
        lambda: f'@param {w()} {p()} {w()}', lambda: f'{w()} instanceof {p()}', lambda: f'assert isinstance({w()}, {p()})', lambda: f'- [{p()}](#{w()})',
        lambda: f'## {p()} {p()}', lambda: f'* `{p()}`: {p()} {w()} {w()}', lambda: f'{p()}: {p()} {w()} {w()} {w()}.', lambda: f'{p()} {w()} {w()} the {p()} {w()}.',
        lambda: f'{w().capitalize()} the {p()} {w()} of {p()} and {p()}.', lambda: f'{d4(r)} {d4(r)} {d4(r)} {d4(r)} {d4(r)}  .{p()[:2]}..{p()[:1]}.',
        lambda: f'0000{d4(r)}: {d4(r)} {d4(r)} {d4(r)}  {p()[:3]}.{p()[:1]}',
    ])(), []


def dump(r):
    """Lines of a hex dump with their characters."""
    out = []
    for n in range(r.randint(1, 3)):
        shown = ''.join(r.choice(('.', '.', '.', r.choice('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!/+=~@#')))
                        for _ in range(16))
        out.append(f'{r.randrange(4096) * 16:08x}: {" ".join(d4(r) for _ in range(8))}  {shown}')
    return '\n'.join(out)


def base64_line(r):
    """Lines of base 64."""
    letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
    return '\n'.join(''.join(r.choice(letters) for _ in range(r.randint(30, 76))) for _ in range(r.randint(1, 3)))


def wrapped(world, text, spans):
    """The text as a string in JSON, as in the body of a request."""
    r = world.r
    key = r.choice(['content', 'content', 'text', 'message', 'prompt', 'body', 'description', 'input', 'comment', 'note'])
    out = [r.choice(['{"role": "user", "', '{"', '{"id": 7, "', '{"type":"text","']) + key + r.choice(['": "', '":"'])]
    size, where = len(out[0]), []
    for c in text:
        where.append(size)
        shown = {'\n': '\\n', '"': '\\"', '\\': '\\\\', '\t': '\\t'}.get(c, c)
        out.append(shown)
        size += len(shown)
    where.append(size)
    out.append('"}')
    return ''.join(out), [(where[a], where[b], l) for a, b, l in spans]


def d4(r):
    return ''.join(r.choice('0123456789abcdef') for _ in range(4))


BOOKS = '''Genesis Exodus Leviticus Numbers Joshua Judges Ruth Samuel Kings Job Psalm Isaiah Jeremiah Daniel Amos Jonah Micah Matthew Mark Luke
John Acts Romans James Peter Jude'''.split()


def noise(world):
    """A line of codes, numbers and references in which nothing is a name."""
    r = world.r
    d = lambda n: ''.join(r.choice('0123456789') for _ in range(n))
    x = lambda n, s='0123456789ABCDEF': ''.join(r.choice(s) for _ in range(n))
    u = lambda a, b: x(r.randint(a, b), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ')
    word = lambda: r.choice(PLAIN_VALUES + PLAIN_KEYS)
    line = r.choice([
        lambda: r.choice(['fingerprint ', 'MD5 ', 'serial ', '']) + ':'.join(x(2) for _ in range(r.choice([6, 8, 16, 20]))),
        lambda: ' '.join(x(2) for _ in range(r.randint(6, 16))),
        lambda: f'{x(8)}: ' + ' '.join(x(4, '0123456789abcdef') for _ in range(8)) + '  ' + x(16, '....abcXYZ0'),
        lambda: f'{word()}/{word()}-{x(9, "0123456789abcdef")}-{x(5, "bcdfghjklmnpqrstvwxz2456789")} {d(1)}/{d(1)} {r.choice(["Running", "Pending", "Ready"])} {d(1)} {d(2)}d',
        lambda: f'{u(2, 5)} {d(r.randint(1, 7))}-{d(2)}-{d(1)}',
        lambda: f'{u(2, 5)} {d(r.randint(1, 4))}{r.choice(["-", ":", "/", "."])}{d(2)}',
        lambda: ', '.join(f'{u(2, 4)}{r.choice([" ", "/", "-"])}{u(2, 4)} {d(r.randint(2, 5))}:{r.randint(1990, 2025)}' for _ in range(r.randint(1, 3))),
        lambda: f'{u(3, 4)} {u(2, 2)} {d(3)}-{d(2)} rev {d(1)}, {u(3, 3)} {d(4)}',
        lambda: f'SKU {u(3, 4)}-{d(5)}-{r.choice(PLAIN_VALUES).upper()}',
        lambda: f'{r.choice(["1 ", "2 ", "", "", ""])}{r.choice(BOOKS)} {r.randint(1, 40)}:{r.randint(1, 30)}{r.choice(["", "-" + str(r.randint(31, 40)), "; " + r.choice(BOOKS)[:3] + ". 3:16"])}',
        lambda: f'{word()}_{word()} = {word()}({u(2, 6)}, {d(2)})',
        lambda: f'{u(2, 8)}_{u(2, 8)}={word()}',
        lambda: f'-{word()[0].lower()} {word()} --{word()}={u(2, 4)}',
        lambda: f'{word()}::{word().capitalize()}::{word()}',
        lambda: f'{word().capitalize()}{word().capitalize()}.{word()}({word()})',
        lambda: f'{d(1)}. {word().capitalize()} {word().capitalize()} {word()}',
        lambda: f'| {word().capitalize()} | {u(2, 4)} | {d(3)} |',
        lambda: f'### {word().capitalize()} {word().capitalize()}',
        lambda: f'{word()}: {u(2, 5)}{r.choice(["", " " + u(2, 4)])}',
        lambda: f'{u(2, 4)} and {u(2, 4)} {word()}',
        lambda: f'{d(1)} {word().capitalize()}, {d(1)} {word().capitalize()}',
        lambda: f'{r.choice(["Intel", "AMD", "Nvidia", "Sony", "Canon"])} {u(1, 3)}{r.choice(["-", " ", ""])}{d(4)}{r.choice(["", "X", "K"])}',
        lambda: f'error {u(1, 4)}{d(4)}: {word()} {word()}',
        lambda: f'{u(3, 3)} {d(3)},{d(3)}.{d(2)}',
        lambda: f'{d(4)} {u(2, 3)}, {d(2)} {u(2, 3)}, {d(3)} {u(2, 3)}',
        lambda: f'{u(6, 12)} {u(4, 10)} {u(3, 9)}',
    ])()
    return line, []


def templates():
    with open(os.path.join(HERE, 'templates.txt'), encoding='utf-8') as f:
        return [l.rstrip('\n') for l in f if l.strip() and not l.startswith('# ')]


def negatives():
    with open(os.path.join(HERE, 'negatives.txt'), encoding='utf-8') as f:
        return [l.rstrip('\n').replace('\\n', '\n') for l in f if l.strip()]


def generated(seed, count):
    """`count` labelled texts."""
    world = World(seed)
    r = world.r
    lines = templates()
    empty = negatives()
    for i in range(count):
        x = r.random()
        if x < .12:
            yield record(world)
            continue
        if x < .17:
            yield table(world)
            continue
        if x < .21:
            yield r.choice([lambda: noise(world), lambda: noise(world), lambda: noise(world), lambda: (dump(r), []),
                            lambda: (base64_line(r), [])])()
            continue
        if x < .29:
            lines_ = [code_line(world)[0] for _ in range(r.randint(1, 5))]
            yield '\n'.join(lines_), []
            continue
        if x < .32:
            empties = ' '.join(r.choice(empty) for _ in range(r.randint(1, 3)))
            yield wrapped(world, empties, []) if r.random() < .6 else (empties, [])
            continue
        case = None
        y = r.random()
        if y < .06:
            case = 'lower'
        elif y < .11:
            case = 'UPPER'
        text, spans = filled(world, lines[(i * 7 + r.randrange(7)) % len(lines)] if y < .5 else r.choice(lines), case)
        while r.random() < .35:
            joint = r.choice([' ', ' ', '\n', '\n\n'])
            more, others = (r.choice(empty), []) if r.random() < .5 else filled(world, r.choice(lines))
            if r.random() < .3:
                text, spans, more, others = more, others, text, spans
            base = len(text) + len(joint)
            text += joint + more
            spans = spans + [(a + base, b + base, l) for a, b, l in others]
        if r.random() < .06:
            text, spans = spaced(world, text, spans)
        if r.random() < .08:
            text, spans = wrapped(world, text, spans)
        yield text, spans


SENTENCE_OUT = re.compile(r'copyright|author|thanks to|contribut|©|wrote|@|born|maintain|invented|named after|patch by|reported by', re.I)


def open_texts(django):
    """Texts without people: technical documentation and source code (Django, BSD), examples and glosses (WordNet)."""
    docs = sorted(glob.glob(f'{django}/docs/**/*.txt', recursive=True))
    for path in docs:
        text = open(path, encoding='utf-8').read()
        for k in range(0, len(text), 3000):
            yield 'docs', text[k:k + 3000]
    for path in sorted(glob.glob(f'{django}/django/**/*.py', recursive=True) + glob.glob(f'{django}/tests/**/*.py', recursive=True))[::3]:
        text = open(path, encoding='utf-8').read()
        for k in range(0, min(len(text), 12000), 3000):
            yield 'code', text[k:k + 3000]
    for kind in ('noun', 'verb', 'adj', 'adv'):
        with open(f'/usr/share/wordnet/data.{kind}', encoding='utf-8') as f:
            block = []
            for number, line in enumerate(f):
                if ' | ' not in line or number % 3:
                    continue
                for part in line.split(' | ', 1)[1].strip().split('; '):
                    if part.startswith('"') and part.endswith('"') and len(part) > 20:
                        s = part.strip('"')
                        block.append(s[0].upper() + s[1:] + ('' if s[-1] in '.?!' else '.'))
                if len(block) >= 12:
                    yield 'prose', ' '.join(block)
                    block = []
