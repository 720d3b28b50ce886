"""The closed lists of this room: kinds of organisation, roles, visibility, and how one became another."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OrganisationKind(models.TextChoices):
    """What an organisation is."""

    MUNICIPALITY = "municipality", _("Municipality")
    COUNTY = "county", _("County")
    NETWORK = "network", _("Network")
    COOPERATION = "cooperation", _("Inter-municipal cooperation")
    BODY = "body", _("Body")
    MINISTRY = "ministry", _("Ministry")
    AGENCY = "agency", _("State agency")
    REGIONAL_HEALTH_TRUST = "regional_health_trust", _("Regional health trust")
    HEALTH_TRUST = "health_trust", _("Health trust")
    COUNTY_GOVERNOR = "county_governor", _("County governor")
    SAMETINGET = "sametinget", _("The Sámi Parliament")
    TRADE_UNION = "trade_union", _("Trade union")
    PATIENT_ORGANISATION = "patient_organisation", _("Patient organisation")
    RESEARCH = "research", _("Research institution")
    SUPPLIER = "supplier", _("Supplier")
    KS = "ks", _("KS")
    OTHER = "other", _("Other organisation")


# Kinds that have members: a cooperation also acts on behalf of them.
GROUP_KINDS = (OrganisationKind.NETWORK, OrganisationKind.COOPERATION, OrganisationKind.BODY)


class NetworkType(models.TextChoices):
    """What a network works with."""

    DIGITALISATION = "digitalisation", _("Digitalisation")
    E_HEALTH = "e-health", _("E-health")
    RESEARCH = "research", pgettext_lazy("type of network", "Research")
    WELFARE_TECHNOLOGY = "welfare technology", _("Welfare technology")
    SPREAD = "spread of national solutions", _("Spread of national solutions")
    COMPETENCE = "competence", _("Competence")
    LEADERS = "leaders", _("Leaders")


class Confidence(models.TextChoices):
    """How well the source of a row grounds it."""

    SEEN = "seen", _("read in the source")
    PARTLY = "partly", _("partly known")


class SuccessionKind(models.TextChoices):
    """How an organisation became another."""

    MERGED = "merged", _("merged")
    SPLIT = "split", _("divided")
    RENUMBERED = "renumbered", _("got a new number")
    REPLACED = "replaced", _("replaced")
    # Where a municipality ended when one that it went into was divided later: stands for the whole chain.
    TRACED = "traced", _("became part of, by way of others")


class NameKind(models.TextChoices):
    """What a name is to its organisation."""

    USUAL = "usual", _("usual name")
    OFFICIAL = "official", _("official name")
    PARALLEL = "parallel", _("name in another language")
    FORMER = "former", _("former name")
    # How a name stands before “gielda” or “komuuni”: found when it is searched for, not shown as a name.
    FORM = "form", _("inflected form")


class Level(models.TextChoices):
    """What a role lets a person do, from the least to the most; `permissions.TABLE` says it in full."""

    READER = "reader", _("Reader")
    CONTRIBUTOR = "contributor", _("Contributor")
    COORDINATOR = "coordinator", _("Coordinator")
    SECRETARY = "secretary", _("Secretary")
    ADMINISTRATOR = "administrator", _("Administrator")


class Visibility(models.TextChoices):
    """Who may see something, from the most open to the least."""

    PUBLIC = "public", _("Everyone")
    LOGGED_IN = "logged_in", _("Everyone who is logged in")
    NETWORK = "network", _("The members of the network")
    ORGANISATION = "organisation", _("The organisation")


class MailChoice(models.TextChoices):
    """How somebody wants to be told by e-mail."""

    NONE = "none", pgettext_lazy("e-mail", "None: I look in the inbox")
    DAILY = "daily", _("At most one a day, when there is something new")
