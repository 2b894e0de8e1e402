/// The files of `schema/`, built into the program by the compiler. As arrays of Swift they would take it most of a minute.
#ifndef CSCHEMA_H
#define CSCHEMA_H

#include <stddef.h>

/// The bytes of a file; they last as long as the program.
typedef struct {
  const unsigned char *bytes;
  size_t count;
} SchemaFile;

SchemaFile schema_migration_001_graph(void);
SchemaFile schema_migration_002_named_graphs(void);
SchemaFile schema_migration_003_checks_and_mending(void);
SchemaFile schema_migration_004_blocks(void);
SchemaFile schema_migration_005_profiles(void);
SchemaFile schema_migration_007_readings(void);
SchemaFile schema_migration_008_literal_forms(void);
SchemaFile schema_migration_009_term_forms(void);
SchemaFile schema_migration_010_document_properties(void);
SchemaFile schema_migration_011_decisions(void);
SchemaFile schema_migration_012_relations(void);
SchemaFile schema_migration_013_qualifiers(void);
SchemaFile schema_migration_014_rejections(void);
SchemaFile schema_migration_015_changes(void);
SchemaFile schema_claims(void);
SchemaFile schema_classes(void);
SchemaFile schema_countries(void);
SchemaFile schema_first_names(void);
SchemaFile schema_hosts(void);
SchemaFile schema_known_names(void);
SchemaFile schema_known_places(void);
SchemaFile schema_languages(void);
SchemaFile schema_names(void);
SchemaFile schema_nicknames(void);
SchemaFile schema_nominals(void);
SchemaFile schema_occupations(void);
SchemaFile schema_persons(void);
SchemaFile schema_places(void);
SchemaFile schema_prepositions(void);
SchemaFile schema_relations(void);
SchemaFile schema_synonyms(void);
SchemaFile schema_titles(void);
SchemaFile schema_types(void);
SchemaFile schema_verbs(void);
SchemaFile schema_pronouns(void);
SchemaFile schema_confidence(void);
SchemaFile schema_name_types(void);

#endif
