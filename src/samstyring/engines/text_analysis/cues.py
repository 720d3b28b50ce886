"""Cue words: what in a sentence's own wording points to a type. General Norwegian, both written forms, and
some English. Each cue has a name, a type, a weight in log-odds, a short reason and a pattern."""

import re
from dataclasses import dataclass

from samstyring.engines.text_analysis.model import StatementType

C, P, K = StatementType.CHALLENGE, StatementType.PROPOSAL, StatementType.KNOWLEDGE_NEED
E, S, O, B = StatementType.EXAMPLE, StatementType.SUPPORT, StatementType.OPPOSITION, StatementType.BACKGROUND


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue. `reason` is what the page shows when the cue decided."""

    name: str
    type: StatementType
    weight: float
    pattern: re.Pattern[str]


def _cue(name: str, kind: StatementType, weight: float, pattern: str) -> Cue:
    return Cue(name, kind, weight, re.compile(pattern, re.IGNORECASE))


_WE = r"(?:vi|me|rådet|kommunen|fylkeskommunen|foreningen|foreininga|forbundet|organisasjonen|utvalget|KS|styret|undertegnede|jeg|eg)"
_INITIATIVE = (
    r"(?:forslag\w*|framlegg\w*|strategi\w*|plan\w*|mål\w*|tiltak\w*|satsing\w*|gjennomgang\w*|modell\w*|ordning\w*|"
    r"initiativ\w*|veikart\w*|vegkart\w*|grep\w*|intensjon\w*|ambisjon\w*|prinsipp\w*|retning\w*|visjon\w*|lovforslag\w*|utredning\w*|reform\w*|anbefaling\w*)"
)

CUES: tuple[Cue, ...] = (
    # Proposals: asks, demands, recommends, needs that somebody should meet.
    _cue("modal of advice", P, 2.4, r"\b(?:bør|burde)\b"),
    _cue(
        "passive must",
        P,
        2.2,
        r"\bmå (?:det|de|dette|en|man|staten|departementet)?\s*(?:\w+\s){0,3}?\w+(?:es|ast)\b",
    ),
    _cue("must", P, 1.4, r"\bmå\b"),
    _cue("need of", P, 2.2, r"\bbehov (?:for|av)\b"),
    _cue("needs", P, 1.4, r"\b(?:trenger|treng|behøver)\b"),
    _cue(
        "wishes",
        P,
        1.7,
        r"\b(?:ønsker|ønskjer|ønskelig|ynskjer|etterlyser|etterlyser|savner|saknar|etterspør|anmoder|oppmodar|oppfordrer|ber om|krever at|krev at|henstiller)\b",
    ),
    _cue(
        "recommends", P, 2.4, r"\b(?:anbefaler|tilrår|rår til|foreslår|foreslås|foreslår|anbefales|tilrådd)\b"
    ),
    _cue(
        "it is important that",
        P,
        1.9,
        r"\b(?:viktig|avgjørende|nødvendig|vesentlig|essensielt|sentralt|avgjerande|naudsynt|nødvendig|vesentleg|viktigste|påkrevd|påkravd|grunnleggende|kritisk) (?:\w+ )?(?:at|å|for|forutsetning|føresetnad)\b",
    ),
    _cue(
        "is decisive",
        P,
        1.3,
        r"\ber (?:\w+ ){0,4}(?:avgjørende|avgjerande|helt nødvendig|vesentlig|essensielt|en forutsetning|ein føresetnad|viktig)\b",
    ),
    _cue("requires", P, 1.0, r"\b(?:krever|forutsetter|føreset|krev|fordrer)\b"),
    _cue(
        "stands in should",
        P,
        1.2,
        r"\b(?:skal|må|bør) (?:\w+ )?(?:legges til rette|leggjast til rette|tilrettelegges|sikres|styrkes|avklares|prioriteres|utvikles|etableres|ivaretas|videreføres|vidareførast|sikrast|styrkast)",
    ),
    _cue(
        "imperative",
        P,
        1.5,
        r"^(?:sikre|styrke|etablere?|utvikle|innføre?|videreføre|vidareføre|legg\w* til rette|gi|gje|lag|lage|samordne?|forenkle?|avklar\w*|øke?|prioriter\w*|sørg\w*|tydeliggjør\w*|involver\w*|oppret\w*|bedre|reduser\w*|utred\w*|fjern\w*|følg\w*)\b",
    ),
    # Challenges: lacking, hard, unclear, at risk, wrong.
    _cue(
        "challenge word",
        C,
        2.2,
        r"\b(?:utfordring\w*|utfordrende|utfordrande|problem\w*|vanskelig\w*|vanskeleg\w*|krevende|krevjande|vansk\w*|hindr\w*|hinder|barriere\w*|flaskehals\w*|belastning\w*)\b",
    ),
    _cue(
        "lack",
        C,
        2.0,
        r"\b(?:mangl\w*|mangel\w*|manglende|fravær\w*|underskudd|knapp\w*|knapphet\w*|lite|liten grad|for lite|for få|for dårlig\w*|for svak\w*|utilstrekkelig\w*|ikke nok|ikkje nok|svak\w*|svakhet\w*|svakheit\w*|dårlig\w*)\b",
    ),
    _cue(
        "risk",
        C,
        2.0,
        r"\b(?:risiko\w*|risiker\w*|fare for|fare at|frykt\w*|bekymr\w*|uro\w*|truer|trugar|svekk\w*|undergrav\w*|sårbar\w*|press)\b",
    ),
    _cue(
        "unclear",
        C,
        1.9,
        r"\b(?:uklar\w*|utydelig\w*|usikker\w*|uvisse|fragment\w*|silo\w*|overlapp\w*|forvirr\w*|pulveris\w*|uoversiktlig\w*)\b",
    ),
    _cue(
        "leads to",
        C,
        1.0,
        r"\b(?:fører til|medfører|gjør det (?:vanskelig|krevende)|går på bekostning|skaper (?:utfordr|usikker)\w*|rammer|rammar|øker kostnad\w*)\b",
    ),
    _cue(
        "negation of ability",
        C,
        1.3,
        r"\b(?:ikke|ikkje|verken|heller ikke|ingen|kan ikke|har ikke|klarer ikke|får ikke)\b",
    ),
    _cue(
        "shortage of staff",
        C,
        1.2,
        r"\b(?:personellmangel|bemanningskrise|sykefravær|sjukefråvær|ressursknapphet|merarbeid|dobbeltarbeid|dobbeltføring|ressurskrevende|tidkrevende|tidkrevjande)\b",
    ),
    # Knowledge needs.
    _cue(
        "more knowledge",
        K,
        3.2,
        r"\b(?:mer|meir|økt|auka|bedre|betre|ny|behov for|manglende|mangel på|mangler|lite|trenger|treng|savner|saknar|for lite|bygge) (?:\w+ ){0,4}?(?:kunnskap|kunnskapsgrunnlag|forskning|forsking|evidens|dokumentasjon|forskningsbasert|følgeforskning|effektstudier|evaluering\w*|kunnskapsoppsummering\w*)\b",
    ),
    _cue(
        "must be studied",
        K,
        2.6,
        r"\b(?:må|bør|trenger å|behov for å) (?:\w+ ){0,3}?(?:forske\w*|undersøk\w*|kartlegg\w*|evaluer\w*|forstå|studer\w*|dokumenter\w*)\b",
    ),
    _cue(
        "little is known",
        K,
        3.0,
        r"\b(?:vet|veit|vit|finnes|finst) (?:\w+ ){0,3}?(?:lite|for lite|ikke nok|ikkje nok|ingen|svært lite) (?:\w+ ){0,2}?(?:om|kunnskap|forskning|forsking|dokumentasjon)?\b",
    ),
    # Examples.
    _cue(
        "example",
        E,
        1.8,
        r"\b(?:eksempel\w*|eksempler|døme|for eksempel|f\.eks|eksempelvis|erfaring\w* (?:viser|fra|tilsier)|erfarer|gode erfaringer|pilot\w*|prøv\w* ut|utprøving)\b",
    ),
    _cue(
        "concrete practice",
        E,
        2.0,
        r"\b(?:har (?:vi|kommunen)? ?(?:tatt i bruk|tatt|innført|etablert|gjennomført|utviklet|prøvd|testet|vist|bidratt|ført til|gitt|redusert|oppnådd|lyktes)|ble (?:det )?(?:etablert|innført|gjennomført)|tok i bruk|innførte|gjennomførte|etablerte|reduserte)\b",
    ),
    # Support.
    _cue(
        "supports",
        S,
        3.4,
        r"\b(?:støtter|støttar|stiller (?:seg|oss) bak|sluttar? (?:seg|oss) til|slutter (?:seg|oss) til|bifaller|er enige? i|er samd\w*|deler (?:\w+ )?(?:vurdering\w*|synet|oppfatning\w*)|tiltrer|ønsker (?:\w+ )?velkommen|hilser (?:\w+ )?velkommen)\b",
    ),
    _cue(
        "positive to",
        S,
        2.8,
        r"\b(?:positivt?e?|glade? for|fornøyd\w*|velkommen|prisverdig|godt at|bra at|tilfreds\w*|gledelig)\b",
    ),
    _cue(
        "good initiative",
        S,
        1.6,
        rf"\b{_INITIATIVE} (?:\w+ )?er (?:\w+ )?(?:gode?|viktige?|riktige?|fornuftige?|bra|hensiktsmessige?)\b",
    ),
    # Opposition.
    _cue(
        "opposes",
        O,
        3.6,
        r"\b(?:støtter ikke|støttar ikkje|går imot|går (?:derfor |sterkt )?imot|er imot|motsetter|frarår|fraråder|er uenig\w*|er usamd\w*|avviser|kan ikke (?:\w+ )?(?:støtte|stille|slutte|tilslutte)|kan ikkje (?:\w+ )?(?:støtte|stille|slutte)|stiller (?:oss|seg) (?:\w+ )?(?:kritisk\w*|tvilende|undrende|uforstående)|er kritisk\w*|er skeptisk\w*|forkaster|reagerer på|bør ikke innføres|bør forkastes|tar avstand|trekkes tilbake)\b",
    ),
    _cue(
        "plan falls short",
        O,
        1.8,
        rf"\b{_INITIATIVE} (?:\w+ ){{0,6}}(?:i (?:for )?liten grad|ikke i tilstrekkelig grad|for (?:smal\w*|svak\w*|lite|vag\w*|generell\w*|snever\w*|uklar\w*)|svarer ikke|tar ikke)\b",
    ),
    # Background.
    _cue(
        "courtesy",
        B,
        2.6,
        r"\b(?:takker for|takkar for|viser til|viser her til|syner til|vi vil (?:her )?(?:fremheve|peke på|kommentere)|mulighet\w* (?:for|til) å (?:gi|komme med)|innspill til|følgende|under finner)\b",
    ),
    _cue(
        "law and definition",
        B,
        0.8,
        r"\b(?:definer\w*|betyr|innebærer|består av|består i|har ansvar for|formål\w*|ble (?:vedtatt|opprettet)|jf\.?|jfr\.?|ifølge|i henhold til|omfatter|omhandler)\b",
    ),
)
