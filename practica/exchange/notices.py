"""What is said of imports; whoever started one watches it, so nobody is told besides."""

from django.utils.translation import gettext_lazy as _

from practica.exchange.verbs import Verb
from practica.notices.registry import declare

declare(Verb.UPLOADED, words=_("{who} uploaded an organisation to look at"), icon="upload")
declare(Verb.CONFIRMED, words=_("{who} had an organisation brought in"), icon="import")
declare(Verb.DISCARDED, words=_("{who} decided against an import"), icon="x")
declare(Verb.TAKEN_IN, words=_("An import {who} started is done"), icon="circle-check")
declare(Verb.FAILED, words=_("An import {who} started could not be finished"), icon="triangle-alert", hue="rose")
