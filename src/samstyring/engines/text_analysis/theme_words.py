"""The words of each theme: (weight, beginning of a word or phrase). Our own, bokmål and nynorsk."""

LEXICON: dict[str, list[tuple[float, str]]] = {
    "staffing": [
        (
            2.0,
            r"bemanning\w*|rekrutter\w*|sykefravær\w*|sjukefråvær\w*|turnus\w*|arbeidstid\w*|vikar\w*|heltid\w*|deltid\w*",
        ),
        (
            2.0,
            r"personellmangel\w*|sykepleiermangel|sykepleiemangel|legemangel|mangel på (?:personell|sykepleiere|fagfolk|leger|helsepersonell)|fastlegemangel|arbeidskraft\w*",
        ),
        (
            1.5,
            r"lederspenn\w*|leiarspenn\w*|stillinger|årsverk\w*|ansettels\w*|vakt(?:ordning|belastning)\w*|helsepersonellkommisjon\w*|kvalifisert personell|fagfolk|arbeidsmiljø\w*|lønn\w*",
        ),
        (0.8, r"personell\w*|ansatte|tilsette|medarbeider\w*|oppgavedeling|kapasitet\w*|helsepersonell\w*"),
    ],
    "competence": [
        (
            2.0,
            r"kompetanse\w*|opplæring\w*|utdanning\w*|videreutdanning\w*|etterutdanning\w*|kurs\w*|studie(?:plass|program)\w*|kvalifikasjon\w*",
        ),
        (
            1.5,
            r"e-?læring\w*|simulering\w*|veiledning av studenter|praksisplass\w*|praksisstudi\w*|læreplan\w*|fagskole\w*|lærling\w*",
        ),
        (0.8, r"ferdighet\w*|fagutdann\w*|fagmiljø\w*"),
    ],
    "funding": [
        (
            2.0,
            r"finansier\w*|kostnad\w*|tilskudd\w*|tilskot\w*|økonomi\w*|budsjett\w*|utgift\w*|betaling\w*|medfinansier\w*|bevilg\w*|løyv\w*",
        ),
        (
            1.6,
            r"stimuleringsmid\w*|øremerk\w*|rammetilskudd\w*|rammefinansier\w*|abonnement\w*|regning\w*|innsparing\w*|driftskostnad\w*|insentiv\w*|takst\w*|egenandel\w*|priser?\b|kroner|mill\.|millioner|mrd",
        ),
        (0.8, r"midler|midlar|ressurser|ressursar|betaler|dyr\w*|investering\w*|lønnsom\w*"),
    ],
    "influence": [
        (
            2.0,
            r"medvirkning\w*|medverknad\w*|samstyring\w*|medinnflytelse|innflytelse|innverknad|involver\w*|forankr\w*|lokaldemokrati\w*|selvstyre\w*|sjølvstyre\w*",
        ),
        (
            1.6,
            r"likeverdige? part\w*|konsultasjon\w*|folkevalgt\w*|folkevald\w*|kommunestyre\w*|representa\w*|rådsmodell\w*|beslutningsprosess\w*|høringsrunde\w*|påvirk\w*|påverk\w*|tillitsreform\w*|brukermedvirk\w*|premissgiver\w*",
        ),
        (
            0.8,
            r"dialog\w*|innspill\w*|demokrati\w*|oppslutning\w*|eierskap\w*|eigarskap\w*|lytt\w*|medlemm\w*",
        ),
    ],
    "organisation": [
        (
            1.8,
            r"helseforvaltning\w*|sentralforvaltning\w*|statsforvaltning\w*|direktorat\w*|etat(?:er|ene|ane|ar)\b|organisering\w*|ansvarsdeling\w*|ansvarsfordeling\w*|rolleavklaring\w*|rolledeling\w*",
        ),
        (
            1.6,
            r"nettverk\w*|mandat\w*|roller og ansvar|rolle(?:r|ne|n)?\b|styringsmodell\w*|samordn\w*|koordiner\w*|omorganiser\w*|sammenslå\w*|samanslå\w*|tilsyn\w*|organer|utvalg(?:et|ene|sstruktur\w*)?\b|program(?:styre|mer)\w*|fora\b|råd og utvalg|ansvarspulveriser\w*",
        ),
        (
            0.8,
            r"forvaltning\w*|struktur\w*|sektoransvar\w*|departement\w*|styring\w*|statlige myndigheter|statsforvalter\w*|statsforvaltar\w*",
        ),
    ],
    "interoperability": [
        (
            2.0,
            r"interoperab\w*|integrasjon\w*|integrert\w*|grensesnitt\w*|API\b|APIer|journalsystem\w*|journalløsning\w*|journalløft\w*|fagsystem\w*|EPJ\b|infrastruktur\w*|plattform\w*|arkitektur\w*|standardiser\w*|datamodell\w*",
        ),
        (
            1.6,
            r"helseplattform\w*|samhandlingsløsning\w*|kjernejournal\w*|e-?resept\w*|helsenett\w*|PLO\w*|legemiddelliste\w*|PLL\b|system(?:er|ene|a)? (?:som )?(?:ikke )?snakker|felles journal|akson|én innbygger|skybaser\w*|åpne standard\w*|helsenorge\w*|digital samhandling|samhandlingsplattform\w*|meldingsutveksling\w*|teknisk gjeld",
        ),
        (
            0.8,
            r"IKT\w*|systemer|systema|systemene|digital\w* løsning\w*|journal\w*|e-?helseløsning\w*|digitaliser\w*|e-?helse\w*",
        ),
    ],
    "information-sharing": [
        (
            2.0,
            r"informasjonsdeling\w*|informasjonsflyt\w*|datadeling\w*|taushetsplikt\w*|teieplikt\w*|personvern\w*|informasjonssikkerhe\w*|informasjonstrygg\w*|deling av (?:\w+ )?(?:informasjon|opplysning\w*|data|helse\w*)|dele (?:informasjon|opplysninger|data)",
        ),
        (
            1.6,
            r"helseopplysning\w*|på tvers av (?:sektor\w*|tjeneste\w*|fag\w*|etater)|tverrsektoriel\w*|GDPR|samtykke\w*|innsyn\w*|sikkerhet\b|konfidensial\w*|tilgangsstyr\w*|behandlingsgrunnlag\w*|juridisk\w*|regelverk\w*",
        ),
        (
            0.8,
            r"opplysning\w*|informasjon\w*|sektorgrens\w*|samarbeidende personell|skole\w*|barnevern\w*|NAV\b",
        ),
    ],
    "data-and-indicators": [
        (
            2.0,
            r"statistikk\w*|indikator\w*|styringsdata|styringsinformasjon|helsedata\w*|registre\w*|register\w*|datakvalitet\w*|kvalitetsmåling\w*|kvalitetsindikator\w*|KOSTRA|IPLOS|KPR\b|rapporter\w*|analyse\w*|framskriv\w*|datagrunnlag\w*|tallgrunnlag\w*",
        ),
        (
            1.0,
            r"måle?\b|måling\w*|begrepsbruk|terminologi\w*|kodeverk\w*|data\b|dataene|tall\b|sammenstill\w*|beregn\w*|kvalitetsregister\w*|helseregister\w*",
        ),
    ],
    "research": [
        (
            2.0,
            r"forskning\w*|forsking\w*|FoU\w*|KSF\w*|kunnskapsoppsummer\w*|kunnskapssystem\w*|kunnskapsbehov\w*|innovasjonsforsk\w*|forskningsmid\w*|kunnskapsgrunnlag\w*|kunnskapsutvikling\w*|kunnskapsstøtte|kunnskapsløft\w*",
        ),
        (
            1.4,
            r"universitet\w*|høgskole\w*|høgskule\w*|evaluering\w*|studier?\b|metodevurdering\w*|evidens\w*|følgeforsk\w*|kunnskapsbaser\w*|klynge\w*|innovasjon\w*|HelseOmsorg21\w*|forskningsråd\w*|motorkommune\w*|forskar\w*|forsker\w*",
        ),
        (0.8, r"kunnskap\w*|dokumentasjon\w*|effektstudi\w*"),
    ],
    "introduction": [
        (
            2.0,
            r"innføring\w*|implementer\w*|gevinst\w*|utbred\w*|spredning\w*|spreiing|skaler\w*|endringsledelse\w*|endringsleiing|ta i bruk|tas i bruk|tatt i bruk|takast i bruk|ibruktak\w*|opptrapping\w*",
        ),
        (
            1.4,
            r"omstilling\w*|nytteeffekt\w*|gevinstrealisering\w*|pilot\w*|utprøving\w*|tjenesteutvikling\w*|tenesteutvikling\w*|innovasjonskraft|endringsarbeid\w*|arbeidsprosess\w*|tjenesteinnovasjon\w*|erfaringsdeling\w*|innføringsnettverk\w*|innføringsløp\w*",
        ),
        (0.8, r"bruk av (?:\w+ )?(?:løsning\w*|teknologi\w*)|endring\w*|veikart\w*|vegkart\w*"),
    ],
    "welfare-technology": [
        (
            2.2,
            r"velferdsteknolog\w*|hjemmeoppfølg\w*|heimeoppfølg\w*|trygghetsalarm\w*|tryggleiksalarm\w*|videokonsultasjon\w*|digitalt? tilsyn|avstandsoppfølg\w*|medisindispens\w*|responssent\w*|sensor\w*|lokaliserings\w*|GPS\b|helseteknologi\w*|elektroniske? (?:dør)?lås\w*|hjemmemåling\w*",
        ),
        (
            1.2,
            r"digitale hjemmetjenest\w*|video\w*|robot\w*|telemedisin\w*|helseapp\w*|kunstig intelligens|KI\b",
        ),
    ],
    "procurement": [
        (
            2.2,
            r"anskaff\w*|innkjøp\w*|leverandør\w*|anbud\w*|innlås\w*|konkurransegrunnlag\w*|rammeavtale\w*|næringsliv\w*|helsenæring\w*|helseindustri\w*|leverandørutvikl\w*|LUP\b|lisens\w*",
        ),
        (
            1.0,
            r"marked\w*|marknad\w*|industri\w*|kommersi\w*|bedrift\w*|næringsutvikl\w*|privat(?:e)? (?:aktør\w*|virksomhet\w*)|proprietær\w*|monopol\w*|offentlig-privat\w*",
        ),
    ],
    "equality": [
        (
            2.2,
            r"likeverdig\w*|digitalt? utenforskap\w*|digitalt? utanforskap\w*|utenforskap\w*|ulikhet\w*|ulikskap\w*|samisk\w*|same(?:r|ne|ting\w*|språk\w*)|språkgrupp\w*|minoritet\w*|universell utform\w*|digital eksklu\w*",
        ),
        (
            1.4,
            r"små kommun\w*|små og store|distrikt\w*|geografi\w*|forskjeller mellom|skilnader mellom|ikke-digital\w*|analog\w*|bredbånd\w*|breiband\w*|høyhastighet\w*|BankID|ulike forutsetning\w*|kommunestørrelse\w*|sårbare grupper|innvandrer\w*|tolk\w*|uavhengig av bosted|helsekompetanse",
        ),
        (0.8, r"hele landet|heile landet|tilgjengelig\w*|lik tilgang|digitale ferdighet\w*|avstand\w*"),
    ],
    "hospital-municipality": [
        (
            2.0,
            r"helsefellesskap\w*|pasientforløp\w*|samhandling mellom (?:sykehus|spesialist|kommun|nivå|helseforetak)\w*|utskriv\w*|sykehus\w*|sjukehus\w*|spesialisthelseteneste\w*|spesialisthelsetjenest\w*|helseforetak\w*|helseføretak\w*|oppgavefordel\w*|oppgaveoverfør\w*|oppgåvefordel\w*|oppgåveoverfør\w*",
        ),
        (
            1.2,
            r"samhandl\w*|epikrise\w*|fastlege\w*|primærhelsetj\w*|ferdigbehandl\w*|reinnlegg\w*|helsetjenestenivå\w*|forvaltningsnivå\w*|overgang\w*|behandlingskjed\w*|PKO|nivåer|nivåa|pasientflyt",
        ),
    ],
    "prevention-and-priorities": [
        (
            2.2,
            r"forebygg\w*|førebygg\w*|folkehelse\w*|helsefremm\w*|scenari\w*|prioriteringskriter\w*|prioriteringssystem\w*|tidlig innsats|tidleg innsats|egenmestring\w*|livsstil\w*",
        ),
        (
            1.2,
            r"felles prioriter\w*|prioritering\w*|frisklivs\w*|levevan\w*|mestring\w*|bærekraft\w*|berekraft\w*|tjenesteprofil\w*|demografi\w*|aldrende|eldrebølge\w*",
        ),
    ],
    "housing-and-mental-health": [
        (
            2.2,
            r"psykisk\w*|rus\b|rusomsorg\w*|rusmid\w*|ruslid\w*|rustjenest\w*|bolig\w*|bustad\w*|boligsosial\w*|DPS\b|avhengighet\w*|ROP\w*|FACT\w*|selvmord\w*|sjølvmord\w*|bofellesskap\w*|bukollektiv\w*|omsorgsbolig\w*|lavterskel\w*",
        ),
    ],
    "preparedness": [
        (
            2.2,
            r"beredskap\w*|krise\w*|pandemi\w*|korona\w*|covid\w*|smittevern\w*|totalforsvar\w*|forsyningssikker\w*|nødnett\w*|katastrof\w*|cyber\w*|dataangrep\w*|bortfall\w*|krig\w*|evakuer\w*",
        ),
    ],
}
