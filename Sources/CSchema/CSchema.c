#include "CSchema.h"

// A part of C23 that the compiler has for every C.
#pragma clang diagnostic ignored "-Wc23-extensions"

#define FILE_OF(name) \
  SchemaFile schema_##name(void) { return (SchemaFile){name, sizeof name}; }

static const unsigned char migration_001_graph[] = {
#embed "../../schema/001-graph.sql"
};
FILE_OF(migration_001_graph)

static const unsigned char migration_002_named_graphs[] = {
#embed "../../schema/002-named-graphs.sql"
};
FILE_OF(migration_002_named_graphs)

static const unsigned char migration_003_checks_and_mending[] = {
#embed "../../schema/003-checks-and-mending.sql"
};
FILE_OF(migration_003_checks_and_mending)

static const unsigned char migration_004_blocks[] = {
#embed "../../schema/004-blocks.sql"
};
FILE_OF(migration_004_blocks)

static const unsigned char migration_005_profiles[] = {
#embed "../../schema/005-profiles.sql"
};
FILE_OF(migration_005_profiles)

static const unsigned char migration_007_readings[] = {
#embed "../../schema/007-readings.sql"
};
FILE_OF(migration_007_readings)

static const unsigned char migration_008_literal_forms[] = {
#embed "../../schema/008-literal-forms.sql"
};
FILE_OF(migration_008_literal_forms)

static const unsigned char migration_009_term_forms[] = {
#embed "../../schema/009-term-forms.sql"
};
FILE_OF(migration_009_term_forms)

static const unsigned char migration_010_document_properties[] = {
#embed "../../schema/010-document-properties.sql"
};
FILE_OF(migration_010_document_properties)

static const unsigned char migration_011_decisions[] = {
#embed "../../schema/011-decisions.sql"
};
FILE_OF(migration_011_decisions)

static const unsigned char migration_012_relations[] = {
#embed "../../schema/012-relations.sql"
};
FILE_OF(migration_012_relations)

static const unsigned char migration_013_qualifiers[] = {
#embed "../../schema/013-qualifiers.sql"
};
FILE_OF(migration_013_qualifiers)

static const unsigned char migration_014_rejections[] = {
#embed "../../schema/014-rejections.sql"
};
FILE_OF(migration_014_rejections)

static const unsigned char migration_015_changes[] = {
#embed "../../schema/015-changes.sql"
};
FILE_OF(migration_015_changes)

static const unsigned char claims[] = {
#embed "../../schema/claims.tsv"
};
FILE_OF(claims)

static const unsigned char classes[] = {
#embed "../../schema/classes.tsv"
};
FILE_OF(classes)

static const unsigned char countries[] = {
#embed "../../schema/countries.tsv"
};
FILE_OF(countries)

static const unsigned char first_names[] = {
#embed "../../schema/first_names.tsv"
};
FILE_OF(first_names)

static const unsigned char hosts[] = {
#embed "../../schema/hosts.tsv"
};
FILE_OF(hosts)

static const unsigned char known_names[] = {
#embed "../../schema/known_names.tsv"
};
FILE_OF(known_names)

static const unsigned char known_places[] = {
#embed "../../schema/known_places.tsv"
};
FILE_OF(known_places)

static const unsigned char languages[] = {
#embed "../../schema/languages.tsv"
};
FILE_OF(languages)

static const unsigned char names[] = {
#embed "../../schema/names.tsv"
};
FILE_OF(names)

static const unsigned char nicknames[] = {
#embed "../../schema/nicknames.tsv"
};
FILE_OF(nicknames)

static const unsigned char nominals[] = {
#embed "../../schema/nominals.tsv"
};
FILE_OF(nominals)

static const unsigned char occupations[] = {
#embed "../../schema/occupations.tsv"
};
FILE_OF(occupations)

static const unsigned char persons[] = {
#embed "../../schema/persons.tsv"
};
FILE_OF(persons)

static const unsigned char places[] = {
#embed "../../schema/places.tsv"
};
FILE_OF(places)

static const unsigned char prepositions[] = {
#embed "../../schema/prepositions.tsv"
};
FILE_OF(prepositions)

static const unsigned char relations[] = {
#embed "../../schema/relations.tsv"
};
FILE_OF(relations)

static const unsigned char synonyms[] = {
#embed "../../schema/synonyms.tsv"
};
FILE_OF(synonyms)

static const unsigned char titles[] = {
#embed "../../schema/titles.tsv"
};
FILE_OF(titles)

static const unsigned char types[] = {
#embed "../../schema/types.tsv"
};
FILE_OF(types)

static const unsigned char verbs[] = {
#embed "../../schema/verbs.tsv"
};
FILE_OF(verbs)

static const unsigned char pronouns[] = {
#embed "../../schema/models/pronouns.tsv"
};
FILE_OF(pronouns)

static const unsigned char confidence[] = {
#embed "../../schema/models/confidence.tsv"
};
FILE_OF(confidence)

static const unsigned char name_types[] = {
#embed "../../schema/models/name_types.tsv"
};
FILE_OF(name_types)
