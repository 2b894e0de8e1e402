// What is done with many bytes at once: masks for the scanner of RDF, and the checksum of blocks.
#ifndef BYTE_KERNELS_H
#define BYTE_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Line feeds and carriage returns.
typedef struct {
  size_t feeds, returns;
} ck_line_ends;

typedef struct {
  /// Writes two words for each 64 bytes, or what is left of them: in the first, bit n (from the
  /// lowest) is set where byte n cannot stand unescaped in an IRI of RDF (control characters,
  /// space, < > " { } | ^ ` \); in the second, where it cannot stand unescaped in a string
  /// (" \ and the ends of a line). Bits past the end are clear. Returns whether all of it is UTF-8.
  bool (*rdf_masks)(const uint8_t *bytes, size_t count, uint64_t *masks);

  ck_line_ends (*line_ends)(const uint8_t *bytes, size_t count);
} ck_byte_kernels;

/// The kernels for this processor.
const ck_byte_kernels *ck_bytes_select(void);
/// The kernels for vectors of `lanes` bytes (16, 32 or 64), or NULL where the processor lacks them.
const ck_byte_kernels *ck_bytes_with_lanes(size_t lanes);

typedef uint32_t (*ck_crc32)(const uint8_t *bytes, size_t count);

/// CRC-32 (ISO 3309) of at least 64 bytes by carry-less multiplication (Gopal et al., "Fast CRC
/// Computation for Generic Polynomials Using PCLMULQDQ Instruction", 2009), ten times as fast as by
/// tables; NULL where the processor lacks it.
ck_crc32 ck_crc32_select(void);

#endif
