from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations

from practica.foundation.plain_words import plain_words

# PostgreSQL indexes only what never changes, and calls `unaccent` changeable because its dictionary could be edited. The
# schema is written out, because a dump is restored with an empty search path.
MAKE = """
DO $make$
DECLARE place text := (
    SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'unaccent'
);
BEGIN
    EXECUTE format(
        'CREATE OR REPLACE FUNCTION practica_plain(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE '
        'AS $plain$ SELECT upper(%1$I.unaccent(%2$L::regdictionary, $1)) $plain$',
        place, quote_ident(place) || '.unaccent'
    );
END
$make$
"""


WORDS = plain_words("name", "headline", "ask_me_about", "handle")


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_invitations"),
    ]

    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        migrations.RunSQL(MAKE, "DROP FUNCTION IF EXISTS practica_plain(text)"),
        migrations.AddIndex(
            model_name="person",
            index=GinIndex(OpClass(WORDS, name="gin_trgm_ops"), name="person_by_words"),
        ),
        migrations.AddIndex(
            model_name="expertise",
            index=GinIndex(OpClass(plain_words("tag"), name="gin_trgm_ops"), name="expertise_by_words"),
        ),
    ]
